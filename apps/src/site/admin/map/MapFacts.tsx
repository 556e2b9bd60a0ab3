import { Info } from "lucide-react";
import { memo, useMemo } from "react";
import { type TiledMap, tileCountOf } from "../../../tiled/readFile";

/** What was found in a file of Tiled's, to see whether it was understood as it was meant. */
export const MapFacts = memo(function MapFacts({ map }: { map: TiledMap }) {
  const walls = useMemo(() => map.walls.reduce((sum, wall) => sum + wall, 0), [map]);
  return (
    <div className="facts">
      <p className="field__label">What is in it</p>
      <p className="facts__line">
        {map.width} × {map.height} blocks, {walls === 0 ? "no walls" : `${walls} of them walls`};{" "}
        {map.spawn === null
          ? "people start in the middle"
          : `people start at ${map.spawn.x}, ${map.spawn.y}`}
        .
      </p>
      <ul className="facts__layers" aria-label="Layers">
        {map.layers.map((layer, index) => (
          // Layers may share a name, and keep their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
          <li key={index} className="facts__layer">
            <span className="ellipsis">{layer.name}</span>
            {layer.isWalls && <span className="pill pill--brand">Walls</span>}
            {!layer.isVisible && <span className="pill">Hidden</span>}
            <span className="facts__count">{tileCountOf(layer)} tiles</span>
          </li>
        ))}
      </ul>
      {walls === 0 && (
        <p className="facts__note">
          <Info size={16} aria-hidden />
          Nothing is in the way. Name a layer “walls”, or give tiles the property “collides”.
        </p>
      )}
      {map.ignored.length > 0 && (
        <p className="facts__note">
          <Info size={16} aria-hidden />
          Left out: {map.ignored.join(", ")}.
        </p>
      )}
    </div>
  );
});
