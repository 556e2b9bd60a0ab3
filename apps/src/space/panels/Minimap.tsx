import { Map as MapIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "roomkeeper/react";
import { readTileMap } from "../../tiled/read";
import { block } from "../model/geometry";
import { paintMinimap } from "../model/minimap";
import type { Stage } from "../stage/stage";
import { useVenue } from "../state/context";

const longestPixels = 168;
const frameMillis = 66;

/** The whole map in small: who is where, what one sees, and a way to walk far. */
export function Minimap({ stage }: { stage: Stage | null }) {
  const venue = useVenue();
  const [isOpen, setOpen] = useState(() => innerWidth >= 720);
  const info = useStore(venue.space.info);
  if (info === undefined || stage === null) return null;
  const scale = longestPixels / Math.max(info.width, info.height);
  const size = {
    width: Math.max(24, info.width * scale),
    height: Math.max(24, info.height * scale),
  };
  return (
    <div className="minimap">
      {isOpen && <Picture stage={stage} size={size} />}
      <button
        type="button"
        className="icon-button minimap__toggle"
        aria-pressed={isOpen}
        aria-label="Map"
        title="Map"
        onClick={() => setOpen(!isOpen)}
      >
        <MapIcon size={19} aria-hidden />
      </button>
    </div>
  );
}

type PictureProps = { stage: Stage; size: { width: number; height: number } };

function Picture({ stage, size }: PictureProps) {
  const venue = useVenue();
  const { space } = venue;
  const canvas = useRef<HTMLCanvasElement>(null);
  const background = useBackground();
  const ratio = Math.min(2, devicePixelRatio);

  useEffect(() => {
    let drawnAt = 0;
    return stage.onFrame(() => {
      const now = performance.now();
      const context = canvas.current?.getContext("2d");
      const info = space.info.getSnapshot();
      if (!context || info === undefined || now - drawnAt < frameMillis) return false;
      drawnAt = now;
      const unit = context.canvas.width / info.width;
      context.imageSmoothingEnabled = false;
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (background !== null) {
        context.drawImage(background, 0, 0, context.canvas.width, context.canvas.height);
      }
      const { x, y, zoom } = stage.camera();
      const seen = stage.size();
      context.strokeStyle = "rgb(255 255 255 / 85%)";
      context.lineWidth = 1.5 * ratio;
      context.strokeRect(
        (x / block) * unit,
        (y / block) * unit,
        (seen.width / zoom / block) * unit,
        (seen.height / zoom / block) * unit,
      );
      const self = space.room.self();
      for (const id of space.walkers.ids.getSnapshot()) {
        const place = space.walkers.get(id);
        if (place === undefined) continue;
        context.beginPath();
        const radius = (id === self ? 4 : 3) * ratio;
        context.arc((place.x + 0.5) * unit, (place.y + 0.5) * unit, radius, 0, 7);
        context.fillStyle = id === self ? "#35e09a" : "#ffffff";
        context.fill();
        context.lineWidth = ratio;
        context.strokeStyle = "#1b1a28";
        context.stroke();
      }
      return false;
    });
  }, [stage, space, background, ratio]);

  return (
    <canvas
      ref={canvas}
      className="minimap__picture"
      width={Math.round(size.width * ratio)}
      height={Math.round(size.height * ratio)}
      style={{ width: size.width, height: size.height }}
      aria-hidden
      onPointerDown={(event) => {
        const info = space.info.getSnapshot();
        if (info === undefined) return;
        const box = event.currentTarget.getBoundingClientRect();
        space.self.walkTo({
          x: Math.floor(((event.clientX - box.left) / box.width) * info.width),
          y: Math.floor(((event.clientY - box.top) / box.height) * info.height),
        });
      }}
    />
  );
}

/** The map as one pixel a block; null where there is nothing to draw it from. */
function useBackground(): HTMLCanvasElement | null {
  const { map, space, catalogue } = useVenue();
  const known = useStore(map);
  const info = useStore(space.info);
  const elements = useStore(space.room.at(["elements"]));
  useStore(catalogue.elements);
  const [tiles, setTiles] = useState<HTMLCanvasElement | null>(null);
  useEffect(() => {
    let isOver = false;
    const read = known?.tiled === undefined ? null : readTileMap(known.tiled);
    const standing = elements instanceof Object ? elements : {};
    void paintMinimap(read, known?.walls ?? [], info, standing).then((painted) => {
      if (!isOver) setTiles(painted);
    });
    return () => {
      isOver = true;
    };
  }, [known, info, elements]);
  return tiles;
}
