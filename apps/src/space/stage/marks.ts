import { type Container, Graphics, Sprite, Texture } from "pixi.js";
import type { Place, PlacedElement } from "roomkeeper/space";
import type { Pictures } from "../../pixi/pictures";
import { block, covers, pictureSize, type Size } from "../model/geometry";
import type { Venue } from "../state/venue";
import { stand } from "./stand";

const good = 0x35c489;
const bad = 0xe5483d;

/** The element that lies on top at a block. */
export function elementAt(
  elements: { readonly [id: string]: PlacedElement },
  place: Place,
): { readonly id: string; readonly element: PlacedElement } | null {
  const found = Object.entries(elements).filter(([, element]) => covers(element, place));
  // What one stands before hides what lies flat.
  found.sort(
    ([, a], [, b]) => Number(b.static) - Number(a.static) || b.y + b.height - a.y - a.height,
  );
  const [first] = found;
  return first === undefined ? null : { id: first[0], element: first[1] };
}

type Footprint = { readonly width: number; readonly height: number; readonly static: boolean };

export function kindOf({ catalogue }: Venue, elementId: string): Footprint | undefined {
  return catalogue.elements.getSnapshot().get(elementId);
}

/** Whether an element may stand here: inside, on no wall, on nothing static but itself. Else why not. */
export function cannotPlace(
  { space }: Venue,
  kind: Footprint | undefined,
  { x, y }: Place,
  itself?: PlacedElement,
): string | null {
  const info = space.info.getSnapshot();
  if (kind === undefined || info === undefined) return "This element is not known any more.";
  if (x < 0 || y < 0 || x + kind.width > info.width || y + kind.height > info.height) {
    return "That is beyond the edge of the space.";
  }
  if (!kind.static) return null;
  for (let row = y; row < y + kind.height; row += 1) {
    for (let column = x; column < x + kind.width; column += 1) {
      const isOwn = itself !== undefined && covers(itself, { x: column, y: row });
      if (!isOwn && !space.ground.isFree(column, row)) return "Something is in the way there.";
    }
  }
  return isTaken(space, { ...kind, x, y }) ? "Somebody stands there." : null;
}

function isTaken({ walkers }: Venue["space"], area: Place & Size): boolean {
  return walkers.ids.getSnapshot().some((id) => {
    const place = walkers.get(id);
    return place !== undefined && covers(area, place);
  });
}

/** What only this screen shows: the way ahead, the block under the pointer, the element that would be placed. */
export function createMarks(
  venue: Venue,
  pictures: Pictures,
  layers: { readonly under: Container; readonly over: Container },
) {
  const { space, hovered, tool, pending } = venue;
  const way = new Graphics();
  const goalRing = new Graphics()
    .circle(0, 0, 9)
    .stroke({ color: 0xffffff, width: 2.5, alpha: 0.95 });
  const spot = new Graphics();
  const ghost = new Sprite(Texture.EMPTY);
  const waiting: Sprite[] = [];
  ghost.anchor.set(0, 1);
  goalRing.visible = false;
  layers.under.addChild(way, goalRing, spot);
  layers.over.addChild(ghost);
  let beat = 0;

  let drawn: unknown = null;

  /** The shapes are made once for each path; what pulses is only made larger and smaller. */
  function drawWay(): void {
    const path = space.self.path.getSnapshot();
    goalRing.scale.set((9 + Math.sin(beat / 180) * 1.6) / 9);
    if (path === drawn) return;
    drawn = path;
    way.clear();
    const goal = path.at(-1);
    goalRing.visible = goal !== undefined;
    if (goal === undefined) return;
    for (const { x, y } of path.slice(0, -1)) {
      way.circle((x + 0.5) * block, (y + 0.5) * block, 3.5).fill({ color: 0xffffff, alpha: 0.75 });
    }
    const [cx, cy] = [(goal.x + 0.5) * block, (goal.y + 0.5) * block];
    goalRing.position.set(cx, cy);
    way.circle(cx, cy, 3.5).fill({ color: 0xffd166 });
  }

  function outlineBlocks(x: number, y: number, width: number, height: number, color: number): void {
    spot
      .roundRect(x * block + 1, y * block + 1, width * block - 2, height * block - 2, 5)
      .fill({ color, alpha: 0.2 })
      .stroke({ color, width: 2, alpha: 0.9 });
  }

  function dress(sprite: Sprite, elementId: string, { x, y }: Place, mirrored = false): boolean {
    const kind = venue.catalogue.elements.getSnapshot().get(elementId);
    const texture = kind && pictures.texture(kind.imageUrl);
    if (!kind || !texture) return false;
    sprite.texture = texture;
    const size = pictureSize(texture, kind);
    stand(sprite, size, { ...kind, x, y }, mirrored);
    return true;
  }

  function drawTool(): void {
    spot.clear();
    ghost.visible = false;
    const at = hovered.getSnapshot();
    const chosen = tool.getSnapshot();
    if (at === null) return;
    if (chosen === null || chosen === "choose") {
      if (chosen === null && space.ground.isFree(at.x, at.y)) {
        spot
          .roundRect(at.x * block + 2, at.y * block + 2, block - 4, block - 4, 6)
          .stroke({ color: 0xffffff, width: 2, alpha: 0.55 });
      }
      return;
    }
    const elements = space.room.get().elements ?? {};
    const held = chosen.name === "move" && chosen.held !== null ? elements[chosen.held] : undefined;
    const elementId = chosen.name === "place" ? chosen.elementId : held?.elementId;
    if (elementId === undefined) {
      const found = elementAt(elements, at);
      if (found === null) return;
      const { x, y, width, height } = found.element;
      outlineBlocks(x, y, width, height, chosen.name === "remove" ? bad : good);
      return;
    }
    const kind = held ?? kindOf(venue, elementId);
    if (kind === undefined) return;
    const isBad = cannotPlace(venue, kind, at, held) !== null;
    outlineBlocks(at.x, at.y, kind.width, kind.height, isBad ? bad : good);
    ghost.visible = dress(ghost, elementId, at, held?.mirrored);
    ghost.alpha = isBad ? 0.4 : 0.78;
    ghost.tint = isBad ? 0xff9a92 : 0xffffff;
  }

  function drawPending(): void {
    const asked = pending.getSnapshot();
    while (waiting.length > asked.length) waiting.pop()?.destroy();
    asked.forEach((one, i) => {
      let sprite = waiting[i];
      if (sprite === undefined) {
        sprite = new Sprite(Texture.EMPTY);
        sprite.anchor.set(0, 1);
        sprite.alpha = 0.5;
        layers.over.addChild(sprite);
        waiting[i] = sprite;
      }
      dress(sprite, one.elementId, one);
    });
  }

  return {
    update: (millis: number): void => {
      beat += millis;
      drawWay();
      drawTool();
      drawPending();
    },
  };
}
