import { Container, Sprite, type Text, Texture } from "pixi.js";
import type { Contestant, Shown } from "roomkeeper/arena";
import { shortened, write } from "../../pixi/writing";
import { colourNumber } from "../colours";
import type { Look } from "./looks";
import { type Shapes, sprite } from "./shapes";

const unit = 64;
const nameMax = 16;
const barWidth = 30;
/** Names stay sharp where the map is shown twice as large as it is. */
const sharpness = 2;

type Body = {
  readonly root: Container;
  readonly gun: Sprite;
  readonly disc: Sprite;
  readonly ring: Sprite;
  readonly halo: Sprite;
  readonly letter: Text;
  readonly label: Container;
  readonly bar: Sprite;
  readonly health: Sprite;
  name: Text | null;
  called: string | null;
  seenAt: number;
};

/** The bodies, and above all of them their names and how well they are. */
export function createBodies(
  shapes: Shapes,
  layers: { readonly bodies: Container; readonly labels: Container },
  resolution: number,
) {
  const bodies = new Map<number, Body>();
  let frame = 0;

  function added(slot: number): Body {
    const root = new Container();
    const label = new Container();
    const body: Body = {
      root,
      gun: sprite(shapes.gun, root),
      disc: sprite(shapes.disc, root),
      ring: sprite(shapes.ring, root),
      halo: sprite(shapes.halo, root),
      letter: write("", { color: 0x000000, size: 12, resolution: resolution * sharpness }),
      label,
      bar: bar(label),
      health: bar(label),
      name: null,
      called: null,
      seenAt: -1,
    };
    body.bar.alpha = 0.35;
    body.letter.y = 0.5;
    root.addChild(body.letter);
    layers.bodies.addChild(root);
    layers.labels.addChild(label);
    bodies.set(slot, body);
    return body;
  }

  function bar(label: Container): Sprite {
    const result = new Sprite(Texture.WHITE);
    result.position.set(-barWidth / 2, -21);
    result.width = barWidth;
    result.height = 4;
    label.addChild(result);
    return result;
  }

  /** Writing is dear: only for a new name. */
  function call(body: Body, name: string, isSelf: boolean): void {
    const called = isSelf ? "" : shortened(name, nameMax);
    if (body.called === called) return;
    body.called = called;
    body.letter.text = shortened(name, 2).slice(0, 1).toUpperCase();
    body.name?.destroy();
    body.name = null;
    if (called === "") return;
    body.name = write(called, { color: 0xffffff, size: 11, resolution: resolution * sharpness });
    body.name.y = -28;
    body.label.addChild(body.name);
  }

  return {
    show: (shown: Shown, player: Contestant | undefined, isSelf: boolean, look: Look): void => {
      const body = bodies.get(shown.slot) ?? added(shown.slot);
      call(body, player?.name ?? "?", isSelf);
      const x = shown.x / unit;
      const y = shown.y / unit;
      body.seenAt = frame;
      body.root.visible = true;
      body.label.visible = true;
      body.root.position.set(x, y);
      body.label.position.set(x, y);
      body.gun.rotation = (shown.angle / 1024) * 2 * Math.PI;
      body.gun.tint = look.ink;
      body.disc.tint = colourNumber(player?.colour ?? shown.slot);
      body.ring.texture = isSelf ? shapes.boldRing : shapes.ring;
      body.ring.tint = look.ink;
      body.halo.alpha = shown.isSafe ? 1 : 0;
      body.halo.tint = look.safe;
      body.bar.tint = look.ink;
      body.health.tint = look.health;
      body.health.width = (barWidth * shown.health) / 100;
      if (body.name !== null) body.name.tint = look.ink;
    },
    /** The frame shows no more. */
    end: (): void => {
      for (const body of bodies.values()) {
        if (body.seenAt === frame) continue;
        body.root.visible = false;
        body.label.visible = false;
      }
      frame += 1;
    },
  };
}
