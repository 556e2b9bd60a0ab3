import { type Codec, codecOf, isBinary, subprotocols } from "./codec.js";
import type {
  ClientFrame,
  ErrorCode,
  Joined,
  JoinPayload,
  ServerFrame,
  WatchPayload,
} from "./frames.js";
import type { HeldLayers } from "./held.js";
import type { SocketConstructor } from "./socket.js";
import type { Timers } from "./timers.js";

/** A socket may take this many times as long to open as to join: there are networks on the way. */
const OPEN_LIMITS = 2;
/** After so long without a frame the server is asked for a sign of life … */
const QUIET_MILLIS = 5_000;
/** … and already after so long where it owes an answer to a command … */
const OWED_MILLIS = 1_500;
/** … and, however busy the room is, so often, for its clock is to be known … */
const SAMPLE_MILLIS = 10_000;
/** … and if none comes for so long it is taken for dead: frozen, or cut off. */
const PONG_MILLIS = 2_500;

/** So often at most all is fetched anew because it was found to differ. */
const HEAL_MILLIS = 60_000;

/** After so long what was asked for whole has come. */
const WHOLE_MILLIS = 3_000;

/** How one socket ended. */
export type LinkEnd =
  /** It never opened: a browser does not say why. */
  | { readonly how: "unopened" }
  | { readonly how: "closed"; readonly code: number; readonly reason: string }
  /** It did not open in time, or no `joined` came in time. */
  | { readonly how: "not joined" }
  /** The server did not take the join: a name that is too long, for example. */
  | { readonly how: "refused"; readonly message: string }
  /** It went silent. */
  | { readonly how: "dead" }
  /** What is held is not what the server has, which is a bug: all is to be fetched anew. */
  | { readonly how: "differs"; readonly layers: readonly string[] }
  /** It brought something that this client can't read, so its state can't be trusted. */
  | { readonly how: "unreadable"; readonly message: string };

export interface LinkOptions {
  readonly url: string;
  readonly token: string;
  /** What is spoken if the server speaks it too; JSON is for who wants to read along. */
  readonly wire: "binary" | "json";
  /** What was told on the links before: a binary one goes on from there. */
  readonly held: HeldLayers;
  /** Sees each frame as it was read and is written: for people who look for a fault. */
  readonly debug?: ((way: "in" | "out", frame: ServerFrame | ClientFrame) => void) | undefined;
  /** The first frame. */
  readonly enter:
    | { readonly type: "join"; readonly payload: JoinPayload }
    | { readonly type: "watch"; readonly payload: WatchPayload };
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
  /** Asks for a sign of life at once: the page was asleep, or the network is another. */
  probe(): void;
  close(): void;
}

export function openLink(options: LinkOptions): Link {
  const { timers, onEnd } = options;
  const socket = new options.WebSocket(options.url, [
    ...subprotocols(options.wire),
    `bearer.${options.token}`,
  ]);
  socket.binaryType = "arraybuffer";
  let codec: Codec | null = null;
  let over = false;
  let opened = false;
  let joined = false;
  let askedWhole = false;
  let lastFrameAt = timers.now();
  /** Since when a command waits for an answer. */
  let owedSince: number | null = null;
  /** Since when a ping waits for any frame. */
  let pingedAt: number | null = null;
  let lastPingAt = lastFrameAt;
  let timer: unknown = timers.setTimeout(
    () => abandon({ how: "not joined" }),
    options.joinLimitMillis * OPEN_LIMITS,
  );

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
    if (over || codec === null) return;
    options.debug?.("out", frame);
    socket.send(codec.encode(frame));
    if (joined && owedSince === null && "seq" in frame && frame.seq !== undefined) {
      owedSince = timers.now();
      watch();
    }
  }

  function ping(): void {
    lastPingAt = timers.now();
    pingedAt ??= lastPingAt;
    send({ type: "ping", payload: { t: timers.now() } });
  }

  /** Looks every so often how long the server has been quiet, instead of setting a timer at each frame. */
  function watch(): void {
    const now = timers.now();
    const owedUntil = owedSince === null ? Number.POSITIVE_INFINITY : owedSince + OWED_MILLIS;
    const pingAt = Math.min(lastFrameAt + QUIET_MILLIS, owedUntil, lastPingAt + SAMPLE_MILLIS);
    if (pingedAt === null && now >= pingAt) ping();
    const due = pingedAt === null ? pingAt : pingedAt + PONG_MILLIS;
    if (pingedAt !== null && now >= due) abandon({ how: "dead" });
    else restartTimer(watch, due - now);
  }

  function receive(data: unknown): void {
    if (over || codec === null) return;
    lastFrameAt = timers.now();
    owedSince = null;
    pingedAt = null;
    let frame: ServerFrame;
    try {
      frame = codec.decode(data);
    } catch (error) {
      abandon({ how: "unreadable", message: String(error) });
      return;
    }
    options.debug?.("in", frame);
    if (frame.kind === "joined") {
      if (joined) return;
      joined = true;
      options.onJoined(frame.joined);
      if (over) return;
      ping();
      watch();
    } else if (!joined && frame.kind === "error" && !isPassing(frame.code)) {
      abandon({ how: "refused", message: frame.message });
    } else if (frame.kind === "check") {
      checked(frame.differ);
    } else if (frame.kind === "pong") {
      options.onLatency(timers.now() - frame.t, frame.now);
    } else {
      options.onFrame(frame);
    }
  }

  /**
   * Asks for the layers whole, and comes back for all if that mended nothing; each once a minute at most, for what differs
   * again and again is not mended by fetching it.
   */
  function checked(layers: readonly string[]): void {
    const { held } = options;
    const now = timers.now();
    if (layers.length === 0) return;
    if (held.differedAt === null || now - held.differedAt >= HEAL_MILLIS) {
      held.differedAt = now;
      askedWhole = true;
      send({ type: "differs", payload: { layers } });
    } else if (askedWhole && now - held.differedAt >= WHOLE_MILLIS) {
      held.epoch = 0; // No resume goes on from there.
      abandon({ how: "differs", layers });
    }
  }

  socket.onopen = () => {
    if (over) return;
    opened = true;
    restartTimer(() => abandon({ how: "not joined" }), options.joinLimitMillis);
    codec = codecOf(socket.protocol, options.held);
    send(isBinary(socket.protocol) ? resumable(options.enter, options.held) : options.enter);
  };
  socket.onmessage = (event: { readonly data: unknown }) => receive(event.data);
  socket.onclose = (event: { readonly code: number; readonly reason: string }) =>
    end(opened ? { how: "closed", code: event.code, reason: event.reason } : { how: "unopened" });
  // A close always follows, and says more.
  socket.onerror = () => {};

  return {
    send,
    probe: () => {
      if (!joined || over) return;
      // A ping that waits since before the sleep says nothing about now.
      pingedAt = null;
      ping();
      watch();
    },
    close: () => abandon(null),
  };
}

/**
 * A join that asks for what was missed only if it can be told in binary: as changes of what is held. Else the session
 * alone goes on.
 */
function resumable(enter: LinkOptions["enter"], held: HeldLayers): LinkOptions["enter"] {
  if (enter.type !== "join" || enter.payload.resume === undefined) return enter;
  const { session, epoch, version } = enter.payload.resume;
  if (epoch === held.epoch && version === held.version) return enter;
  return { ...enter, payload: { ...enter.payload, resume: { session, epoch: 0, version: 0 } } };
}

/** Whether the same join may be taken another time. */
function isPassing(code: ErrorCode): boolean {
  return code === "RATE_LIMITED" || code === "UNAVAILABLE" || code === "INTERNAL";
}
