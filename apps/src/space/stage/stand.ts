import type { Sprite } from "pixi.js";
import type { Place } from "roomkeeper/space";
import { block, type Size } from "../model/geometry";

/** Puts an element's picture in the middle of its blocks and on their lower edge, looking the other way where it is mirrored. */
export function stand(
  sprite: Sprite,
  picture: Size,
  { x, y, width, height }: Place & Size,
  mirrored: boolean,
): void {
  sprite.setSize(picture.width, picture.height);
  if (mirrored) sprite.scale.x *= -1;
  const left = x * block + (width * block - picture.width) / 2;
  // The anchor is at the left of what is drawn, which is then on the right.
  sprite.position.set(mirrored ? left + picture.width : left, (y + height) * block);
}
