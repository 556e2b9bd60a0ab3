import { Container } from "pixi.js";
import type { Arena, Scene, Shown } from "roomkeeper/arena";
import { openCanvas } from "../../pixi/canvas";
import type { Stick } from "../input";
import { createBodies } from "./bodies";
import { createFloor, type Ground, readGround } from "./ground";
import { dark, type Look, light } from "./looks";
import { createMinimap } from "./minimap";
import { createShapes } from "./shapes";
import { createShots } from "./shots";
import { createSticks } from "./sticks";

const unit = 64;
/** So many units are seen on the shorter side of the screen. */
const seenUnits = 460;
/** As far as a body with its name reaches. */
const bodyReach = 60;

/** The canvas that shows an arena. */
export type ArenaStage = {
  /** Draws, and answers where one's own body is on the screen. */
  draw(scene: Scene, sticks: readonly Stick[]): { readonly x: number; readonly y: number };
  destroy(): void;
};

/** Opens the picture of the arena; `onStale` as {@link openCanvas} has it. */
export async function openArenaStage(
  host: HTMLElement,
  arena: Arena,
  onStale: () => void,
): Promise<ArenaStage> {
  const { app, close } = await openCanvas(host, { roundPixels: false }, onStale);
  app.canvas.classList.add("match__canvas");
  const shapes = createShapes();
  // The map moves as one: what lies on it is put together only when something comes or goes.
  const world = new Container({ isRenderGroup: true });
  const layers = {
    floor: new Container({ isRenderGroup: true }),
    shots: new Container({ isRenderGroup: true }),
    bodies: new Container(),
    labels: new Container(),
  };
  const overlay = new Container({ isRenderGroup: true });
  world.addChild(layers.floor, layers.shots, layers.bodies, layers.labels);
  app.stage.addChild(world, overlay);
  const floor = createFloor(shapes, layers.floor);
  const shots = createShots(shapes, layers.shots);
  const bodies = createBodies(shapes, layers, app.renderer.resolution);
  const minimap = createMinimap(shapes, overlay);
  const thumbs = createSticks(shapes, overlay, host);
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  let look: Look | null = null;
  let rows: string | null = null;
  let ground: Ground = readGround("");
  let last = { x: 0, y: 0 };

  /** What only another map or theme changes. */
  function prepare(): Look {
    const wanted = isDark.matches ? dark : light;
    const there = arena.room.get().game?.rows ?? "";
    if (wanted === look && there === rows) return wanted;
    look = wanted;
    rows = there;
    ground = readGround(there);
    app.renderer.background.color = wanted.outside;
    app.renderer.background.alpha = 1;
    floor.show(ground, wanted);
    minimap.draw(ground, wanted);
    return wanted;
  }

  /** Whom an onlooker follows. */
  function leader(scene: Scene): Shown | undefined {
    const players = Object.values(arena.room.get().players ?? {});
    const scores = new Map(players.map(({ slot, score }) => [slot, score]));
    const scoreOf = ({ slot }: Shown): number => scores.get(slot) ?? -1;
    return scene.others.reduce<Shown | undefined>(
      (best, one) => (best === undefined || scoreOf(one) > scoreOf(best) ? one : best),
      undefined,
    );
  }

  return {
    draw: (scene, sticks) => {
      const now = prepare();
      const { width, height } = app.screen;
      const shown = scene.self ?? (arena.slot() < 0 ? leader(scene) : undefined);
      if (shown !== undefined) last = { x: shown.x / unit, y: shown.y / unit };
      const scale = Math.min(width, height) / seenUnits;
      world.scale.set(scale);
      world.position.set(width / 2 - last.x * scale, height / 2 - last.y * scale);
      const isSeen = ({ x, y }: Shown): boolean =>
        Math.abs(x / unit - last.x) * scale < width / 2 + bodyReach * scale &&
        Math.abs(y / unit - last.y) * scale < height / 2 + bodyReach * scale;
      const { players = {}, pickups = {} } = arena.room.get();
      const bySlot = new Map(Object.values(players).map((player) => [player.slot, player]));
      floor.update(pickups);
      shots.show(scene, now);
      for (const other of scene.others) {
        if (isSeen(other)) bodies.show(other, bySlot.get(other.slot), false, now);
      }
      if (scene.self !== null) bodies.show(scene.self, bySlot.get(scene.self.slot), true, now);
      bodies.end();
      minimap.show(scene, ground, app.screen);
      thumbs.show(sticks, now);
      app.render();
      return { x: width / 2, y: height / 2 };
    },
    destroy: () => {
      close();
      shapes.destroy();
    },
  };
}
