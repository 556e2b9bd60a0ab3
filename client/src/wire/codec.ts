import { BINARY_SUBPROTOCOL, binaryCodec } from "./codec-bin.js";
import { decodeFrame, encodeFrame, SUBPROTOCOL } from "./codec-json.js";
import type { ClientFrame, ServerFrame } from "./frames.js";
import type { HeldLayers } from "./held.js";

/** How the frames of one link are written. */
export interface Codec {
  readonly encode: (frame: ClientFrame) => string | Uint8Array;
  /** Reads a message; throws an error that says what is wrong with it. */
  readonly decode: (data: unknown) => ServerFrame;
}

/** What a link offers, the preferred one first. */
export function subprotocols(wire: "binary" | "json"): readonly string[] {
  return wire === "binary" ? [BINARY_SUBPROTOCOL, SUBPROTOCOL] : [SUBPROTOCOL];
}

/** The codec of the subprotocol that the server selected; a server that selects none speaks JSON. */
export function codecOf(subprotocol: string | undefined, held: HeldLayers): Codec {
  return isBinary(subprotocol) ? binaryCodec(held) : jsonCodec;
}

export function isBinary(subprotocol: string | undefined): boolean {
  return subprotocol === BINARY_SUBPROTOCOL;
}

const jsonCodec: Codec = {
  encode: encodeFrame,
  decode: (data) => {
    if (typeof data !== "string") throw new TypeError("a binary frame");
    return decodeFrame(data);
  },
};
