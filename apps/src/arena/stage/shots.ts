import type { Container } from "pixi.js";
import type { Scene } from "roomkeeper/arena";
import { colourNumber } from "../colours";
import type { Look } from "./looks";
import { createPool, type Shapes } from "./shapes";

const unit = 64;
const beamLength = 4;

/** Bolts, beams and sparks. */
export function createShots(shapes: Shapes, layer: Container) {
  const edges = createPool(shapes.boltEdge, layer);
  const bolts = createPool(shapes.bolt, layer);
  const beams = createPool(shapes.beam, layer);
  const sparks = createPool(shapes.dot, layer);
  return {
    show: (scene: Scene, look: Look): void => {
      for (const { x, y, angle, owner } of scene.bolts) {
        const turn = (angle / 1024) * 2 * Math.PI;
        for (const [pool, tint] of [
          [edges, look.ink],
          [bolts, colourNumber(owner)],
        ] as const) {
          const bolt = pool.next();
          bolt.position.set(x / unit, y / unit);
          bolt.rotation = turn;
          bolt.tint = tint;
        }
      }
      for (const { fromX, fromY, toX, toY, owner, age } of scene.beams) {
        const beam = beams.next();
        const length = Math.hypot(toX - fromX, toY - fromY) / unit;
        beam.position.set((fromX + toX) / 2 / unit, (fromY + toY) / 2 / unit);
        beam.rotation = Math.atan2(toY - fromY, toX - fromX);
        beam.scale.set(length / beamLength, 1);
        beam.alpha = 1 - age;
        beam.tint = colourNumber(owner);
      }
      for (const { x, y } of scene.sparks) {
        const spark = sparks.next();
        spark.position.set(x / unit, y / unit);
        spark.tint = look.ink;
      }
      for (const pool of [edges, bolts, beams, sparks]) pool.end();
    },
  };
}
