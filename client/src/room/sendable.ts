import { isObject, type JsonObject, own } from "../state/json.js";
import { encodeFrame } from "../wire/codec-json.js";
import { RoomError } from "./types.js";

/** The server takes no larger frame; it is refused here, since one that closed the socket would be sent again. */
const FRAME_BYTES_MAX = 64 * 1024;
/** Of objects and lists in one another, the frame itself among them. */
const NESTING_MAX = 32;

const RESERVED: ReadonlySet<string> = new Set(
  "join joined watch watching patch ack reject error ping pong auth moving check differs".split(
    " ",
  ),
);

/**
 * Why the server could not read this command, or null. It answers what it can't read without saying which command it
 * was, so that whoever sent it would wait for ever.
 */
export function whyUnsendable(type: string, payload: JsonObject): RoomError | null {
  if (type === "" || RESERVED.has(type)) {
    return new RoomError("BAD_REQUEST", `"${type}" is no name for a command`);
  }
  if (!isObject(payload)) return new RoomError("BAD_REQUEST", `${type}: the payload is no object`);
  const problem = isWellFormed(type) ? unreadable(payload, NESTING_MAX - 1, "the payload") : HALF;
  if (problem !== null) return new RoomError("BAD_REQUEST", `${type}: ${problem}`);
  const text = encodeFrame({ type, seq: Number.MAX_SAFE_INTEGER, payload });
  // A UTF-16 unit takes at most three bytes in UTF-8.
  if (text.length * 3 <= FRAME_BYTES_MAX) return null;
  if (new TextEncoder().encode(text).length <= FRAME_BYTES_MAX) return null;
  return new RoomError("TOO_LARGE", `${type}: the frame is larger than ${FRAME_BYTES_MAX} bytes`);
}

const HALF = "a text holds half of a surrogate pair";

function unreadable(value: unknown, levels: number, where: string): string | null {
  switch (typeof value) {
    case "boolean":
      return null;
    case "string":
      return isWellFormed(value) ? null : HALF;
    case "number":
      return Number.isFinite(value) ? null : `the number at ${where} is not finite`;
    case "object":
      break;
    default:
      return `${where} is of type ${typeof value}, which JSON does not have`;
  }
  if (value === null) return null;
  if (levels === 0) return `it is nested deeper than ${NESTING_MAX} levels`;
  if (Array.isArray(value)) {
    for (const [i, element] of value.entries()) {
      if (element === null) return `a list holds null, at ${where}[${i}]`;
      const problem = unreadable(element, levels - 1, `${where}[${i}]`);
      if (problem !== null) return problem;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (!isWellFormed(key)) return HALF;
    const inner: unknown = own(value as JsonObject, key);
    // JSON leaves these out.
    if (inner === undefined) continue;
    const problem = unreadable(inner, levels - 1, `${where}.${key}`);
    if (problem !== null) return problem;
  }
  return null;
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
