import type { Timers } from "../wire/timers.js";
import { createPeer, type Peer, type Tracks } from "./peer.js";
import type { MediaFlags, Signal } from "./signals.js";

/** A connection that is not there by then is begun anew; each further try is given longer. */
const SET_UP_MILLIS = 15_000;
/** A path that is lost this long is looked for anew: shorter gaps heal by themselves. */
const LOST_MILLIS = 3_000;
/** A new path that is not found by then: the connection is begun anew. */
const RESTART_MILLIS = 10_000;
/** However often a neighbour begins anew, this end follows at most that often. */
const BEGIN_GAP_MILLIS = 500;
const SLOWEST = 4;
/** So many of a neighbour's ends are remembered. */
const ENDS_MAX = 32;
/** So many tries in vain are told to the people. */
const FAILED_TRIES = 2;

export type LinkState = "connecting" | "connected" | "reconnecting" | "failed";

export interface LinkOptions {
  /** One end makes the first offer, the other is the polite one. */
  readonly isCaller: boolean;
  readonly timers: Timers;
  readonly iceServers: () => Promise<RTCIceServer[]>;
  readonly connect: (servers: readonly RTCIceServer[]) => RTCPeerConnection;
  readonly createStream: () => MediaStream;
  readonly tracks: () => Tracks;
  /** What this end sends, as the other is told. */
  readonly media: () => MediaFlags;
  readonly send: (signal: Signal) => void;
  readonly onChange: () => void;
  readonly createId: () => string;
}

/** The audio and video between this member and one neighbour. It keeps itself up until it is closed. */
export interface Link {
  readonly state: () => LinkState;
  /** What the neighbour says that it sends. */
  readonly media: () => MediaFlags;
  /** What comes from the neighbour; null before there is a connection. */
  readonly stream: () => MediaStream | null;
  readonly connection: () => RTCPeerConnection | null;
  receive(signal: Signal): void;
  /** Sends other tracks than before, or tells that one is muted. */
  mediaChanged(): void;
  /** Signals may have been lost: says who one is, and begins anew what was not finished. */
  resync(): void;
  close(): void;
}

const NOTHING: MediaFlags = { audio: false, video: false };

export function createLink(options: LinkOptions): Link {
  const { timers, isCaller } = options;
  let peer: Peer | null = null;
  let local = "";
  let remote: string | null = null;
  let sent = 0;
  /** The count of the last signal of each of the other's ends; of one that is over none counts any more. */
  const heard = new Map<string, number>();
  let remoteMedia = NOTHING;
  let told = NOTHING;
  let state: LinkState = "connecting";
  let tries = 0;
  let beginnings = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  let deadline: unknown = null;

  function watch(millis: number, then: () => void): void {
    timers.clearTimeout(deadline);
    deadline = timers.setTimeout(then, millis);
  }

  function become(next: LinkState): void {
    state = next;
    options.onChange();
  }

  function say(part: Pick<Signal, "description" | "candidates" | "again"> = {}): void {
    const media = options.media();
    told = media;
    sent += 1;
    const to = remote === null ? {} : { to: remote };
    options.send({ link: local, n: sent, ...to, media, ...part });
  }

  /** Whether a signal comes for the first time. */
  function isNew({ link, n }: Signal): boolean {
    const last = heard.get(link) ?? 0;
    heard.delete(link);
    heard.set(link, Math.max(last, n));
    for (const [oldest] of heard) {
      if (heard.size <= ENDS_MAX) break;
      heard.delete(oldest);
    }
    return n > last;
  }

  function begin(): void {
    const gap = begunAt + BEGIN_GAP_MILLIS - timers.now();
    drop();
    if (gap > 0) {
      watch(gap, begin);
      return;
    }
    begunAt = timers.now();
    watch(SET_UP_MILLIS * Math.min(tries + 1, SLOWEST), retry);
    open().catch(retryLater);
  }

  function drop(): void {
    beginnings += 1;
    peer?.close();
    peer = null;
    remote = null;
  }

  async function open(): Promise<void> {
    const beginning = beginnings;
    const servers = await options.iceServers();
    if (beginning !== beginnings || isClosed) return;
    local = options.createId();
    const mine = createPeer({
      isPolite: !isCaller,
      connection: options.connect(servers),
      stream: options.createStream(),
      tracks: options.tracks,
      timers,
      send: (part) => {
        if (peer === mine) say(part);
      },
      onState: (connected) => {
        if (peer === mine) follow(connected);
      },
      onFault: () => {
        if (peer === mine) retryLater();
      },
    });
    peer = mine;
    say();
    options.onChange();
  }

  function retry(): void {
    tries += 1;
    state = tries >= FAILED_TRIES ? "failed" : state === "connected" ? "reconnecting" : state;
    begin();
    options.onChange();
  }

  /** After something that would come at once again, if one tried at once again. */
  function retryLater(): void {
    drop();
    watch(1_000 * 2 ** Math.min(tries, SLOWEST), retry);
    if (state === "connected") become("reconnecting");
  }

  function follow(connection: RTCPeerConnectionState): void {
    switch (connection) {
      case "connected":
        tries = 0;
        timers.clearTimeout(deadline);
        become("connected");
        return;
      case "disconnected":
        watch(LOST_MILLIS, findPath);
        become("reconnecting");
        return;
      case "failed":
        become("reconnecting");
        findPath();
        return;
      case "new":
      case "connecting":
      case "closed":
        return;
    }
  }

  function findPath(): void {
    watch(RESTART_MILLIS, retry);
    const before = peer;
    // Fresh credentials: those that the connection began with may have ended.
    options.iceServers().then((servers) => {
      if (peer === before) before?.restart(servers);
    }, retryLater);
  }

  function receive(signal: Signal): void {
    if (isClosed || !peer || !isNew(signal)) return; // It is told as soon as there is a peer.
    if (signal.to !== undefined && signal.to !== local) {
      // Meant for an end of before. Who sent it may not have heard of this one, or has by now.
      if (signal.link !== remote) say();
      return;
    }
    if (signal.link !== remote && remote !== null) {
      // The other end began anew, by a page loaded again for instance; so the old connection is over.
      heard.set(remote, Number.POSITIVE_INFINITY);
      begin();
      return;
    }
    const isFirst = remote === null;
    remote = signal.link;
    if (signal.to === undefined) say();
    if (isFirst && isCaller) peer.call();
    if (!sameFlags(remoteMedia, signal.media)) {
      remoteMedia = signal.media;
      options.onChange();
    }
    if (signal.again === true && peer.connection.signalingState === "have-local-offer") findPath();
    peer.receive(signal);
  }

  begin();
  return {
    state: () => state,
    media: () => remoteMedia,
    stream: () => peer?.stream ?? null,
    connection: () => peer?.connection ?? null,
    receive,
    mediaChanged: () => {
      peer?.replaceTracks();
      if (peer && !sameFlags(told, options.media())) say();
    },
    resync: () => {
      if (!peer) return;
      if (state !== "connected") {
        begin();
        return;
      }
      say({ again: true });
      if (peer.connection.signalingState !== "stable") findPath();
    },
    close: () => {
      isClosed = true;
      timers.clearTimeout(deadline);
      drop();
    },
  };
}

function sameFlags(a: MediaFlags, b: MediaFlags): boolean {
  return a.audio === b.audio && a.video === b.video;
}
