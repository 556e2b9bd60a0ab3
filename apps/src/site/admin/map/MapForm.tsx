import { useMemo, useState } from "react";
import { type AdminApi, createOpenApi, type ElementEntry, type JsonObject } from "roomkeeper";
import { useLoaded } from "../../../lib/useLoaded";
import { bytesMax, forServer, sideMax, type TiledMap } from "../../../tiled/readFile";
import { FormError } from "../../../ui/FormError";
import { isPictureUrl } from "../../../ui/Picture";
import { SizeFields } from "../../../ui/SizeFields";
import { PictureField } from "../PictureField";
import { useAdding } from "../useAdding";
import { ElementPalette } from "./ElementPalette";
import { MapFacts } from "./MapFacts";
import { MapStage } from "./MapStage";
import type { Source } from "./NewMap";
import { type Furniture, usePlacing } from "./placing";

const nameMax = 100;
const loadElements = () => createOpenApi().elements();
const noElements: readonly ElementEntry[] = [];

type Props = {
  api: AdminApi;
  source: Source;
  onClose: () => void;
  onAdded: () => void;
};

/** Everything about a map before it is added: its name and pictures, a look at it, and what stands on it. */
export function MapForm({ api, source, onClose, onAdded }: Props) {
  const tiled = source.kind === "tiled" ? source.map : null;
  const { loaded } = useLoaded(loadElements);
  const elements = loaded.state === "known" ? loaded.value : noElements;
  const [name, setName] = useState(source.kind === "tiled" ? source.name : "");
  const [thumbnail, setThumbnail] = useState("");
  const [pictures, setPictures] = useState(() => tiled?.tilesets.map(({ image }) => image) ?? []);
  const [size, setSize] = useState({ width: "40", height: "30" });
  const [chosen, setChosen] = useState<string | null>(null);
  const width = tiled?.width ?? sideOf(size.width);
  const height = tiled?.height ?? sideOf(size.height);
  const placing = usePlacing(elements, width, height);
  // Where the file says a path of the machine it was drawn on, the picture has to be put on the web first.
  const asked = useMemo(
    () => tiled?.tilesets.flatMap(({ image }, index) => (isPictureUrl(image) ? [] : [index])) ?? [],
    [tiled],
  );
  const { isBusy, error, submit } = useAdding(async () => {
    await api.addMap({
      name: name.trim(),
      thumbnail: thumbnail.trim(),
      dimensions: `${width}x${height}`,
      defaultElements: placing.furniture.map(({ elementId, x, y }) => ({ elementId, x, y })),
      ...(tiled === null ? {} : { tiled: sendable(tiled, pictures) }),
    });
    onAdded();
    return `The map “${name.trim()}” is there.`;
  });
  return (
    <form className="card-section form" onSubmit={submit} aria-labelledby="map-form">
      <h2 id="map-form" className="card-section__title">
        {tiled === null ? "A new map" : "A map from Tiled"}
      </h2>
      <div className="map-form">
        <div className="form">
          <label className="field">
            <span className="field__label">Name of the map</span>
            <input
              className="input"
              required
              pattern=".*\S.*"
              title="A name that is not blank"
              maxLength={nameMax}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          {tiled === null && <SizeFields size={size} sideMax={sideMax} onChange={setSize} />}
          <PictureField label="Thumbnail" value={thumbnail} onChange={setThumbnail} />
          {asked.map((index) => (
            <PictureField
              key={index}
              label={`Picture of the tileset “${tiled?.tilesets[index]?.name ?? ""}”`}
              value={pictures[index] ?? ""}
              onChange={(url) => setPictures(pictures.map((one, at) => (at === index ? url : one)))}
            />
          ))}
          {tiled !== null && <MapFacts map={tiled} />}
          <ElementPalette
            elements={elements}
            isWaiting={loaded.state === "loading"}
            chosen={chosen}
            onChoose={setChosen}
          />
          <Placed furniture={placing.furniture} onClear={placing.clear} />
        </div>
        <MapStage
          map={tiled}
          pictures={pictures}
          width={width}
          height={height}
          furniture={placing.furniture}
          onPress={(x, y) => placing.press(chosen, x, y)}
          onTakeAway={placing.takeAway}
        />
      </div>
      <FormError sentence={error} />
      <div className="form__actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button button--primary" disabled={isBusy}>
          {isBusy ? "Adding…" : "Add the map"}
        </button>
      </div>
    </form>
  );
}

/** The map's file; the server would refuse one that is larger. */
function sendable(map: TiledMap, pictures: readonly string[]): JsonObject {
  const trimmed = pictures.map((url) => url.trim());
  const tiled = forServer(map.json, trimmed);
  if (new TextEncoder().encode(JSON.stringify(tiled)).length > bytesMax) {
    throw new Error(
      "The map is too large: it has 2 MiB at most. Remove layers that it can do without.",
    );
  }
  // It was read as JSON.
  return tiled as JsonObject;
}

function sideOf(text: string): number {
  const side = Number(text);
  return Number.isInteger(side) && side >= 1 && side <= sideMax ? side : 1;
}

function Placed({ furniture, onClear }: { furniture: readonly Furniture[]; onClear: () => void }) {
  if (furniture.length === 0) return null;
  return (
    <p className="placed" role="status">
      <span>
        {furniture.length === 1 ? "1 element stands" : `${furniture.length} elements stand`} on the
        map.
      </span>
      <button type="button" className="button button--small" onClick={onClear}>
        Take all away
      </button>
    </p>
  );
}
