import { Grid3x3 } from "lucide-react";
import type { PlaceEntry } from "roomkeeper";
import { SizeFields, type SizeText } from "../../ui/SizeFields";
import { Thumbnail } from "../../ui/Thumbnail";

const sideMax = 9999;

type Props = {
  maps: readonly PlaceEntry[];
  isWaiting: boolean;
  /** A map's id; "" for an empty floor. */
  chosen: string;
  onChoose: (mapId: string) => void;
  size: SizeText;
  onSize: (size: SizeText) => void;
};

/** What a space is made from: one of the maps, or nothing but a floor of some size. */
export function MapChoice({ maps, isWaiting, chosen, onChoose, size, onSize }: Props) {
  return (
    <fieldset className="choice">
      <legend className="field__label">Map</legend>
      <div className="maps__grid" aria-busy={isWaiting}>
        {isWaiting && [0, 1, 2].map((place) => <span key={place} className="map map--skeleton" />)}
        {maps.map((map) => (
          <label key={map.id} className="pick map">
            <input
              type="radio"
              name="map"
              checked={map.id === chosen}
              onChange={() => onChoose(map.id)}
            />
            <Thumbnail id={map.id} url={map.thumbnail} />
            <span className="map__name ellipsis">{map.name}</span>
            <span className="map__size">{map.dimensions.replace("x", " × ")}</span>
          </label>
        ))}
        <label className="pick map">
          <input
            type="radio"
            name="map"
            checked={chosen === "" && !isWaiting}
            onChange={() => onChoose("")}
          />
          <span className="map__empty" aria-hidden>
            <Grid3x3 size={26} />
          </span>
          <span className="map__name ellipsis">Empty</span>
          <span className="map__size">Any size</span>
        </label>
      </div>
      {chosen === "" && !isWaiting && (
        <SizeFields size={size} sideMax={sideMax} onChange={onSize} />
      )}
    </fieldset>
  );
}
