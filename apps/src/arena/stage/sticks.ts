import type { Container } from "pixi.js";
import type { Stick } from "../input";
import type { Look } from "./looks";
import { createPool, type Shapes } from "./shapes";

const radius = 44;

/** Where thumbs steer. */
export function createSticks(shapes: Shapes, layer: Container, host: HTMLElement) {
  const rings = createPool(shapes.stickRing, layer);
  const knobs = createPool(shapes.stickKnob, layer);
  return {
    show: (sticks: readonly Stick[], look: Look): void => {
      // Asking for the box makes the page lay itself out.
      const { left, top } =
        sticks.length === 0 ? { left: 0, top: 0 } : host.getBoundingClientRect();
      for (const { fromX, fromY, x, y } of sticks) {
        const part = Math.min(1, radius / (Math.hypot(x - fromX, y - fromY) || 1));
        const ring = rings.next();
        ring.position.set(fromX - left, fromY - top);
        const knob = knobs.next();
        knob.position.set(fromX - left + (x - fromX) * part, fromY - top + (y - fromY) * part);
        for (const one of [ring, knob]) {
          one.alpha = 0.4;
          one.tint = look.ink;
        }
      }
      rings.end();
      knobs.end();
    },
  };
}
