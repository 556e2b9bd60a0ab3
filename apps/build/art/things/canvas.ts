import { ink } from "../palette";
import { createSurface, outline, type Surface } from "../surface";

/** A thing on the floor: its picture may be taller than the blocks it stands on. */
export type Thing = {
  readonly key: string;
  readonly name: string;
  /** The blocks it stands on. */
  readonly width: number;
  readonly height: number;
  /** Nobody walks through it. */
  readonly static: boolean;
  readonly use?: "cardtable" | "arena";
  readonly picture: Surface;
};

/** Draws a picture and puts a dark line around it. */
export function drawing(width: number, height: number, draw: (to: Surface) => void): Surface {
  const result = createSurface(width, height);
  draw(result);
  outline(result, ink);
  return result;
}
