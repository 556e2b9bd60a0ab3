import { Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { createOpenApi, type OpenApi } from "roomkeeper";
import { isArenaSize, type Level } from "roomkeeper/arena";
import { CardSection } from "../ui/CardSection";
import { Choice } from "../ui/Choice";
import { maps, type Wanted } from "./practice";

const levels: readonly { readonly value: Level; readonly label: string }[] = [
  { value: "easy", label: "Easy" },
  { value: "medium", label: "Medium" },
  { value: "hard", label: "Hard" },
];

const botCounts = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const minutes = [1, 3, 5, 10] as const;

type Props = {
  readonly isBusy: boolean;
  readonly onMake: (wanted: Wanted) => void;
};

type CatalogueEntry = Awaited<ReturnType<OpenApi["maps"]>>[number];

/** The maps of spaces that are of a size for arenas; none until they are known. */
function useCatalogue(): readonly CatalogueEntry[] {
  const [maps, setMaps] = useState<readonly CatalogueEntry[]>([]);
  useEffect(() => {
    let isHere = true;
    createOpenApi()
      .maps()
      .then(
        (all) => {
          if (isHere) setMaps(all.filter(({ dimensions }) => isArenaSize(dimensions)));
        },
        () => {}, // There are the shipped maps all the same.
      );
    return () => {
      isHere = false;
    };
  }, []);
  return maps;
}

/** A match for friends, by link, with or without bots. */
export function PrivateMatch({ isBusy, onMake }: Props) {
  const [map, setMap] = useState<Wanted["map"]>("any");
  const [bots, setBots] = useState(3);
  const [level, setLevel] = useState<Level>("medium");
  const [length, setLength] = useState(3);
  const catalogue = useCatalogue();
  return (
    <CardSection id="private-match" title="With friends">
      <form
        className="private-match"
        onSubmit={(event) => {
          event.preventDefault();
          onMake({ map, bots, level, seconds: length * 60 });
        }}
      >
        <label className="field">
          <span className="field__label">Map</span>
          <select
            className="input"
            value={typeof map === "string" ? map : map.mapId}
            onChange={({ target: { value } }) =>
              setMap(
                catalogue.some(({ id }) => id === value)
                  ? { mapId: value }
                  : (value as Exclude<Wanted["map"], object>),
              )
            }
          >
            <option value="any">Any</option>
            {maps.map((one) => (
              <option key={one} value={one}>
                {one.charAt(0).toUpperCase() + one.slice(1)}
              </option>
            ))}
            {catalogue.length > 0 && (
              <optgroup label="Maps of spaces">
                {catalogue.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        </label>
        <label className="field">
          <span className="field__label">Bots</span>
          <select
            className="input"
            value={bots}
            onChange={(event) => setBots(Number(event.target.value))}
          >
            {botCounts.map((count) => (
              <option key={count} value={count}>
                {count === 0 ? "None" : count}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="field__label">Length</span>
          <select
            className="input"
            value={length}
            onChange={(event) => setLength(Number(event.target.value))}
          >
            {minutes.map((one) => (
              <option key={one} value={one}>
                {one} min
              </option>
            ))}
          </select>
        </label>
        {bots > 0 && (
          <Choice legend="How well bots play" value={level} onChange={setLevel} options={levels} />
        )}
        <button type="submit" className="button private-match__make" disabled={isBusy}>
          <Lock size={17} aria-hidden /> Make a private match
        </button>
      </form>
      <p className="private-match__hint">
        Send its link to your friends. It begins at once, and counts for nothing.
      </p>
    </CardSection>
  );
}
