import type { Timers } from "../wire/timers.js";
import { CANDIDATES_MAX, type Signal } from "./signals.js";

/** Candidates that are found within this time travel in one signal. */
const BATCH_MILLIS = 30;
/** A neighbour's candidates for one connection; an honest one has a few dozen at most. */
const REMOTE_CANDIDATES_MAX = 200;
/** Enough for a tile; a person sends it to up to eight others. */
const VIDEO_BITS_PER_SECOND_MAX = 400_000;

/** What is sent to a neighbour. */
export interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface PeerOptions {
  /** In a collision of offers the polite end takes its own back. */
  readonly isPolite: boolean;
  readonly connection: RTCPeerConnection;
  readonly stream: MediaStream;
  readonly tracks: () => Tracks;
  readonly timers: Timers;
  readonly send: (part: Pick<Signal, "description" | "candidates">) => void;
  readonly onState: (state: RTCPeerConnectionState) => void;
  /** What came or is there can't be negotiated with. */
  readonly onFault: (error: unknown) => void;
}

/** One RTCPeerConnection, negotiated as in the specification's example of perfect negotiation. */
export interface Peer {
  readonly connection: RTCPeerConnection;
  /** What the neighbour sends. */
  readonly stream: MediaStream;
  /** Makes the first offer; one end does. */
  call(): void;
  receive(signal: Signal): void;
  /** Sends what `tracks` now gives. */
  replaceTracks(): void;
  /** Looks for a path anew, over these servers. */
  restart(servers: readonly RTCIceServer[]): void;
  close(): void;
}

/**
 * Both directions of one audio and one video are negotiated once; muting, a camera's coming and going and the choice
 * of a device only change what is sent in them. So after the first offer another is needed for a new path alone.
 */
