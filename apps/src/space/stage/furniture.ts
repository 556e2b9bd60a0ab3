import { type Container, Graphics, Sprite, Texture } from "pixi.js";
import type { PlacedElement, Space } from "roomkeeper/space";
import type { Pictures } from "../../pixi/pictures";
import type { Catalogue } from "../model/catalogue";
import { block, gameWithin, pictureSize, reach } from "../model/geometry";
import { stand } from "./stand";

/** What stands in the space. */
export type Furniture = {
  update(): void;
  /** Where light comes from, for the evening: pixels of the map. */
  lights(): readonly { readonly x: number; readonly y: number }[];
};

type Standing = {
  readonly sprite: Sprite;
  element: PlacedElement | null;
  url: string;
};

const lampPicture = /^\/art\/elements\/(street-)?lamp\.png$/;

/** `flat` lies under the people, `upright` stands among them and is sorted by how far down it stands. */
export function createFurniture(
  space: Space,
  catalogue: Catalogue,
  pictures: Pictures,
  layers: { readonly flat: Container; readonly upright: Container },
): Furniture {
  const standing = new Map<string, Standing>();
  const glow = new Graphics();
  layers.flat.addChild(glow);
  let seen: unknown = null;
  let seenPictures = -1;
  let seenKinds: unknown = null;
  let glowing = "";
  let lamps: readonly { readonly x: number; readonly y: number }[] = [];

  function place(id: string, element: PlacedElement): void {
    const kind = catalogue.elements.getSnapshot().get(element.elementId);
    if (kind === undefined) {
      catalogue.refresh();
      return;
    }
    const texture = pictures.texture(kind.imageUrl);
    if (texture === null) return;
    let found = standing.get(id);
    if (found?.element === element && found.url === kind.imageUrl) return;
    if (found === undefined) {
      found = { sprite: new Sprite(Texture.EMPTY), element: null, url: "" };
      found.sprite.anchor.set(0, 1);
      standing.set(id, found);
    }
    found.element = element;
    found.url = kind.imageUrl;
    const { sprite } = found;
    sprite.texture = texture;
    const size = pictureSize(texture, element);
    const bottom = (element.y + element.height) * block;
    stand(sprite, size, element, element.mirrored === true);
    sprite.zIndex = bottom;
    const isFlat = !element.static && size.height <= element.height * block;
    (isFlat ? layers.flat : layers.upright).addChild(sprite);
  }

  function mark(): void {
    const at = space.self.place.getSnapshot();
    const near = at && gameWithin(at, Object.entries(space.room.get().elements ?? {}));
    const key = near ? near.id : "";
    if (key === glowing) return;
    glowing = key;
    glow.clear();
    if (!near) return;
    const { x, y, width, height } = near.element;
    const [w, h] = [width * block, height * block];
    glow
      .ellipse(x * block + w / 2, y * block + h * 0.62, w * 0.62 + reach, h * 0.5)
      .fill({ color: 0xffd166, alpha: 0.34 });
  }

  return {
    update: () => {
      mark();
      const elements = space.room.get().elements;
      const kinds = catalogue.elements.getSnapshot();
      const count = pictures.loaded.getSnapshot();
      if (elements === seen && kinds === seenKinds && count === seenPictures) return;
      seen = elements;
      seenKinds = kinds;
      seenPictures = count;
      const all = elements ?? {};
      for (const [id, { sprite }] of standing) {
        if (Object.hasOwn(all, id)) continue;
        sprite.destroy();
        standing.delete(id);
      }
      for (const [id, element] of Object.entries(all)) place(id, element);
      lamps = [...standing.values()].flatMap(({ element, url, sprite }) =>
        element !== null && lampPicture.test(url)
          ? [{ x: (element.x + element.width / 2) * block, y: sprite.y - sprite.height * 0.82 }]
          : [],
      );
    },
    lights: () => lamps,
  };
}
