import type { IceAnswer } from "../http/ice.js";
import { createCell, type Store } from "../state/store.js";
import { systemTimers, type Timers } from "../wire/timers.js";
import type { CallRoom } from "./call-room.js";
import { createIceServers } from "./ice.js";
import { createLink, type Link, type LinkState } from "./link.js";
import { createLocalMedia, type LocalMedia, type MediaBrowser } from "./media.js";
import { createMeters, type Meter } from "./meters.js";
import { createSpeechGate, type SpeechGate } from "./speaking.js";
import { volumeAt } from "./volume.js";

/** The room names no more; a room that did would not get more out of this client. */
const LINKS_MAX = 8;
/** A neighbour whose connection to the room broke is waited for, as long as audio and video still flow. */
const LINGER_MILLIS = 20_000;
const LISTEN_MILLIS = 80;

/** Somebody who stands near, as seen and heard from here. */
export interface Neighbour {
  readonly id: string;
  readonly state: LinkState;
  /** What comes from it, to be played; null until there is a connection. */
  readonly stream: MediaStream | null;
  /** Whether it says that its microphone is on. */
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly isSpeaking: boolean;
  /** By the distance, 0 to 1. */
  readonly volume: number;
}

/** The talk with whoever stands near. */
export interface Calls {
  /** In the order in which they came. */
  readonly neighbours: Store<readonly Neighbour[]>;
  readonly local: LocalMedia;
  /** Whether this person speaks. */
  readonly isSpeaking: Store<boolean>;
  /** The figures of the connection to a neighbour, as the browser gives them; null if there is none. */
  stats(memberId: string): Promise<RTCStatsReport | null>;
  /** Hangs up, and gives microphone and camera back. */
  close(): void;
}

export interface CallsOptions {
  readonly room: CallRoom;
  readonly iceServers: () => Promise<IceAnswer>;
  /** `relay` goes through TURN only, so that neighbours do not learn each other's address; default `all`. */
  readonly transport?: RTCIceTransportPolicy;
  /** Default `navigator`. */
  readonly browser?: MediaBrowser;
  /** Those whom the page mutes: they are not heard. */
  readonly muted?: Store<ReadonlySet<string>>;
  readonly RTCPeerConnection?: typeof globalThis.RTCPeerConnection;
  readonly MediaStream?: typeof globalThis.MediaStream;
  readonly AudioContext?: typeof globalThis.AudioContext | undefined;
  readonly timers?: Timers;
  readonly createId?: () => string;
}

interface Party {
  readonly link: Link;
  readonly gate: SpeechGate;
  meter: { readonly stream: MediaStream; readonly meter: Meter | null } | null;
  linger: unknown;
}

