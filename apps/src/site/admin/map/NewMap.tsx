import { FileJson, FilePlus2 } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import type { AdminApi } from "roomkeeper";
import { bytesMax, readTiled, type TiledMap } from "../../../tiled/readFile";
import { FormError } from "../../../ui/FormError";
import { MapForm } from "./MapForm";
import { Problems } from "./Problems";

/** Files are read up to this size; what counts is the map without its blanks. */
const fileBytesMax = 4 * bytesMax;

/** What a new map is made from. */
export type Source =
  | { readonly kind: "tiled"; readonly name: string; readonly map: TiledMap }
  | { readonly kind: "empty" };

/** From a file of Tiled's, or from nothing, to a map that everybody can make spaces from. */
export function NewMap({ api, onAdded }: { api: AdminApi; onAdded: () => void }) {
  const [source, setSource] = useState<Source | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [error, setError] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const round = useRef(0);

  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    // So that the same file can be chosen again once it is mended.
    event.target.value = "";
    if (file === undefined) return;
    setProblems([]);
    setError(null);
    if (file.size > fileBytesMax) {
      setError("The file is too large: a map has 2 MiB at most.");
      return;
    }
    const text = await file.text().catch(() => null);
    if (text === null) {
      setError("The file can’t be read.");
      return;
    }
    const reading = await readTiled(text);
    if (!reading.isGood) {
      setProblems(reading.problems);
      return;
    }
    round.current++;
    const name = file.name.replace(/\.(json|tmj)$/i, "").replace(/[-_]+/g, " ");
    setSource({ kind: "tiled", name, map: reading.map });
  };
  if (source !== null) {
    return (
      <MapForm
        key={round.current}
        api={api}
        source={source}
        onClose={() => setSource(null)}
        onAdded={() => {
          setSource(null);
          onAdded();
        }}
      />
    );
  }
  return (
    <section className="card-section form" aria-labelledby="new-map">
      <h2 id="new-map" className="card-section__title">
        Add a map
      </h2>
      <p className="page-title__more">
        Draw it with{" "}
        <a href="https://www.mapeditor.org" target="_blank" rel="noreferrer">
          Tiled
        </a>
        , orthogonal, with its tilesets embedded, and export it as JSON. A layer named “walls” or
        tiles with the property “collides” are in the way; people start at an object named “spawn”.
      </p>
      <input
        ref={chooser}
        className="visually-hidden"
        type="file"
        accept=".json,.tmj,application/json"
        aria-label="Tiled map as a file"
        tabIndex={-1}
        onChange={(event) => void choose(event)}
      />
      <div className="new-map__ways">
        <button
          type="button"
          className="button button--primary"
          onClick={() => chooser.current?.click()}
        >
          <FileJson size={18} aria-hidden />
          Choose a Tiled map…
        </button>
        <button type="button" className="button" onClick={() => setSource({ kind: "empty" })}>
          <FilePlus2 size={18} aria-hidden />
          Start from an empty floor
        </button>
      </div>
      <FormError sentence={error} />
      <Problems problems={problems} />
    </section>
  );
}
