import { type CardTable, createCardTable } from "../../../src/kinds/cardtable/index.js";
import type { CardTableView } from "../../../src/kinds/cardtable/types.js";
import type { JsonObject } from "../../../src/state/json.js";
import { openScene, patchFrame, type Scene, type SentFrame } from "../../support/fakes.js";

export interface TableScene extends Scene<CardTableView> {
  readonly table: CardTable;
  /** The server changes the layer `all`. */
  change(patch: JsonObject): void;
  /** What was sent since the last call. */
  sent(): SentFrame[];
  /** The server accepts everything sent so far. */
  ackAll(): void;
}

export const ANN: JsonObject = {
  name: "Ann",
  online: true,
  seat: 0,
  trayCount: 2,
  tray: { k1: { face: "S1", order: 1 }, k2: { face: "H12", order: 2 } },
};

export const BOB: JsonObject = {
  name: "Bob",
  online: true,
  seat: 1,
  trayCount: 0,
  decks: { d1: { name: "Draw", x: 0, y: 0, rotation: 0, count: 52, back: "blue", open: true } },
};

export const card = (x: number, z: number): JsonObject => ({
  type: "card",
  x,
  y: 0,
  z,
  rotation: 0,
  faceUp: true,
  face: "C3",
});

export async function openTable(): Promise<TableScene> {
  const scene = await openScene<CardTableView>();
  await scene.accept({
    layers: {
      all: { board: { c1: card(10, 1), c2: card(20, 2) }, players: { ann: ANN, bob: BOB } },
    },
  });
  let version = 10;
  let seen = 0;
  return {
    ...scene,
    table: createCardTable(scene.room),
    change: (patch) => {
      version += 1;
      scene.socket().receive(patchFrame(version, { changes: { all: patch } }));
    },
    sent: () => {
      const frames = scene.socket().commands();
      const fresh = frames.slice(seen);
      seen = frames.length;
      return fresh;
    },
    ackAll: () => {
      for (const { seq } of scene.socket().commands()) {
        if (seq) scene.socket().receive({ type: "ack", seq, epoch: 1, version, durable: true });
      }
    },
  };
}
