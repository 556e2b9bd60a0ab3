import { Container, Graphics } from "pixi.js";
import type { Space } from "roomkeeper/space";
import { shortened, write } from "../../pixi/writing";
import { type Camera, clamp, isOnScreen, type Point, type Size, toScreen } from "../model/geometry";
import { type Crowd, topHeight } from "./crowd";

const nameMax = 14;
const bubbleMax = 140;
const edgePixels = 6;
/** As far as a bubble reaches from the feet. */
const marginPixels = 220;

type Label = {
  readonly root: Container;
  name: string;
  tag: Container | null;
  bubbleId: string;
  bubble: Container | null;
};

/** Names under the feet, and what was just said above the heads; sharp at every zoom. */
export function createLabels(space: Space, crowd: Crowd, layer: Container) {
  const labels = new Map<string, Label>();

  function tag(name: string, isSelf: boolean): Container {
    const result = new Container();
    const text = write(shortened(name, nameMax), { color: isSelf ? 0x0c2419 : 0xffffff, size: 12 });
    const width = Math.ceil(text.width) + 14;
    const back = new Graphics()
      .roundRect(-width / 2, -9.5, width, 19, 9.5)
      .fill(isSelf ? { color: 0x8ee3bb, alpha: 0.95 } : { color: 0x1b1a28, alpha: 0.78 });
    result.addChild(back, text);
    return result;
  }

  /** Hangs above a head, or below the feet of those whose video is above their head. */
  function speech(message: string, isNear: boolean, isBelow: boolean): Container {
    const result = new Container();
    const text = write(shortened(message, bubbleMax), { color: 0x22242c, size: 13, wrap: 190 });
    const width = Math.ceil(text.width) + 22;
    const height = Math.ceil(text.height) + 14;
    const fill = isNear ? 0xfff3cf : 0xffffff;
    const top = isBelow ? 9 : -height - 10;
    const tip = isBelow ? [-6, 10, 6, 10, 0, 1] : [-6, -11, 6, -11, 0, -2];
    const back = new Graphics()
      .roundRect(-width / 2, top + 2, width, height, 12)
      .fill({ color: 0x1b1a28, alpha: 0.22 })
      .roundRect(-width / 2, top, width, height, 12)
      .poly(tip)
      .fill({ color: fill, alpha: 0.97 });
    text.position.set(0, top + height / 2);
    result.addChild(back, text);
    return result;
  }

  function added(id: string): Label {
    const label = { root: new Container(), name: "", tag: null, bubbleId: "", bubble: null };
    layer.addChild(label.root);
    labels.set(id, label);
    return label;
  }

  return {
    update: (camera: Camera, screen: Size): void => {
      const self = space.room.self();
      const said = space.chat.bubbles.getSnapshot();
      const near = new Set(space.near.getSnapshot());
      for (const id of crowd.ids()) {
        const feet = crowd.feetOf(id);
        if (feet === null) continue;
        const at = toScreen(feet, camera);
        const label = labels.get(id);
        // Writing is the dearest part of the stage: what nobody sees is neither written nor drawn.
        if (!isOnScreen(at, screen, marginPixels)) {
          if (label !== undefined) label.root.visible = false;
          continue;
        }
        show(id, label ?? added(id), feet, at);
      }
      for (const [id, label] of labels) {
        if (crowd.feetOf(id) !== null) continue;
        label.root.destroy({ children: true });
        labels.delete(id);
      }

      function show(id: string, label: Label, feet: Point, at: Point): void {
        label.root.visible = true;
        const name = space.people.get(id)?.name ?? "";
        if (name !== label.name) {
          label.name = name;
          label.tag?.destroy({ children: true });
          label.tag = tag(name, id === self);
          label.tag.y = 9;
          label.root.addChildAt(label.tag, 0);
        }
        const line = said.get(id);
        const isBelow = near.has(id);
        const bubbleId = line === undefined ? "" : `${line.id} ${isBelow}`;
        if (bubbleId !== label.bubbleId) {
          label.bubbleId = bubbleId;
          label.bubble?.destroy({ children: true });
          label.bubble =
            line === undefined ? null : speech(line.message, line.to === "near", isBelow);
          if (label.bubble !== null) label.root.addChild(label.bubble);
        }
        label.root.position.set(Math.round(at.x), Math.round(at.y));
        const depth = feet.y + (label.bubble === null ? 0 : 1e6);
        // Each change sorts all labels anew.
        if (label.root.zIndex !== depth) label.root.zIndex = depth;
        if (label.bubble !== null) {
          // At the edge of the screen it moves inwards, as far as its tip allows.
          const half = label.bubble.width / 2;
          const inside = clamp(at.x, half + edgePixels, screen.width - half - edgePixels);
          label.bubble.x = half * 2 > screen.width ? 0 : clamp(inside - at.x, 16 - half, half - 16);
          label.bubble.y = isBelow ? 20 : Math.round(-topHeight * camera.zoom + 2);
        }
      }
    },
  };
}
