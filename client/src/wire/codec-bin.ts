import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  put,
} from "../state/json.js";
import type { LayerChanges } from "../state/replica.js";
import { ByteReader, ByteWriter, untwisted } from "./bytes.js";
import {
  given,
  readChange,
  readValue,
  rememberedScales,
  writeData,
  writeShape,
  writeValue,
} from "./changes.js";
import type { Codec } from "./codec.js";
import type {
  ClientFrame,
  CommandFrame,
  ErrorCode,
  Joined,
  RoomEvent,
  ServerFrame,
} from "./frames.js";
import { type HeldLayers, heldObject } from "./held.js";

export const BINARY_SUBPROTOCOL = "roomkeeper.v1.bin";

const LIVE = "live:";
const FORMS_MAX = 32;
const FORM_BYTES_MAX = 1_024;
/** What is larger might be refused before its form is kept. */
const FORM_FRAME_BYTES_MAX = 4_096;

/** The codec of one link: `roomkeeper.v1.bin`. What it reads it also notes in the layers, which outlive it. */
export function binaryCodec(held: HeldLayers): Codec {
  const writer = clientFrames();
  return {
    encode: writer,
    decode: (data) => {
      if (!(data instanceof ArrayBuffer || data instanceof Uint8Array)) {
        throw new TypeError("a text frame");
      }
      const reader = new ByteReader(data instanceof Uint8Array ? data : new Uint8Array(data));
      const frame = readFrame(reader, held);
      if (!reader.isAtEnd()) throw new TypeError("there is something behind the frame");
      return frame;
    },
  };
}

// --- Reading ---

function readFrame(reader: ByteReader, held: HeldLayers): ServerFrame {
  const type = reader.oneByte();
  if (type >= 0x40) return nearPatch(reader, held, type);
  switch (type) {
    case 0x01:
    case 0x02:
      return { kind: "joined", joined: readJoined(reader, held, type === 0x01) };
    case 0x03:
      held.epoch = reader.varint();
      held.version = reader.varint();
      return patch(held, readParts(reader, held));
    case 0x04:
      return { kind: "event", event: readEvent(reader) };
    case 0x05:
    case 0x06:
      return {
        kind: "ack",
        seq: reader.varint(),
        epoch: reader.varint(),
        version: reader.varint(),
        durable: type === 0x05,
      };
    case 0x07: {
      const seq = reader.varint();
      return { kind: "reject", seq: seq === 0 ? null : seq, ...readFault(reader) };
    }
    case 0x08:
      return { kind: "error", ...readFault(reader) };
    case 0x09: {
      const now = reader.varint();
      const t = readValue(reader);
      return { kind: "pong", now, t: typeof t === "number" ? t : Number.NaN };
    }
    case 0x0a:
      return { kind: "check", differ: readCheck(reader, held) };
    case 0x0b:
      reader.string();
      readValue(reader);
      return { kind: "other" };
    default:
      throw new TypeError(`there is no frame of type ${type}`);
  }
}

/** The layers that are held otherwise than the server has them, which is a bug. */
function readCheck(reader: ByteReader, held: HeldLayers): readonly string[] {
  const differ: string[] = [];
  while (!reader.isAtEnd()) {
    const { name } = readLayer(reader);
    if (reader.int32() !== (held.byName.get(name)?.digest ?? 0)) differ.push(name);
  }
  return differ;
}

function readFault(reader: ByteReader): { code: ErrorCode; message: string } {
  return { code: reader.string() as ErrorCode, message: reader.string() };
}

function patch(held: HeldLayers, changes: LayerChanges): ServerFrame {
  return { kind: "patch", epoch: held.epoch, version: held.version, changes };
}

/** A patch that tells the lowest bits of its version alone. */
function nearPatch(reader: ByteReader, held: HeldLayers, type: number): ServerFrame {
  held.version += (((type - held.version) % 64) + 64) % 64;
  if (type < 0x80) return patch(held, readParts(reader, held));
  const layer = type < 0xc0 ? "all" : `${LIVE}all`;
  return patch(held, { changes: { [layer]: readChange(reader, layerOf(held, layer)) } });
}

function layerOf(held: HeldLayers, name: string) {
  let layer = held.byName.get(name);
  if (layer === undefined) {
    layer = heldObject();
    held.byName.set(name, layer);
  }
  return layer;
}

function readLayer(reader: ByteReader): { name: string; action: number } {
  const tag = reader.varint();
  return { name: (tag & 4 ? LIVE : "") + readKept(reader, tag >> 3), action: tag & 3 };
}

function readKept(reader: ByteReader, kind: number): string {
  if (kind === 0) return "all";
  if (kind === 1) return `member:${reader.string()}`;
  if (kind === 2) return `cell:${untwisted(reader.varint())},${untwisted(reader.varint())}`;
  if (kind === 3) return `role:${reader.string()}`;
  return reader.string();
}

