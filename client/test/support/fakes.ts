import { joinRoom } from "../../src/room/join.js";
import type { JoinOptions, Room } from "../../src/room/types.js";
import type { Json, JsonObject } from "../../src/state/json.js";
import type { SocketLike } from "../../src/wire/socket.js";
import type { Timers } from "../../src/wire/timers.js";

/** A clock that moves only when told to. */
export interface FakeTimers extends Timers {
  /** Runs what is due in the next `millis`, and the promises in between. */
  advance(millis: number): Promise<void>;
}

export function createFakeTimers(): FakeTimers {
  let now = 1_000_000;
  let nextId = 1;
  const due = new Map<number, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    setTimeout: (callback, millis) => {
      const id = nextId;
      nextId += 1;
      due.set(id, { at: now + millis, callback });
      return id;
    },
    clearTimeout: (handle) => {
      due.delete(handle as number);
    },
    advance: async (millis) => {
      const end = now + millis;
      await settle();
      for (;;) {
        const [first] = [...due].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at);
        if (!first) break;
        const [id, { at, callback }] = first;
        due.delete(id);
        now = Math.max(now, at);
        callback();
        await settle();
      }
      now = end;
    },
  };
}

/** Lets promises that are ready run. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

export interface SentFrame {
  readonly type: string;
  readonly seq?: number;
  readonly payload: JsonObject;
}

/** The server's end of a socket, played by the test. For tests of timing only; the rest meets the real server. */
export class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly sent: SentFrame[] = [];
  closedByClient = false;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}

  send(data: string): void {
    this.sent.push(JSON.parse(data) as SentFrame);
  }

  close(): void {
    this.closedByClient = true;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.({} as never);
  }

  receive(frame: JsonObject | string): void {
    const data = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.onmessage?.({ data } as never);
  }

  closeWith(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason } as never);
  }

  /** What was sent, without the protocol's own pings. */
  commands(): SentFrame[] {
    return this.sent.filter(({ type }) => type !== "ping" && type !== "join");
  }
}

export interface Scene<View extends object> {
  readonly room: Room<View>;
  readonly timers: FakeTimers;
  readonly sockets: FakeSocket[];
  /** The newest socket. */
  socket(): FakeSocket;
  /** Opens the newest socket and lets the server say `joined`. */
  accept(joined?: JsonObject): Promise<void>;
  /** What `GET /rooms/{id}` and the like answer; [status, body]. */
  http: { answer: () => [number, Json] | Error; readonly requests: string[] };
}

export function joinedFrame(payload: JsonObject = {}): JsonObject {
  return {
    type: "joined",
    payload: {
      room: { id: "r1", kind: "lobby", name: "Room" },
      self: "ann",
      session: "s1",
      epoch: 1,
      version: 10,
      resumed: false,
      now: 1_000_000,
      ...(payload.resumed === true ? {} : { layers: {} }),
      ...payload,
    },
  };
}

export function patchFrame(version: number, parts: JsonObject): JsonObject {
  return { type: "patch", epoch: 1, version, ...parts };
}

export async function openScene<View extends object = JsonObject>(
  options: Partial<JoinOptions> = {},
): Promise<Scene<View>> {
  const timers = createFakeTimers();
  const sockets: FakeSocket[] = [];
  const http: Scene<View>["http"] = { answer: () => [200, {}], requests: [] };
  const room = joinRoom<View>({
    roomId: "r1",
    baseUrl: "http://server.test",
    token: "t0",
    timers,
    random: () => 0.5,
    WebSocket: class extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        sockets.push(this);
      }
    },
    fetch: async (url) => {
      http.requests.push(String(url));
      const answer = http.answer();
      if (answer instanceof Error) throw answer;
      return new Response(JSON.stringify(answer[1]), { status: answer[0] });
    },
    ...options,
  });
  await settle();
  const socket = (): FakeSocket => {
    const last = sockets.at(-1);
    if (!last) throw new Error("no socket yet");
    return last;
  };
  return {
    room,
    timers,
    sockets,
    socket,
    http,
    accept: async (joined = {}) => {
      socket().open();
      socket().receive(joinedFrame(joined));
      await settle();
    },
  };
}
