import { Container, Graphics, GraphicsContext, Rectangle, Sprite, Texture } from "pixi.js";
import type { Space } from "roomkeeper/space";
import type { Pictures } from "../../pixi/pictures";
import { avatarOf, type Catalogue, walkSheetOf } from "../model/catalogue";
import { block, type Point } from "../model/geometry";
import { createMotion, type Motion } from "./motion";

const stepMillis = 165;
const frameWidth = 32;
const frameHeight = 48;
const rows = { down: 0, left: 1, right: 2, up: 3 } as const;

/** The people in sight. */
export type Crowd = {
  /** Whether somebody moves. */
  advance(millis: number): boolean;
  /** The feet of somebody in sight. */
  feetOf(memberId: string): Point | null;
  ids(): Iterable<string>;
};

type Walker = {
  readonly motion: Motion;
  readonly body: Container;
  readonly picture: Sprite;
  /** How many pictures had come when this one was dressed, and in what. */
  dressed: string;
  sheet: Texture[][] | null;
};

export function createCrowd(
  space: Space,
  catalogue: Catalogue,
  pictures: Pictures,
  layer: Container,
): Crowd {
  const walkers = new Map<string, Walker>();
  const sheets = new Map<string, Texture[][]>();
  // One shape for all: it is cut into triangles once.
  const shadowShape = new GraphicsContext()
    .ellipse(0, -3, 11, 4)
    .fill({ color: 0x241c3a, alpha: 0.32 });

  function sheetOf(url: string): Texture[][] | null {
    const known = sheets.get(url);
    if (known !== undefined) return known;
    const whole = pictures.texture(url);
    if (whole === null) return null;
    const made = Object.values(rows).map((row) =>
      [0, 1, 2].map((column) => {
        const frame = new Rectangle(
          column * frameWidth,
          row * frameHeight,
          frameWidth,
          frameHeight,
        );
        return new Texture({ source: whole.source, frame });
      }),
    );
    sheets.set(url, made);
    return made;
  }

  function appear(memberId: string): Walker {
    const place = space.walkers.get(memberId) ?? { x: 0, y: 0 };
    const body = new Container();
    const shadow = new Graphics(shadowShape);
    const picture = new Sprite(Texture.EMPTY);
    picture.anchor.set(0.5, 1);
    picture.y = -1;
    body.addChild(shadow, picture);
    layer.addChild(body);
    const walker = {
      motion: createMotion(place, stepMillis),
      body,
      picture,
      dressed: "",
      sheet: null,
    };
    walkers.set(memberId, walker);
    return walker;
  }

  function dress(memberId: string, walker: Walker): void {
    const avatarId = space.people.get(memberId)?.avatarId;
    const avatars = catalogue.avatars.getSnapshot();
    if (avatarId !== undefined && avatars.size > 0 && !avatars.has(avatarId)) catalogue.refresh();
    const avatar = avatarOf(avatars, memberId, avatarId);
    if (avatar === undefined) return;
    const sheetUrl = walkSheetOf(avatar.imageUrl);
    const url = sheetUrl ?? avatar.imageUrl;
    if (walker.dressed === url) return;
    if (sheetUrl !== null) {
      const sheet = sheetOf(sheetUrl);
      if (sheet === null) return;
      walker.sheet = sheet;
      walker.picture.scale.set(1);
    } else {
      const texture = pictures.texture(url);
      if (texture === null) return;
      walker.sheet = null;
      walker.picture.texture = texture;
      walker.picture.scale.set(Math.min(30 / texture.width, 44 / texture.height));
    }
    walker.dressed = url;
  }

  function show({ motion, body, picture, sheet }: Walker): void {
    const { x, y } = motion.at();
    body.position.set(Math.round(x), Math.round(y) - 2);
    if (body.zIndex !== y + 0.5) body.zIndex = y + 0.5;
    if (sheet !== null) {
      const texture = sheet[rows[motion.direction()]]?.[motion.frame()];
      if (texture !== undefined) picture.texture = texture;
      picture.y = -1;
    } else {
      // Who has one picture only, hops.
      picture.y = motion.isWalking() && motion.frame() !== 1 ? -4 : -1;
    }
  }

  return {
    advance: (millis) => {
      const self = space.room.self();
      const ids = space.walkers.ids.getSnapshot();
      let isMoving = false;
      for (const id of ids) {
        const walker = walkers.get(id) ?? appear(id);
        const place = space.walkers.get(id);
        if (place !== undefined) walker.motion.goTo(place);
        if (id === self) walker.motion.face(space.self.direction.getSnapshot());
        walker.motion.advance(millis);
        isMoving ||= walker.motion.isWalking();
        dress(id, walker);
        show(walker);
      }
      if (walkers.size === ids.length) return isMoving;
      const inSight = new Set(ids);
      for (const [id, { body }] of walkers) {
        if (inSight.has(id)) continue;
        body.destroy({ children: true });
        walkers.delete(id);
      }
      return isMoving;
    },
    feetOf: (memberId) => walkers.get(memberId)?.motion.at() ?? null,
    ids: () => walkers.keys(),
  };
}

/** From the feet to the middle of the head and to the top of it, in pixels of the map. */
export const headHeight = 30;
export const topHeight = block + 16;
