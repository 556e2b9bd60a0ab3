import { Container, Graphics } from "pixi.js";
import type { Scene } from "roomkeeper/arena";
import { colourNumber } from "../colours";
import { type Ground, tile } from "./ground";
import type { Look } from "./looks";
import { createPool, type Shapes } from "./shapes";

const unit = 64;
const margin = 12;
const dotRadius = 4;

/** The whole map in a corner, and who can be seen on it. */
export function createMinimap(shapes: Shapes, layer: Container) {
  const root = new Container();
  const map = new Graphics();
  root.addChild(map);
  layer.addChild(root);
  const dots = createPool(shapes.dot, root);

  return {
    draw: ({ width, height, walls }: Ground, look: Look): void => {
      map.clear();
      map.rect(-0.5, -0.5, width + 1, height + 1).fill(look.wallEdge);
      map.rect(0, 0, width, height).fill(look.ground);
      for (const { x, y, length } of walls) map.rect(x, y, length, 1);
      map.fill(look.wall);
    },
    show: (
      scene: Scene,
      { width, height }: Ground,
      screen: { readonly width: number; readonly height: number },
    ): void => {
      root.visible = width > 0;
      if (width === 0) return;
      const size = Math.min(130, screen.width * 0.28) / width;
      root.scale.set(size);
      root.position.set(
        screen.width - width * size - margin,
        screen.height - height * size - margin,
      );
      for (const one of [...scene.others, ...(scene.self === null ? [] : [scene.self])]) {
        const dot = dots.next();
        dot.position.set(one.x / unit / tile, one.y / unit / tile);
        dot.scale.set((one === scene.self ? 1.3 : 1) / dotRadius);
        dot.tint = colourNumber(one.slot);
      }
      dots.end();
    },
  };
}
