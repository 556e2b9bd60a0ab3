import type { Arena, Scene, Step } from "roomkeeper/arena";
import type { Sounds } from "./sound";

const tileUnits = 32 * 64;
/** What is so many tiles away is not heard. */
const earshotTiles = 22;

/** Has the sounds follow the game: to be called once a frame with what is shown and the steps that were taken. */
export function createHearing(arena: Arena, sounds: Sounds) {
  let bolts = new Set<string>();
  let beams = new Set<string>();
  const stops = [
    arena.onHit(() => sounds.play("hit")),
    arena.onEvidence((evidence) => {
      const self = arena.room.self();
      if (evidence.victim === self) sounds.play("died");
      else if (evidence.by === self) sounds.play("kill");
    }),
    arena.room.subscribe(["game", "phase"], (phase) => {
      if (phase === "playing") sounds.play("begin");
      if (phase === "over") sounds.play("over");
    }),
  ];

  function loudness(scene: Scene, x: number, y: number): number {
    if (scene.self === null) return 0.4;
    const tiles = Math.hypot(x - scene.self.x, y - scene.self.y) / tileUnits;
    return Math.max(0, 1 - tiles / earshotTiles) * 0.6;
  }

  return {
    frame: (scene: Scene, steps: readonly Step[]): void => {
      for (const step of steps) {
        if (step.fired !== 0) sounds.play(step.fired === 2 ? "beam" : "bolt");
      }
      const own = arena.slot();
      const flying = new Set<string>();
      for (const bolt of scene.bolts) {
        flying.add(bolt.id);
        if (bolt.owner !== own && !bolts.has(bolt.id)) {
          sounds.play("bolt", loudness(scene, bolt.x, bolt.y));
        }
      }
      bolts = flying;
      const lit = new Set<string>();
      for (const beam of scene.beams) {
        const key = `${beam.owner} ${beam.fromX} ${beam.fromY} ${beam.toX}`;
        lit.add(key);
        if (beam.owner !== own && !beams.has(key)) {
          sounds.play("beam", loudness(scene, beam.fromX, beam.fromY));
        }
      }
      beams = lit;
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
