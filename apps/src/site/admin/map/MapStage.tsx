import { Flag, ZoomIn, ZoomOut } from "lucide-react";
import {
  type CSSProperties,
  memo,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { drawMap, largestCell } from "../../../tiled/paint";
import type { TiledMap } from "../../../tiled/readFile";
import { usePictures } from "../../../tiled/usePictures";
import { Check } from "../../../ui/Check";
import { Picture } from "../../../ui/Picture";
import type { Furniture } from "./placing";

const fitHeight = 520;

type Props = {
  /** None for an empty floor. */
  map: TiledMap | null;
  /** Where the pictures of the map's tilesets are. */
  pictures: readonly string[];
  width: number;
  height: number;
  furniture: readonly Furniture[];
  onPress: (x: number, y: number) => void;
  onTakeAway: (x: number, y: number) => void;
};

/** The map as it will look, its walls marked, and what stands on it; for the mouse, fingers and keys. */
export function MapStage({ map, pictures, width, height, furniture, onPress, onTakeAway }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const fitWidth = useWidth(frame);
  const largest = largestCell(width, height);
  const fit = Math.max(
    1,
    Math.min(largest, Math.floor(Math.min(fitWidth / width, fitHeight / height))),
  );
  const [zoom, setZoom] = useState(1);
  const [showsWalls, setShowsWalls] = useState(true);
  const cell = Math.max(1, Math.min(largest, Math.round(fit * zoom)));
  const canvas = useDrawing(map, pictures, cell, showsWalls);
  const [cursor, setCursor] = useState({ x: 0, y: 0 });
  const style = {
    "--cell": `${cell}px`,
    width: width * cell,
    height: height * cell,
  } as CSSProperties;

  const blockAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor((event.clientX - box.left) / cell);
    const y = Math.floor((event.clientY - box.top) / cell);
    return within({ x, y }, width, height);
  };
  return (
    <div className="stage">
      <div className="stage__bar">
        <Check label="Show walls" isChecked={showsWalls} onChange={setShowsWalls} />
        <button
          type="button"
          className="icon-button"
          aria-label="Smaller"
          disabled={cell <= fit}
          onClick={() => setZoom(Math.max(1, zoom / 1.5))}
        >
          <ZoomOut size={18} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Larger"
          disabled={cell >= largest}
          onClick={() => setZoom(zoom * 1.5)}
        >
          <ZoomIn size={18} aria-hidden />
        </button>
      </div>
      <div ref={frame} className="stage__scroll">
        <div
          className="stage__map"
          style={style}
          role="application"
          aria-label={`Map of ${width} by ${height} blocks. Arrow keys move, Enter places, Delete takes away.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has keys of its own.
          tabIndex={0}
          onPointerMove={(event) => setCursor(blockAt(event))}
          onClick={() => onPress(cursor.x, cursor.y)}
          onPointerDown={(event) => setCursor(blockAt(event))}
          onKeyDown={(event) => {
            const step = steps[event.key];
            if (step !== undefined) {
              setCursor(within({ x: cursor.x + step.x, y: cursor.y + step.y }, width, height));
            } else if (event.key === "Enter" || event.key === " ") onPress(cursor.x, cursor.y);
            else if (event.key === "Delete" || event.key === "Backspace") {
              onTakeAway(cursor.x, cursor.y);
            } else return;
            event.preventDefault();
          }}
        >
          {map !== null && <canvas ref={canvas} width={width * cell} height={height * cell} />}
          {furniture.map((one) => (
            <Standing key={one.id} one={one} cell={cell} />
          ))}
          {map !== null && map.spawn !== null && (
            <span
              className="stage__spawn"
              style={placeOf(map.spawn, cell)}
              title="People start here"
            >
              <Flag size={Math.max(10, Math.min(20, cell))} aria-hidden />
            </span>
          )}
          <span className="stage__cursor" style={placeOf(cursor, cell)} aria-hidden />
        </div>
      </div>
      <p className="field__hint" aria-live="polite">
        Block {cursor.x}, {cursor.y}
      </p>
    </div>
  );
}

const steps: { readonly [key: string]: { readonly x: number; readonly y: number } } = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function within(spot: { x: number; y: number }, width: number, height: number) {
  return {
    x: Math.max(0, Math.min(spot.x, width - 1)),
    y: Math.max(0, Math.min(spot.y, height - 1)),
  };
}

function placeOf({ x, y }: { x: number; y: number }, cell: number): CSSProperties {
  return { left: x * cell, top: y * cell };
}

const Standing = memo(function Standing({ one, cell }: { one: Furniture; cell: number }) {
  const { width, height, imageUrl } = one.element;
  return (
    <span
      className="stage__element"
      style={{ ...placeOf(one, cell), width: width * cell, height: height * cell }}
    >
      <Picture url={imageUrl} alt="" />
    </span>
  );
});

/** How wide an element is inside its borders, whether it has a scroll bar at this moment or not. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(320);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const measure = () => setWidth(observed.offsetWidth - 2);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Draws the ground anew when the map, its pictures or the size change. */
function useDrawing(
  map: TiledMap | null,
  urls: readonly string[],
  cell: number,
  withWalls: boolean,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pictures = usePictures(urls);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (map === null || context === null || context === undefined) return;
    drawMap(context, map, pictures, cell, withWalls);
  }, [map, pictures, cell, withWalls]);
  return canvas;
}