export function createPeer(options: PeerOptions): Peer {
  const { connection, stream, timers, send, isPolite } = options;
  let isClosed = false;
  let hasBegun = false;
  let isMakingOffer = false;
  let isIgnoringOffer = false;
  let isTakingAnswer = false;
  let remoteCandidates = 0;
  let remotePath = "";
  let found: RTCIceCandidateInit[] = [];
  let batch: unknown = null;
  let last: Promise<void> = Promise.resolve();

  connection.onnegotiationneeded = () => {
    if (hasBegun) settle(offer());
  };
  connection.onconnectionstatechange = () => options.onState(connection.connectionState);
  connection.ontrack = ({ track }) => stream.addTrack(track);
  connection.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) return;
    found.push(candidate.toJSON());
    batch ??= timers.setTimeout(sendFound, BATCH_MILLIS);
  };

  function settle(step: Promise<void>): void {
    step.catch((error: unknown) => {
      if (!isClosed) options.onFault(error);
    });
  }

  function sendFound(): void {
    batch = null;
    const all = found;
    found = [];
    for (let i = 0; i < all.length; i += CANDIDATES_MAX) {
      send({ candidates: all.slice(i, i + CANDIDATES_MAX) });
    }
  }

  async function offer(): Promise<void> {
    isMakingOffer = true;
    try {
      await describe();
    } finally {
      isMakingOffer = false;
    }
  }

  /** Sets the offer or answer that is due, and sends it. */
  async function describe(): Promise<void> {
    await connection.setLocalDescription();
    const local = connection.localDescription;
    if (isClosed || !local || (local.type !== "offer" && local.type !== "answer")) return;
    send({ description: { type: local.type, sdp: local.sdp } });
  }

  async function take(description: NonNullable<Signal["description"]>): Promise<void> {
    const isReady = !isMakingOffer && (connection.signalingState === "stable" || isTakingAnswer);
    const collides = description.type === "offer" && !isReady;
    isIgnoringOffer = !isPolite && collides;
    if (isIgnoringOffer) return;
    isTakingAnswer = description.type === "answer";
    try {
      await connection.setRemoteDescription(description);
    } finally {
      isTakingAnswer = false;
    }
    hasBegun = true;
    countAnew(description.sdp);
    if (description.type === "offer" && !isClosed) {
      openBothWays();
      await sendTracks();
      await describe();
    }
    await Promise.all(connection.getSenders().map(limit));
  }

  /** The other end looks for a path anew: the candidates of the former one no longer count. */
  function countAnew(sdp: string): void {
    const [, path = ""] = /^a=ice-ufrag:(\S+)/m.exec(sdp) ?? [];
    if (path !== remotePath) remoteCandidates = 0;
    remotePath = path;
  }

  /** Whatever else a neighbour may have offered, it is one audio and one video. */
  function openBothWays(): void {
    const seen = new Set<string>();
    for (const transceiver of connection.getTransceivers()) {
      const { kind } = transceiver.receiver.track;
      transceiver.direction = seen.has(kind) ? "inactive" : "sendrecv";
      seen.add(kind);
    }
  }

  async function sendTracks(): Promise<void> {
    const tracks = options.tracks();
    const seen = new Set<string>();
    for (const { sender, receiver } of connection.getTransceivers()) {
      const kind = receiver.track.kind === "audio" ? "audio" : "video";
      if (!seen.has(kind)) await sender.replaceTrack(tracks[kind]);
      seen.add(kind);
    }
  }

  async function takeCandidates(candidates: readonly RTCIceCandidateInit[]): Promise<void> {
    remoteCandidates += candidates.length;
    if (remoteCandidates > REMOTE_CANDIDATES_MAX) return;
    for (const candidate of candidates) {
      // One that does not fit, since it belongs to an offer that was ignored or is of a former path, is no loss.
      await connection.addIceCandidate(candidate).catch(() => {});
    }
  }

  async function reoffer(servers: readonly RTCIceServer[]): Promise<void> {
    connection.setConfiguration({ ...connection.getConfiguration(), iceServers: [...servers] });
    remoteCandidates = 0;
    // An offer that got no answer is taken back; the next one, which restartIce asks for, replaces it.
    const isWaiting = connection.signalingState === "have-local-offer";
    connection.restartIce();
    if (isWaiting) await connection.setLocalDescription({ type: "rollback" });
  }

  return {
    connection,
    stream,
    call: () => {
      hasBegun = true;
      const { audio, video } = options.tracks();
      connection.addTransceiver(audio ?? "audio", { direction: "sendrecv" });
      connection.addTransceiver(video ?? "video", { direction: "sendrecv" });
    },
    receive: ({ description, candidates }) => {
      // One after the other: a candidate must find the description that it belongs to.
      if (description) last = last.then(() => (isClosed ? undefined : take(description)));
      if (candidates) last = last.then(() => (isClosed ? undefined : takeCandidates(candidates)));
      settle(last);
      last = last.catch(() => {});
    },
    replaceTracks: () => {
      if (hasBegun) settle(sendTracks());
    },
    restart: (servers) => {
      if (!hasBegun) return;
      // Behind what is being taken: an offer that is answered at this moment must not be taken back.
      last = last.then(() => (isClosed ? undefined : reoffer(servers)));
      settle(last);
      last = last.catch(() => {});
    },
    close: () => {
      isClosed = true;
      if (batch !== null) timers.clearTimeout(batch);
      connection.onnegotiationneeded = null;
      connection.onconnectionstatechange = null;
      connection.onicecandidate = null;
      connection.ontrack = null;
      connection.close();
    },
  };
}

async function limit(sender: RTCRtpSender): Promise<void> {
  if (sender.track?.kind !== "video") return;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding || encoding.maxBitrate === VIDEO_BITS_PER_SECOND_MAX) return;
  encoding.maxBitrate = VIDEO_BITS_PER_SECOND_MAX;
  // A browser that can't sends what it likes.
  await sender.setParameters(parameters).catch(() => {});
}
