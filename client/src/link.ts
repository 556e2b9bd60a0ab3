import {
  type ClientFrame,
  decodeFrame,
  encodeFrame,
  type Joined,
  type JoinPayload,
  type ServerFrame,
  SUBPROTOCOL,
} from "./frames.js";
import type { SocketConstructor, Timers } from "./room.js";

/** A socket that does not open in this time is given up. */
const OPEN_LIMIT_MILLIS = 10_000;
/** After this long without a frame the server is asked for a sign of life … */
const QUIET_MILLIS = 10_000;
/** … and after this long it is taken for dead. */
const DEAD_MILLIS = 30_000;

/** How one socket ended. */
export type LinkEnd =
  /** It never opened: a browser does not say why. */
  | { readonly how: "unopened" }
  | { readonly how: "closed"; readonly code: number; readonly reason: string }
  /** It opened, and no `joined` came in time. */
  | { readonly how: "not joined" }
  /** It went silent. */
  | { readonly how: "dead" }
  /** It brought something that this client can't read, so its state can't be trusted. */
  | { readonly how: "unreadable"; readonly message: string };

export interface LinkOptions {
  readonly url: string;
  readonly token: string;
  readonly join: JoinPayload;
  readonly WebSocket: SocketConstructor;
  readonly timers: Timers;
  readonly joinLimitMillis: number;
  readonly onJoined: (joined: Joined) => void;
  /** Frames after `joined`. */
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onLatency: (roundTripMillis: number, serverNow: number) => void;
  /** Called once, unless `close()` came first. */
  readonly onEnd: (end: LinkEnd) => void;
}

/** One socket from opening to end. */
export interface Link {
  send(frame: ClientFrame): void;
  close(): void;
}

export function openLink(options: LinkOptions): Link {
  const { timers, onEnd } = options;
  const socket = new options.WebSocket(options.url, [SUBPROTOCOL, `bearer.${options.token}`]);
  let over = false;
  let opened = false;
  let joined = false;
  let lastFrameAt = timers.now();
  let timer: unknown = timers.setTimeout(() => abandon({ how: "unopened" }), OPEN_LIMIT_MILLIS);

  function restartTimer(callback: () => void, millis: number): void {
    timers.clearTimeout(timer);
    timer = timers.setTimeout(callback, millis);
  }

  function end(how: LinkEnd | null): void {
    if (over) return;
    over = true;
    timers.clearTimeout(timer);
    if (how) onEnd(how);
  }

  function abandon(how: LinkEnd | null): void {
    if (over) return;
    socket.close(1000);
    end(how);
  }

  function send(frame: ClientFrame): void {
    if (!over && opened) socket.send(encodeFrame(frame));
  }

  function ping(): void {
    send({ type: "ping", payload: { t: timers.now() } });
  }

  /** Looks every so often how long the server has been quiet, instead of setting a timer at each frame. */
  function watch(): void {
    const quiet = timers.now() - lastFrameAt;
    if (quiet >= DEAD_MILLIS) {
      abandon({ how: "dead" });
    } else if (quiet >= QUIET_MILLIS) {
      ping();
      restartTimer(watch, QUIET_MILLIS);
    } else {
      restartTimer(watch, QUIET_MILLIS - quiet);
    }
  }

  function receive(data: unknown): void {
    if (over) return;
    lastFrameAt = timers.now();
    let frame: ServerFrame;
    try {
      if (typeof data !== "string") throw new TypeError("a binary frame");
      frame = decodeFrame(data);
    } catch (error) {
      abandon({ how: "unreadable", message: String(error) });
      return;
    }
    if (frame.kind === "joined") {
      if (joined) return;
      joined = true;
      restartTimer(watch, QUIET_MILLIS);
      options.onJoined(frame.joined);
      ping();
    } else if (frame.kind === "pong") {
      options.onLatency(timers.now() - frame.t, frame.now);
    } else {
      options.onFrame(frame);
    }
  }

  socket.onopen = () => {
    if (over) return;
    opened = true;
    restartTimer(() => abandon({ how: "not joined" }), options.joinLimitMillis);
    send({ type: "join", payload: options.join });
  };
  socket.onmessage = (event: { readonly data: unknown }) => receive(event.data);
  socket.onclose = (event: { readonly code: number; readonly reason: string }) =>
    end(opened ? { how: "closed", code: event.code, reason: event.reason } : { how: "unopened" });
  // A close always follows, and says more.
  socket.onerror = () => {};

  return { send, close: () => abandon(null) };
}
