import { HttpProblem, requestJson, serverUrl } from "../http/request.js";
import type { TokenProvider } from "../http/token.js";
import { providerOf, renewalMarginMillis, tokenTimes } from "../http/token.js";
import { type Cell, createCell, type Store } from "../state/store.js";
import type { ClientFrame, Joined, JoinPayload, ResumePoint, ServerFrame } from "../wire/frames.js";
import { heldLayers } from "../wire/held.js";
import { type Link, type LinkEnd, openLink } from "../wire/link.js";
import { afterClose, backoffMillis, refusalReason } from "../wire/reconnect.js";
import type { SocketConstructor } from "../wire/socket.js";
import type { Timers } from "../wire/timers.js";
import type { Clock } from "./clock.js";
import type { JoinOptions, RoomStatus } from "./types.js";

const JOIN_LIMIT_MILLIS = 1_000;
/** A state too large to arrive within the limit must arrive one day: each abandoned socket doubles it, up to this much. */
const JOIN_LIMIT_GROWTH_MAX = 16;
/** A connection that held this long was a good one: the next failure starts the backoff anew. */
const STABLE_MILLIS = 1_000;
const RENEWAL_RETRY_MILLIS = 5_000;
/** Timers can't wait longer than this. */
const TIMER_MAX_MILLIS = 2 ** 31 - 1;

export interface LifecycleOptions {
  readonly join: JoinOptions;
  readonly timers: Timers;
  readonly clock: Pick<Clock, "now" | "isKnown">;
  readonly resumePoint: () => ResumePoint | null;
  readonly onJoined: (joined: Joined) => void;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onLatency: (roundTripMillis: number, serverNow: number) => void;
  /** The socket is gone. */
  readonly onDown: () => void;
  /** The server sent what this client can't read. */
  readonly onUnreadable: (message: string) => void;
  /** Left or refused: nothing more happens by itself. */
  readonly onStopped: () => void;
}

/** Keeps one room's connection up: attempts, tokens, and what to do when a socket ends. */
export interface Lifecycle {
  readonly status: Store<RoomStatus>;
  /** Sends if joined; else nothing happens. */
  send(frame: ClientFrame): void;
  leave(): void;
  rejoin(changes: { readonly name?: string; readonly passphrase?: string }): void;
}

