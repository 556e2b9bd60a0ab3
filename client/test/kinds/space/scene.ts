import { createSpace } from "../../../src/kinds/space/index.js";
import type { Space, SpaceOptions } from "../../../src/kinds/space/stores.js";
import type { SpaceView } from "../../../src/kinds/space/types.js";
import type { JsonObject } from "../../../src/state/json.js";
import { openScene, patchFrame, type Scene, type SentFrame, settle } from "../../support/fakes.js";

export interface SpaceScene extends Scene<SpaceView> {
  readonly space: Space;
  /** The server changes layers. */
  change(changes: JsonObject): void;
  /** The next step that was sent and not answered yet takes effect, or is refused. */
  accept1(): Promise<void>;
  refuse1(code: string): Promise<void>;
  /** The steps that were sent, in order. */
  steps(): JsonObject[];
}

export const SPACE: JsonObject = { width: 20, height: 10, kept: true, editors: "owner" };

export const said = (at: number, from = "bob"): JsonObject => ({
  from,
  name: from,
  message: `line ${at}`,
  at,
});

export const lineId = (at: number): string => `${String(at).padStart(14, "0")}x`;

export function linesFrom(from: number, to: number): JsonObject {
  const lines: Record<string, JsonObject> = {};
  for (let at = from; at <= to; at += 1) lines[lineId(at)] = said(at);
  return lines;
}

/** Ann at (5, 5) in a space of 20 x 10 blocks, Bob at (8, 5). */
export async function openSpace(
  all: JsonObject = {},
  options: SpaceOptions = {},
): Promise<SpaceScene> {
  const scene = await openScene<SpaceView>();
  const space = createSpace(scene.room, options);
  await scene.accept({
    layers: {
      all: {
        space: SPACE,
        people: { ann: { name: "Ann", online: true }, bob: { name: "Bob", online: true } },
        ...all,
      },
      "cell:0,0": { walkers: { ann: { x: 5, y: 5 }, bob: { x: 8, y: 5 } } },
      "member:ann": { near: { bob: true } },
    },
  });
  let version = 10;
  let answered = 0;
  const moves = (): SentFrame[] =>
    scene
      .socket()
      .commands()
      .filter(({ type }) => type === "move");
  const change = (changes: JsonObject): void => {
    version += 1;
    scene.socket().receive(patchFrame(version, { changes }));
  };
  const next = (): SentFrame => {
    const frame = moves()[answered];
    if (!frame) throw new Error("no step waits for an answer");
    answered += 1;
    return frame;
  };
  return {
    ...scene,
    space,
    change,
    accept1: async () => {
      const { seq, payload } = next();
      change({ "cell:0,0": { walkers: { ann: payload } } });
      scene.socket().receive({ type: "ack", seq: seq ?? 0, epoch: 1, version, durable: false });
      await settle();
    },
    refuse1: async (code) => {
      const { seq } = next();
      scene.socket().receive({ type: "reject", seq: seq ?? 0, code, message: "no" });
      await settle();
    },
    steps: () => moves().map(({ payload }) => payload),
  };
}
