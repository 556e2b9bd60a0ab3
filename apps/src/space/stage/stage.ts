import { Container, Graphics, Sprite, Texture } from "pixi.js";
import { openCanvas } from "../../pixi/canvas";
import { createPictures } from "../../pixi/pictures";
import {
  block,
  type Camera,
  type Insets,
  lookAt,
  type Point,
  type Size,
  toMap,
  toScreen,
} from "../model/geometry";
import type { Venue } from "../state/venue";
import { createFloor } from "./chunks";
import { createCrowd, headHeight } from "./crowd";
import { createFurniture } from "./furniture";
import { createLabels } from "./labels";
import { createMarks } from "./marks";
import type { OnFrame, ScreenPositions } from "./positions";

/** The stage of a space: a canvas that shows it, and where everything is on it. */
export type Stage = ScreenPositions & {
  camera(): Camera;
  /** A point of the screen, from the stage's corner, as a point of the map. */
  toMap(point: Point): Point;
  /** What panels cover. */
  inset(insets: Insets): void;
  /** Moves the look away from oneself by so many pixels of the screen; walking brings it back. */
  pan(dx: number, dy: number): void;
  destroy(): void;
};

/** A frame that took longer than this is shown as if it had not: nobody leaps after a pause. */
const frameMillisMax = 100;
/** After this long two thirds of a change of the zoom are done. */
const zoomMillis = 70;
/** Long enough for whatever a change sets in motion. */
const awakeMillis = 700;
const evening = { color: 0x14163f, alpha: 0.36 };

