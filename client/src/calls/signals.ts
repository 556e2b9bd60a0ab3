import { isObject, type Json, type JsonObject, own } from "../state/json.js";

/** What a neighbour sends of itself at the moment. */
export interface MediaFlags {
  readonly audio: boolean;
  readonly video: boolean;
}

/**
 * What goes from one end of a link to the other, through the room. Each end has an id that it draws anew with each
 * RTCPeerConnection, so that nothing is taken for what was meant for an earlier one. A signal without `description`
 * and `candidates` says who one is.
 */
export interface Signal {
  /** The sender's end. */
  readonly link: string;
  /** Counts the signals of the sender's end: a room that is joined again may bring some a second time. */
  readonly n: number;
  /** The receiver's end as far as the sender knows it. */
  readonly to?: string;
  /** The sender's connection to the room broke: what has no answer yet may have been lost. */
  readonly again?: boolean;
  readonly media: MediaFlags;
  readonly description?: { readonly type: "offer" | "answer"; readonly sdp: string };
  readonly candidates?: readonly RTCIceCandidateInit[];
}

export const CANDIDATES_MAX = 16;
const ID_LENGTH_MAX = 40;
const SDP_LENGTH_MAX = 15 * 1024;
const CANDIDATE_LENGTH_MAX = 512;
/** The room takes no larger signal. */
const SIGNAL_BYTES_MAX = 16 * 1024;

/** A signal as the room carries it; null if it is larger than the room takes. */
export function encodeSignal(signal: Signal): JsonObject | null {
  const { link, n, to, again, media, description, candidates } = signal;
  const data: JsonObject = {
    link,
    n,
    media: { audio: media.audio, video: media.video },
    ...(to === undefined ? {} : { to }),
    ...(again === true ? { again } : {}),
    ...(description === undefined
      ? {}
      : { description: { type: description.type, sdp: description.sdp } }),
    ...(candidates === undefined ? {} : { candidates: candidates.map(encodeCandidate) }),
  };
  return new TextEncoder().encode(JSON.stringify(data)).length <= SIGNAL_BYTES_MAX ? data : null;
}

/** No nulls: the room has none. */
function encodeCandidate(candidate: RTCIceCandidateInit): JsonObject {
  const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  return {
    candidate: candidate.candidate ?? "",
    ...(sdpMid == null ? {} : { sdpMid }),
    ...(sdpMLineIndex == null ? {} : { sdpMLineIndex }),
    ...(usernameFragment == null ? {} : { usernameFragment }),
  };
}

/** A neighbour's signal, who may send anything; null if it is none. */
export function decodeSignal(data: Json | undefined): Signal | null {
  if (!isObject(data)) return null;
  const link = textOf(data, "link", ID_LENGTH_MAX);
  const to = own(data, "to");
  const media = own(data, "media");
  const n = own(data, "n");
  if (!link || !isObject(media) || typeof n !== "number") return null;
  if (to !== undefined && !isText(to, ID_LENGTH_MAX)) return null;
  const description = decodeDescription(own(data, "description"));
  const candidates = decodeCandidates(own(data, "candidates"));
  if (description === null || candidates === null) return null;
  return {
    link,
    n,
    media: { audio: own(media, "audio") === true, video: own(media, "video") === true },
    ...(to === undefined ? {} : { to }),
    ...(own(data, "again") === true ? { again: true } : {}),
    ...(description === undefined ? {} : { description }),
    ...(candidates === undefined ? {} : { candidates }),
  };
}

function decodeDescription(value: Json | undefined): Signal["description"] | null {
  if (value === undefined) return undefined;
  if (!isObject(value)) return null;
  const type = own(value, "type");
  const sdp = textOf(value, "sdp", SDP_LENGTH_MAX);
  return (type === "offer" || type === "answer") && sdp ? { type, sdp } : null;
}

function decodeCandidates(value: Json | undefined): Signal["candidates"] | null {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length > CANDIDATES_MAX) return null;
  const candidates: RTCIceCandidateInit[] = [];
  for (const each of value) {
    const candidate = isObject(each) ? textOf(each, "candidate", CANDIDATE_LENGTH_MAX) : null;
    if (!isObject(each) || candidate === null) return null;
    const index = own(each, "sdpMLineIndex");
    const mid = textOf(each, "sdpMid", ID_LENGTH_MAX);
    const fragment = textOf(each, "usernameFragment", CANDIDATE_LENGTH_MAX);
    candidates.push({
      candidate,
      ...(mid === null ? {} : { sdpMid: mid }),
      ...(typeof index === "number" ? { sdpMLineIndex: index } : {}),
      ...(fragment === null ? {} : { usernameFragment: fragment }),
    });
  }
  return candidates;
}

function textOf(object: JsonObject, key: string, lengthMax: number): string | null {
  const value = own(object, key);
  return isText(value, lengthMax) ? value : null;
}

function isText(value: Json | undefined, lengthMax: number): value is string {
  return typeof value === "string" && value.length <= lengthMax;
}