export function createCalls(options: CallsOptions): Calls {
  const { room } = options;
  const timers = options.timers ?? systemTimers;
  const Connection = options.RTCPeerConnection ?? globalThis.RTCPeerConnection;
  const Stream = options.MediaStream ?? globalThis.MediaStream;
  const local = createLocalMedia(options.browser ?? globalThis.navigator);
  const meters = createMeters(
    "AudioContext" in options ? options.AudioContext : globalThis.AudioContext,
  );
  const iceServers = createIceServers(options.iceServers, timers);
  const createId = options.createId ?? (() => crypto.randomUUID());
  const parties = new Map<string, Party>();
  const neighbours = createCell<readonly Neighbour[]>([]);
  const isSpeaking = createCell(false);
  const ownGate = createSpeechGate();
  let ownMeter: { readonly track: MediaStreamTrack; readonly meter: Meter | null } | null = null;
  let isClosed = false;
  let listening: unknown = null;

  function follow(): void {
    const self = room.self();
    if (isClosed || self === null) return;
    if (room.isOver()) {
      for (const [id, party] of [...parties]) end(id, party);
      return;
    }
    // While this end is cut off it knows nothing; what flows keeps flowing.
    if (room.isJoined()) {
      const near = room.neighbours();
      for (const [id, party] of [...parties]) {
        if (near.includes(id)) stay(party);
        else if (!mayComeBack(id, party)) end(id, party);
        else party.linger ??= timers.setTimeout(() => end(id, party), LINGER_MILLIS);
      }
      for (const id of near) {
        if (id !== self && !parties.has(id) && hasRoom()) meet(self, id);
      }
    }
    publish();
  }

  /** Whoever stands here goes before those who are only waited for. */
  function hasRoom(): boolean {
    if (parties.size < LINKS_MAX) return true;
    const waitedFor = [...parties].find(([, { linger }]) => linger !== null);
    if (waitedFor !== undefined) end(...waitedFor);
    return parties.size < LINKS_MAX;
  }

  function stay(party: Party): void {
    if (party.linger === null) return;
    timers.clearTimeout(party.linger);
    party.linger = null;
    party.link.resync();
  }

  /** Offline but still heard: its connection to the room broke, as all do when the server dies. */
  function mayComeBack(id: string, { link }: Party): boolean {
    return !room.isOnline(id) && link.state() === "connected";
  }

  function meet(self: string, id: string): void {
    const link = createLink({
      isCaller: self < id,
      timers,
      iceServers,
      connect: (servers) =>
        new Connection({
          iceServers: [...servers],
          iceTransportPolicy: options.transport ?? "all",
          bundlePolicy: "max-bundle",
        }),
      createStream: () => new Stream(),
      tracks: local.tracks,
      media: local.flags,
      send: (signal) => room.send(id, signal),
      onChange: follow,
      createId,
    });
    parties.set(id, { link, gate: createSpeechGate(), meter: null, linger: null });
    listen();
  }

  function end(id: string, party: Party): void {
    timers.clearTimeout(party.linger);
    party.meter?.meter?.close();
    party.link.close();
    parties.delete(id);
    publish();
  }

  function publish(): void {
    const before = new Map(neighbours.getSnapshot().map((each) => [each.id, each]));
    const next = [...parties].map(([id, party]) => keepSame(before.get(id), describe(id, party)));
    const last = neighbours.getSnapshot();
    if (next.length !== last.length || next.some((each, i) => each !== last[i])) {
      neighbours.set(next);
    }
  }

  function describe(id: string, { link, meter, gate }: Party): Neighbour {
    const media = link.media();
    const level = media.audio && meter?.meter ? meter.meter.level() : 0;
    return {
      id,
      state: link.state(),
      stream: link.stream(),
      hasAudio: media.audio,
      hasVideo: media.video,
      isSpeaking: gate.hear(level, timers.now()),
      volume: options.muted?.getSnapshot().has(id) ? 0 : volumeAt(room.distanceTo(id)),
    };
  }

  /** Listens who speaks, as long as there is somebody to see it. */
  function listen(): void {
    if (listening !== null || isClosed) return;
    listening = timers.setTimeout(() => {
      listening = null;
      for (const party of parties.values()) attachMeter(party);
      publish();
      isSpeaking.set(hearSelf());
      if (parties.size > 0 || ownMeter) listen();
    }, LISTEN_MILLIS);
  }

  function attachMeter(party: Party): void {
    const stream = party.link.stream();
    if (party.meter?.stream === stream) return;
    party.meter?.meter?.close();
    const hasAudio = stream !== null && stream.getAudioTracks().length > 0;
    party.meter = hasAudio ? { stream, meter: meters.meter(stream) } : null;
  }

  function hearSelf(): boolean {
    const track = local.tracks().audio;
    if (ownMeter?.track !== track) {
      ownMeter?.meter?.close();
      ownMeter = track ? { track, meter: meters.meter(new Stream([track])) } : null;
    }
    const level = local.flags().audio ? (ownMeter?.meter?.level() ?? 0) : 0;
    return ownGate.hear(level, timers.now());
  }

  const stops = [
    room.onChange(follow),
    room.onSignal((from, signal) => {
      // The neighbour may have learned of it a moment before this end.
      follow();
      parties.get(from)?.link.receive(signal);
    }),
    room.onRejoined(() => {
      follow();
      for (const { link } of parties.values()) link.resync();
    }),
    ...(options.muted ? [options.muted.subscribe(publish)] : []),
    local.onChange(() => {
      for (const { link } of parties.values()) link.mediaChanged();
      listen();
    }),
  ];
  follow();

  return {
    neighbours,
    local,
    isSpeaking,
    stats: async (memberId) => (await parties.get(memberId)?.link.connection()?.getStats()) ?? null,
    close: () => {
      isClosed = true;
      for (const stop of stops) stop();
      for (const [id, party] of [...parties]) end(id, party);
      timers.clearTimeout(listening);
      ownMeter?.meter?.close();
      local.close();
      meters.close();
    },
  };
}

function keepSame(before: Neighbour | undefined, now: Neighbour): Neighbour {
  if (!before) return now;
  const keys = Object.keys(now) as (keyof Neighbour)[];
  return keys.every((key) => before[key] === now[key]) ? before : now;
}
