import { useEffect, useRef } from "react";
import type { Neighbour } from "roomkeeper/calls";
import { type Point, placeTiles, type Size } from "./layout";
import { Tile } from "./Tile";

/** Where heads are on the screen, in CSS pixels from the upper left corner of what the layer covers. */
export type HeadPositions = {
  headOf(memberId: string): Point | null;
  size(): Size;
  /** Calls back at once, and at each frame while something moves: as one that answers true still does. */
  onFrame(callback: (millis: number) => boolean): () => void;
};

type Props = {
  neighbours: readonly Neighbour[];
  nameOf: (id: string) => string;
  positions: HeadPositions;
  onSilenced: (element: HTMLMediaElement) => void;
};

const large = { width: 148, height: 111 };
const small = { width: 104, height: 78 };
/** After this long a tile has gone two thirds of its way: it does not jump when others push it. */
const easeMillis = 65;

export function Tiles({ neighbours, nameOf, positions, onSilenced }: Props) {
  const host = useRef<HTMLUListElement>(null);
  const shown = useRef(new Map<string, Point>());

  const ids = neighbours.map(({ id }) => id).join(" ");
  // Not by React: tiles move at each frame while somebody walks. Who comes or goes moves them too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tile that came has no place yet
  useEffect(() => {
    const move = (millis: number): boolean => {
      const items = [...(host.current?.children ?? [])] as HTMLElement[];
      const screen = positions.size();
      const tile = screen.width < 720 ? small : large;
      const ids = items.map((item) => item.dataset.id ?? "");
      const places = placeTiles(ids.map(positions.headOf), tile, screen);
      const next = new Map<string, Point>();
      let isMoving = false;
      items.forEach((item, i) => {
        const goal = places[i] as Point;
        const at = towards(shown.current.get(ids[i] ?? ""), goal, millis);
        isMoving ||= at !== goal;
        next.set(ids[i] ?? "", at);
        item.style.width = `${tile.width}px`;
        item.style.height = `${tile.height}px`;
        item.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`;
        item.style.visibility = "visible";
      });
      shown.current = next;
      return isMoving;
    };
    return positions.onFrame(move);
  }, [positions, ids]);

  return (
    <ul className="tiles" ref={host} aria-label="People near you">
      {neighbours.map((neighbour) => (
        <Tile
          key={neighbour.id}
          neighbour={neighbour}
          name={nameOf(neighbour.id)}
          onSilenced={onSilenced}
        />
      ))}
    </ul>
  );
}

function towards(from: Point | undefined, to: Point, millis: number): Point {
  if (from === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return to;
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  if (far < 0.5) return to;
  const part = 1 - Math.exp(-millis / easeMillis);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