/** Opens the picture of the space; `onStale` as {@link openCanvas} has it. */
export async function openStage(
  host: HTMLElement,
  venue: Venue,
  onStale: () => void,
): Promise<Stage> {
  const { app, close } = await openCanvas(host, { roundPixels: true }, onStale);

  const { space } = venue;
  const pictures = createPictures();
  const world = new Container();
  const floor = createFloor(pictures);
  const layers = {
    flat: new Container(),
    under: new Container(),
    upright: new Container({ sortableChildren: true }),
    over: new Container(),
  };
  const dusk = new Graphics();
  const lights = new Container();
  const labelLayer = new Container({ sortableChildren: true });
  world.addChild(floor.below, layers.flat, layers.under, layers.upright, floor.above, layers.over);
  app.stage.addChild(world, dusk, lights, labelLayer);

  const furniture = createFurniture(space, venue.catalogue, pictures, layers);
  const crowd = createCrowd(space, venue.catalogue, pictures, layers.upright);
  const marks = createMarks(venue, pictures, layers);
  const labels = createLabels(space, crowd, labelLayer);
  const glow = glowTexture();
  const followers = new Set<OnFrame>();
  const isDark = matchMedia("(prefers-color-scheme: dark)");

  let insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  let panned = { x: 0, y: 0 };
  let zoom = venue.zoom.getSnapshot();
  let camera: Camera = { x: 0, y: 0, zoom };
  let focus: Point | null = null;
  let lastPlace = "";

  const screen = (): Size => ({ width: app.screen.width, height: app.screen.height });

  function showFloor(): void {
    const { width = 0, height = 0 } = space.info.getSnapshot() ?? {};
    floor.show(venue.map.getSnapshot(), { width, height });
  }

  function follow(millis: number): void {
    const info = space.info.getSnapshot();
    if (info === undefined) return;
    const self = space.room.self();
    const feet = self === null ? null : crowd.feetOf(self);
    const place = space.self.place.getSnapshot();
    const key = place === undefined ? "" : `${place.x},${place.y}`;
    if (key !== lastPlace) panned = { x: 0, y: 0 };
    lastPlace = key;
    // While one is out of sight for a moment, as after a reconnect, the view stays where it was.
    if (feet !== null) focus = { x: feet.x, y: feet.y - block / 2 };
    focus ??= { x: (info.width * block) / 2, y: (info.height * block) / 2 };
    const wanted = venue.zoom.getSnapshot();
    const part = 1 - Math.exp(-millis / zoomMillis);
    zoom = Math.abs(wanted - zoom) < 0.01 ? wanted : zoom + (wanted - zoom) * part;
    if (zoom !== wanted) wake();
    const map = { width: info.width * block, height: info.height * block };
    camera = lookAt({ x: focus.x + panned.x, y: focus.y + panned.y }, map, screen(), insets, zoom);
    // Whole pixels of the screen: blocks do not tremble against each other.
    const whole = (at: number) =>
      Math.round(at * zoom * app.renderer.resolution) / app.renderer.resolution;
    world.scale.set(zoom);
    world.position.set(-whole(camera.x), -whole(camera.y));
  }

  function darken(): void {
    const { width, height } = screen();
    dusk.clear();
    lights.visible = isDark.matches;
    if (!isDark.matches) return;
    dusk.rect(0, 0, width, height).fill(evening);
    const places = furniture.lights().map((light) => toScreen(light, camera));
    const seen = places.filter(
      ({ x, y }) => x > -200 && y > -200 && x < width + 200 && y < height + 200,
    );
    while (lights.children.length < seen.length) {
      const sprite = new Sprite(glow);
      sprite.anchor.set(0.5);
      sprite.blendMode = "add";
      lights.addChild(sprite);
    }
    lights.children.forEach((sprite, i) => {
      const at = seen[i];
      sprite.visible = at !== undefined;
      if (at !== undefined) sprite.position.set(at.x, at.y);
      sprite.scale.set(zoom * 0.8);
    });
  }

  let drawnAt = performance.now();
  let awakeUntil = drawnAt + awakeMillis;
  let request = 0;

  /** Something changed: the stage is drawn for a while, until all has come to rest. */
  function wake(): void {
    awakeUntil = performance.now() + awakeMillis;
  }

  function tick(now: number): void {
    request = requestAnimationFrame(tick);
    // A still picture costs nothing.
    if (now > awakeUntil) {
      drawnAt = now;
      return;
    }
    const millis = Math.min(Math.max(0, now - drawnAt), frameMillisMax);
    drawnAt = now;
    if (crowd.advance(millis) || space.self.path.getSnapshot().length > 0) wake();
    furniture.update();
    marks.update(millis);
    follow(millis);
    floor.update(camera, screen());
    labels.update(camera, screen());
    darken();
    app.render();
    for (const follow of [...followers]) if (follow(millis)) wake();
  }

  const stops = [
    venue.map.subscribe(showFloor),
    space.info.subscribe(showFloor),
    ...[
      space.room.view,
      space.chat.bubbles,
      space.self.direction,
      space.self.path,
      venue.map,
      venue.tool,
      venue.hovered,
      venue.pending,
      venue.zoom,
      venue.catalogue.elements,
      venue.catalogue.avatars,
      pictures.loaded,
    ].map((store) => store.subscribe(wake)),
  ];
  const resized = new ResizeObserver(wake);
  resized.observe(host);
  isDark.addEventListener("change", wake);
  showFloor();
  request = requestAnimationFrame(tick);

  return {
    headOf: (memberId) => {
      const feet = crowd.feetOf(memberId);
      return feet === null ? null : toScreen({ x: feet.x, y: feet.y - headHeight }, camera);
    },
    blockPixels: () => block * zoom,
    size: screen,
    onFrame: (callback) => {
      followers.add(callback);
      wake();
      return () => followers.delete(callback);
    },
    camera: () => camera,
    toMap: (point) => toMap(point, camera),
    inset: (next) => {
      insets = next;
      wake();
    },
    pan: (dx, dy) => {
      panned = { x: panned.x - dx / zoom, y: panned.y - dy / zoom };
      wake();
    },
    destroy: () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(request);
      resized.disconnect();
      isDark.removeEventListener("change", wake);
      pictures.destroy();
      glow.destroy(true);
      close();
    },
  };
}

/** A round light that fades out. */
function glowTexture(): Texture {
  const size = 160;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  if (context !== null) {
    const light = context.createRadialGradient(size / 2, size / 2, 4, size / 2, size / 2, size / 2);
    light.addColorStop(0, "rgba(255, 214, 130, 0.62)");
    light.addColorStop(0.35, "rgba(255, 190, 100, 0.26)");
    light.addColorStop(1, "rgba(255, 180, 90, 0)");
    context.fillStyle = light;
    context.fillRect(0, 0, size, size);
  }
  return Texture.from(canvas, true);
}