export function startLifecycle(options: LifecycleOptions): Lifecycle {
  const { join, timers, clock } = options;
  const base = serverUrl(join.baseUrl);
  const isLobby = join.isLobby ?? false;
  const path = encodeURIComponent(join.roomId);
  const socketPath = isLobby ? "/lobby" : `/ws/${path}`;
  const provider: TokenProvider = providerOf(join.token);
  const random = join.random ?? Math.random;
  const WebSocket = socketConstructor(join.WebSocket);
  const status: Cell<RoomStatus> = createCell<RoomStatus>({
    state: "connecting",
  });
  let identity: JoinPayload = {
    ...(join.name === undefined ? {} : { name: join.name }),
    ...(join.passphrase === undefined ? {} : { passphrase: join.passphrase }),
  };

  /** Rises with each attempt and each stop, so that what is left over from an earlier one can tell. */
  let turn = 0;
  let link: Link | null = null;
  let retryTimer: unknown = null;
  let renewalTimer: unknown = null;
  let attempts = 0;
  let failures = 0;
  let notJoinedInARow = 0;
  let joinedAt: number | null = null;
  let mustRenew = false;
  let renewedAfterRefusal = false;
  let stopWaking = (): void => {};
  const held = heldLayers();

  function clearTimers(): void {
    if (retryTimer !== null) timers.clearTimeout(retryTimer);
    if (renewalTimer !== null) timers.clearTimeout(renewalTimer);
    retryTimer = null;
    renewalTimer = null;
  }

  function retry(delayMillis: number): void {
    attempts += 1;
    failures += 1;
    status.set({ state: "reconnecting", attempt: attempts });
    retryTimer = timers.setTimeout(() => void attempt(), delayMillis);
  }

  function backoff(): void {
    retry(backoffMillis(failures, random));
  }

  function stop(last: RoomStatus): void {
    turn += 1;
    clearTimers();
    stopWaking();
    link?.close();
    link = null;
    joinedAt = null;
    status.set(last);
    options.onStopped();
  }

  function refuse(code: number, reason: string): void {
    stop({ state: "refused", code, reason: refusalReason(code, reason) });
  }

  async function freshToken(): Promise<string> {
    const token = await provider({ renew: mustRenew });
    const { expiresAt } = tokenTimes(token);
    // By the server's clock only: one's own may be a week fast, and would throw away a token that is good.
    const expired = clock.isKnown() && expiresAt !== null && expiresAt <= clock.now();
    const fresh = expired && !mustRenew ? await provider({ renew: true }) : token;
    mustRenew = false;
    return fresh;
  }

  async function attempt(): Promise<void> {
    clearTimers();
    turn += 1;
    const mine = turn;
    let token: string;
    try {
      token = await freshToken();
    } catch (error) {
      if (turn !== mine) return;
      if (error instanceof HttpProblem && isFinal(error.status)) refuse(4401, error.message);
      else backoff();
      return;
    }
    if (turn !== mine) return;
    const resume = options.resumePoint();
    try {
      link = openLink({
        url: `${base.replace(/^http/, "ws")}${socketPath}`,
        token,
        enter: join.watch
          ? { type: "watch", payload: { layers: join.watch } }
          : { type: "join", payload: { ...identity, ...(resume ? { resume } : {}) } },
        wire: join.wire ?? "binary",
        held,
        debug: join.debug,
        WebSocket,
        timers,
        joinLimitMillis:
          (join.joinLimitMillis ?? JOIN_LIMIT_MILLIS) *
          Math.min(2 ** notJoinedInARow, JOIN_LIMIT_GROWTH_MAX),
        onJoined: (joined) => joinedNow(joined, token, mine),
        onFrame: options.onFrame,
        onLatency: options.onLatency,
        onEnd: (end) => ended(end, token),
      });
    } catch (error) {
      refuse(4400, `the socket can't be made: ${String(error)}`);
    }
  }

  function joinedNow(joined: Joined, token: string, mine: number): void {
    joinedAt = timers.now();
    attempts = 0;
    notJoinedInARow = 0;
    options.onJoined(joined);
    // Whoever was told may have left the room again.
    if (turn !== mine) return;
    scheduleRenewal(token, mine);
    status.set({ state: "joined" });
  }

  function ended(end: LinkEnd, token: string): void {
    clearTimers();
    link = null;
    if (joinedAt !== null && timers.now() - joinedAt >= STABLE_MILLIS) {
      failures = 0;
      renewedAfterRefusal = false;
    }
    joinedAt = null;
    options.onDown();
    switch (end.how) {
      case "unopened":
        void askWhy(token);
        return;
      case "closed": {
        if (end.code === 4401 && !renewedAfterRefusal) {
          // A page that slept may have slept through the renewal.
          renewedAfterRefusal = true;
          mustRenew = true;
          retry(0);
          return;
        }
        const then = afterClose(end.code, failures, random);
        if (then.next === "refused") refuse(end.code, end.reason);
        else retry(then.delayMillis);
        return;
      }
      case "not joined":
        notJoinedInARow += 1;
        backoff();
        return;
      case "refused":
        refuse(4400, end.message);
        return;
      case "dead":
        backoff();
        return;
      case "differs":
        options.onUnreadable(`layers that are not the server's: ${end.layers.join(", ")}`);
        retry(0);
        return;
      case "unreadable":
        options.onUnreadable(end.message);
        backoff();
        return;
    }
  }

  /** P2: a browser tells nothing about a refused handshake, so the reason comes by HTTP. */
  async function askWhy(token: string): Promise<void> {
    turn += 1;
    const mine = turn;
    let statusCode = 200;
    let reason = "";
    try {
      await requestJson({
        method: "GET",
        url: `${base}/api/v1${isLobby ? "/queue" : `/rooms/${path}`}`,
        authorization: `Bearer ${token}`,
        fetch: join.fetch ?? globalThis.fetch,
      });
    } catch (error) {
      statusCode = error instanceof HttpProblem ? error.status : 0;
      reason = error instanceof Error ? error.message : "";
    }
    if (turn !== mine) return;
    if (statusCode === 401 && !renewedAfterRefusal) {
      renewedAfterRefusal = true;
      mustRenew = true;
      backoff();
    } else if (statusCode === 401 || statusCode === 403 || (statusCode === 404 && !isLobby)) {
      // In the lobby 404 says that one has no ticket.
      refuse(4000 + statusCode, reason);
    } else {
      backoff();
    }
  }

  function scheduleRenewal(token: string, mine: number): void {
    const times = tokenTimes(token);
    if (times.expiresAt === null) return;
    const due = times.expiresAt - renewalMarginMillis(times) - clock.now();
    renewAfter(Math.max(due, STABLE_MILLIS), token, mine);
  }

  function renewAfter(delayMillis: number, token: string, mine: number): void {
    const wait = Math.min(delayMillis, TIMER_MAX_MILLIS);
    renewalTimer = timers.setTimeout(() => {
      if (wait < delayMillis) scheduleRenewal(token, mine);
      else void renew(token, mine);
    }, wait);
  }

  async function renew(token: string, mine: number): Promise<void> {
    let fresh: string;
    try {
      fresh = await provider({ renew: true });
    } catch {
      if (turn === mine) renewAfter(RENEWAL_RETRY_MILLIS, token, mine);
      return;
    }
    if (turn !== mine) return;
    link?.send({ type: "auth", payload: { token: fresh } });
    scheduleRenewal(fresh, mine);
  }

  function start(): void {
    stopWaking = onWake(() => {
      if (retryTimer !== null) void attempt();
      else link?.probe();
    });
    void attempt();
  }

  start();

  return {
    status,
    send: (frame) => {
      if (joinedAt !== null) link?.send(frame);
    },
    leave: () => {
      if (status.getSnapshot().state !== "closed") stop({ state: "closed" });
    },
    rejoin: (changes) => {
      const before = status.getSnapshot();
      if (before.state !== "refused" && before.state !== "closed") return;
      identity = { ...identity, ...changes };
      mustRenew = before.state === "refused" && before.code === 4401;
      attempts = 0;
      failures = 0;
      status.set({ state: "connecting" });
      start();
    },
  };
}

/** An answer that will be the same next time; 408 and 429 will not. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function socketConstructor(given: SocketConstructor | undefined): SocketConstructor {
  const found = given ?? (globalThis.WebSocket as SocketConstructor | undefined);
  if (!found) throw new TypeError("there is no global WebSocket: pass one as the option WebSocket");
  return found;
}

/** Calls back when the network is back or the page is looked at again: then is no time to sit out a backoff. */
function onWake(callback: () => void): () => void {
  if (typeof globalThis.addEventListener !== "function" || typeof document === "undefined") {
    return () => {};
  }
  const onVisible = (): void => {
    if (document.visibilityState === "visible") callback();
  };
  globalThis.addEventListener("online", callback);
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    globalThis.removeEventListener("online", callback);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