/** So many parts by layer; all that are left if it is not said how many. */
function readParts(
  reader: ByteReader,
  held: HeldLayers,
  count = Number.POSITIVE_INFINITY,
): LayerChanges {
  const changes: JsonObjectBuilder = {};
  const enter: JsonObjectBuilder = {};
  const leave: string[] = [];
  for (let left = count; left > 0 && (left < Infinity || !reader.isAtEnd()); left -= 1) {
    const { name, action } = readLayer(reader);
    if (action === 2) {
      held.byName.delete(name);
      leave.push(name);
      continue;
    }
    if (action !== 0) held.byName.delete(name);
    const layer = layerOf(held, name);
    let told: JsonObject = {};
    if (action !== 3) {
      reader.newStrings();
      told = readChange(reader, layer);
      reader.newStrings();
    }
    put(action === 0 ? changes : enter, name, told);
  }
  return {
    ...(Object.keys(changes).length === 0 ? {} : { changes }),
    ...(Object.keys(enter).length === 0 ? {} : { enter }),
    ...(leave.length === 0 ? {} : { leave }),
  };
}

function readJoined(reader: ByteReader, held: HeldLayers, isMember: boolean): Joined {
  const room = { id: reader.string(), kind: reader.string(), name: reader.string() };
  held.epoch = reader.varint();
  held.version = reader.varint();
  const now = reader.varint();
  let who: { self: string | null; session: string } = { self: null, session: "" };
  let flags = 0;
  if (isMember) {
    who = { self: reader.string(), session: reader.string() };
    flags = reader.oneByte();
  } else {
    reader.varint(); // by how much everything comes later
  }
  const resumed = (flags & 1) === 1;
  for (const layer of [...held.byName.keys()]) {
    if (!resumed || layer.startsWith(LIVE)) held.byName.delete(layer);
  }
  const changes = readParts(reader, held, reader.varint());
  const live = readParts(reader, held, reader.varint()).enter ?? {};
  const point = { epoch: held.epoch, version: held.version, now };
  if (!resumed) {
    return { room, ...who, ...point, state: { resumed, layers: changes.enter ?? {}, live } };
  }
  const events: RoomEvent[] = [];
  for (let left = reader.count(reader.varint()); left > 0; left -= 1)
    events.push(readEvent(reader));
  const eventsLost = (flags & 2) === 2;
  return { room, ...who, ...point, state: { resumed, changes, live, events, eventsLost } };
}

function readEvent(reader: ByteReader): RoomEvent {
  const type = reader.string();
  const version = reader.varint();
  const from = (reader.oneByte() & 1) === 1 ? { from: reader.string() } : {};
  return { type, ...from, version, payload: readValue(reader) };
}

// --- Writing ---

/** Writes a client's frames. A command whose form was spelled before is little more than its values. */
function clientFrames(): (frame: ClientFrame) => Uint8Array {
  const forms = new Map<string, number>();
  let formBytes = 0;
  const scaleOf = rememberedScales();

  function command(frame: CommandFrame): Uint8Array {
    const flags = (frame.seq === undefined ? 0 : 1) + (given(frame.payload).length === 0 ? 2 : 0);
    const form = new ByteWriter().string(frame.type).oneByte(flags);
    if (flags < 2) writeShape(form, frame.payload, scaleOf, frame.type);
    const spelled = form.toBytes();
    const name = String.fromCharCode(...spelled.subarray(0, FORM_BYTES_MAX));
    const number = spelled.length < FORM_BYTES_MAX ? forms.get(name) : undefined;
    // The strings of a kept form have no numbers in later frames.
    const data = new ByteWriter();
    if (frame.seq !== undefined) data.varint(frame.seq);
    if (number !== undefined) {
      if (flags < 2) writeData(data, frame.payload, scaleOf, frame.type);
      return new ByteWriter()
        .oneByte(0x40 + number)
        .raw(data.toBytes())
        .toBytes();
    }
    if (frame.seq !== undefined) form.varint(frame.seq);
    if (flags < 2) writeData(form, frame.payload, scaleOf, frame.type);
    const whole = form.toBytes();
    const isKept =
      forms.size < FORMS_MAX &&
      formBytes + spelled.length + 1 <= FORM_BYTES_MAX &&
      whole.length < FORM_FRAME_BYTES_MAX;
    if (isKept) {
      forms.set(name, forms.size);
      formBytes += spelled.length + 1;
    }
    return new ByteWriter()
      .oneByte(isKept ? 3 : 2)
      .raw(whole)
      .toBytes();
  }

  return (frame) => {
    if (isCommand(frame) && isObject(frame.payload)) return command(frame);
    const writer = new ByteWriter().oneByte(1).string(frame.type);
    writeValue(writer, frame.payload as unknown as Json);
    return writer.toBytes();
  };
}

const OWN_TYPES = new Set(["join", "watch", "ping", "auth", "differs"]);

function isCommand(frame: ClientFrame): frame is CommandFrame {
  return !OWN_TYPES.has(frame.type);
}
