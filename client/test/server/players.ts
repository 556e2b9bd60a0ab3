import { afterEach, expect } from "vitest";
import { WebSocket } from "ws";
import {
  type Api,
  createApi,
  type Guest,
  guest,
  type JsonObject,
  joinRoom,
  type Room,
  type RoomStatus,
} from "../../src/index.js";
import { type CardTable, createCardTable } from "../../src/kinds/cardtable/index.js";
import type { CardTableView } from "../../src/kinds/cardtable/types.js";

export const baseUrl = process.env.ROOMKEEPER_URL ?? "";

/** A guest at the server under test, who may open several connections. */
export interface Player {
  readonly name: string;
  readonly guest: Guest;
  readonly api: Api;
  join(roomId: string, options?: { readonly passphrase?: string }): Joined;
  /** Joins by hand, without the client. */
  rawJoin(roomId: string, payload: JsonObject): Promise<RawSocket>;
}

/** A socket on which the test speaks the protocol itself. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** The payload of `joined`. */
  readonly joined: { readonly session: string; readonly epoch: number; readonly version: number };
  send(frame: JsonObject): void;
  /** The first `count` frames of a type, once they are there. */
  take(type: string, count: number): Promise<JsonObject[]>;
}

/** A connection whose socket the test can listen in on and cut. */
export interface Joined {
  readonly room: Room<CardTableView>;
  readonly table: CardTable;
  /** Every frame that came, as text, in order, over all its sockets. */
  readonly frames: string[];
  /** Breaks the socket as a dead network would. */
  cut(): void;
  /** Resolves when joined; rejects when refused. */
  readonly ready: Promise<void>;
}

const open: Room<CardTableView>[] = [];
afterEach(() => {
  for (const room of open.splice(0)) room.leave();
});

export function createPlayer(name: string): Player {
  const entries = new Map<string, string>();
  const self = guest({
    name,
    baseUrl,
    storage: {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
    },
  });
  return {
    name,
    guest: self,
    api: createApi({ baseUrl, token: self.token }),
    rawJoin: async (roomId, payload) =>
      openRaw(roomId, await self.token({ renew: false }), payload),
    join: (roomId, options = {}) => {
      const frames: string[] = [];
      const sockets: WebSocket[] = [];
      const room = joinRoom<CardTableView>({
        roomId,
        baseUrl,
        token: self.token,
        name,
        wire: "json", // the frames are read as text
        ...options,
        WebSocket: class extends WebSocket {
          constructor(url: string, protocols: string[]) {
            super(url, protocols);
            sockets.push(this);
            this.on("message", (data) => frames.push(String(data)));
          }
        },
      });
      open.push(room);
      const ready = statusOf(room, ({ state }) => state === "joined" || state === "refused").then(
        (status) => {
          if (status.state !== "joined") throw new Error(JSON.stringify(status));
        },
      );
      ready.catch(() => {});
      return {
        room,
        table: createCardTable(room),
        frames,
        cut: () => sockets.at(-1)?.terminate(),
        ready,
      };
    },
  };
}

async function openRaw(roomId: string, token: string, payload: JsonObject): Promise<RawSocket> {
  const url = `${baseUrl.replace(/^http/, "ws")}/ws/${roomId}`;
  const socket = new WebSocket(url, ["roomkeeper.v1.json", `bearer.${token}`]);
  const frames: JsonObject[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data)) as JsonObject));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (frame: JsonObject) => socket.send(JSON.stringify(frame));
  const take = async (type: string, count: number): Promise<JsonObject[]> => {
    const found = () => frames.filter((frame) => frame.type === type).slice(0, count);
    await expect.poll(() => found().length, { timeout: 5_000 }).toBe(count);
    return found();
  };
  send({ type: "join", payload });
  const [frame] = await take("joined", 1);
  return { socket, joined: frame?.payload as unknown as RawSocket["joined"], send, take };
}

/** Creates a room and lets everybody in. */
export async function gather(
  kind: string,
  players: readonly Player[],
  options?: JsonObject,
): Promise<{ readonly roomId: string; readonly joined: Joined[] }> {
  const [host] = players;
  if (!host) throw new Error("nobody to create the room");
  const { id } = await host.api.createRoom({ kind, name: "Test", ...(options ? { options } : {}) });
  const joined = players.map((player) => player.join(id));
  await Promise.all(joined.map(({ ready }) => ready));
  return { roomId: id, joined };
}

export async function statusOf(
  room: Room<CardTableView>,
  holds: (status: RoomStatus) => boolean,
): Promise<RoomStatus> {
  await until(room.status, () => holds(room.status.getSnapshot()));
  return room.status.getSnapshot();
}

/** Resolves when something holds about the view; rejects, showing the view, when it does not in 5 s. */
export function seen(room: Room<CardTableView>, holds: () => boolean): Promise<void> {
  return until(room.view, holds, () => JSON.stringify(room.get()).slice(0, 2_000));
}

function until(
  store: { readonly subscribe: (listener: () => void) => () => void },
  holds: () => boolean,
  show: () => string = () => "",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = store.subscribe(check);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`did not come true: ${holds} ${show()}`));
    }, 5_000);
    function check(): void {
      if (!holds()) return;
      clearTimeout(timer);
      // The subscription may call back before it is assigned.
      queueMicrotask(() => stop());
      resolve();
    }
    check();
  });
}
