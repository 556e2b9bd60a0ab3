import {
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../state/json.js";
import {
  type ByteReader,
  type ByteWriter,
  multipleOf,
  twisted,
  unitsOf,
  untwisted,
} from "./bytes.js";
import { type HeldObject, heldObject, isHeld, keysOf, remove, set, share } from "./held.js";

/** What happens to a member of an object. */
const REMOVE = 0;
const ASSIGN = 1;
const INSIDE = 2;
const MANY = 3;
const STEP_WHOLE = 4;
const STEP_SCALED = 7;
/** The scales of the steps from STEP_WHOLE on; a scaled one names its own. */
const STEP_SCALES = [0, 22, 2];

/** Which members many are; 0 is for those that are listed one by one. */
const IN_A_ROW = 1;
const NEW = 2;
const NEW_OF_ONE_LENGTH = 3;

/** The types of values. */
const SIMPLE = 0;
const TEXT = 4;
const ARRAY = 5;
const OBJECT = 6;
const SCALED = 7;
const NUMBER_SCALES = [0, 0, 22, 2];
const SIMPLE_VALUES = [null, false, true] as const;
const DOUBLE = 3;
const EMPTY_OBJECT = 4;
/** The scales that a writer tries, the preferred one first. */
const TRIED = [0, 22, 2, 1, 3, 4, 6, 26];

/** What happens to which members, but for the values. */
type Shape = readonly Part[];

type Part =
  | { readonly op: number; readonly key: string; readonly scale: number; readonly inside: Shape }
  | {
      readonly op: typeof MANY;
      readonly count: number;
      readonly how: number;
      /** The place of the first, or how long each key is. */
      readonly first: number;
      readonly keys: readonly string[];
      readonly inside: Shape;
    };

const NOTHING: HeldObject = heldObject();

/** Reads a change of the object, makes it, and answers it as a merge patch. */
export function readChange(reader: ByteReader, target: HeldObject): JsonObject {
  return apply(reader, readShape(reader, target), target);
}

function readShape(reader: ByteReader, target: HeldObject): Shape {
  const keys = keysOf(target);
  const shape: Part[] = [];
  let next = 0;
  for (;;) {
    const tag = reader.varint();
    const op = (tag >> 1) & 7;
    const reference = Math.floor(tag / 16);
    if (op === MANY) {
      shape.push(readMany(reader, target, keys, reference));
    } else {
      const place = next + reference;
      if (place > keys.length) throw new TypeError("a member is named that is not there");
      const key = place === keys.length ? reader.string() : (keys[place] as string);
      if (place < keys.length) next = place + 1;
      const scale = op === STEP_SCALED ? reader.varint() : (STEP_SCALES[op - STEP_WHOLE] ?? 0);
      const inside = op === INSIDE ? readShape(reader, inner(target, key)) : [];
      shape.push({ op, key, scale, inside });
    }
    if (tag % 2 === 1) return shape;
  }
}

function readMany(
  reader: ByteReader,
  target: HeldObject,
  keys: readonly string[],
  reference: number,
): Part {
  const how = reference % 4;
  const count = Math.floor(reference / 4) + 1;
  const first = how === NEW ? 0 : reader.varint();
  const isNew = how === NEW || how === NEW_OF_ONE_LENGTH;
  const base = isNew ? NOTHING : inner(target, keyAt(keys, first));
  return { op: MANY, count, how, first, keys, inside: readShape(reader, base) };
}

function keyAt(keys: readonly string[], place: number): string {
  const key = keys[place];
  if (key === undefined) throw new TypeError("a member is named that is not there");
  return key;
}

function inner(target: HeldObject, key: string): HeldObject {
  const value = target.members.get(key);
  return isHeld(value) ? value : NOTHING;
}

function apply(reader: ByteReader, shape: Shape, target: HeldObject): JsonObject {
  const patch: JsonObjectBuilder = {};
  for (const part of shape) {
    if (!("how" in part)) {
      put(patch, part.key, changed(reader, part.op, part.key, part.scale, part.inside, target));
      continue;
    }
    let place = part.first;
    for (let i = 0; i < part.count; i += 1) {
      let key: string;
      if (part.how === NEW) key = reader.string();
      else if (part.how === NEW_OF_ONE_LENGTH) key = reader.spelled(part.first);
      else {
        if (i > 0) place += part.how === IN_A_ROW ? 1 : reader.varint() + 1;
        key = keyAt(part.keys, place);
      }
      put(patch, key, changed(reader, INSIDE, key, 0, part.inside, target));
    }
  }
  return patch;
}

/** Changes a member, and keeps its object's digest up. */
function changed(
  reader: ByteReader,
  op: number,
  key: string,
  scale: number,
  inside: Shape,
  target: HeldObject,
): Json {
  const before = share(target, key);
  const told = member(reader, op, key, scale, inside, target);
  target.digest = (target.digest + share(target, key) - before) | 0;
  return told;
}

function member(
  reader: ByteReader,
  op: number,
  key: string,
  scale: number,
  inside: Shape,
  target: HeldObject,
): Json {
  const before = target.members.get(key);
  if (op === REMOVE) {
    remove(target, key);
    return null;
  }
  if (op === INSIDE) {
    const held = isHeld(before) ? before : heldObject();
    if (held !== before) set(target, key, held);
    return apply(reader, inside, held);
  }
  let value: Json;
  if (op === ASSIGN) {
    value = readValue(reader);
  } else {
    const units = unitsOf(scale);
    const from = typeof before === "number" ? Math.round(before * units) : 0;
    value = (from + untwisted(reader.varint())) / units;
  }
  set(target, key, isObject(value) ? heldObject() : value);
  return value;
}

/** Reads a value that stands by itself. */
export function readValue(reader: ByteReader): Json {
  const tag = reader.varint();
  const rest = Math.floor(tag / 8);
  const type = tag % 8;
  switch (type) {
    case SIMPLE: {
      if (rest === DOUBLE) return reader.double();
      if (rest === EMPTY_OBJECT) return {};
      const simple = SIMPLE_VALUES[rest];
      if (simple === undefined) throw new TypeError("there is no such value");
      return simple;
    }
    case TEXT:
      return reader.string(rest);
    case ARRAY: {
      const items: Json[] = [];
      for (let left = reader.count(rest); left > 0; left -= 1) items.push(readValue(reader));
      return items;
    }
    case OBJECT:
      return readChange(reader, heldObject());
    case SCALED:
      return untwisted(reader.varint()) / unitsOf(rest);
    default:
      return untwisted(rest) / unitsOf(NUMBER_SCALES[type] as number);
  }
}

// --- Writing: objects as changes of an empty one, without looking for what is alike ---

/** The keys that JSON would have: what is undefined is not there. */
export function given(object: JsonObject): string[] {
  return Object.keys(object).filter((key) => own(object, key) !== undefined);
}

/** The scale in which a number at a path is written; null for none. */
export type ScaleOf = (path: string, value: number) => number | null;

const SCALES_MAX = 256;

/** Stays with the scale that a path had before where it fits, so that the next command has the form of the last. */
export function rememberedScales(): ScaleOf {
  const scales = new Map<string, number>();
  return (path, value) => {
    const before = scales.get(path);
    if (before !== undefined && multipleOf(value, before) !== null) return before;
    const scale = scaleOf(value);
    if (scale !== null && (before !== undefined || scales.size < SCALES_MAX))
      scales.set(path, scale);
    return scale;
  };
}

const freshScale: ScaleOf = (_path, value) => scaleOf(value);

/** Writes what an object that is not empty is made of, but for the values. */
export function writeShape(
  writer: ByteWriter,
  object: JsonObject,
  scaleAt: ScaleOf,
  path: string,
): void {
  const keys = given(object);
  keys.forEach((key, i) => {
    const value = own(object, key) as Json;
    const inner = `${path}/${key}`;
    const scale = typeof value === "number" ? scaleAt(inner, value) : null;
    const step = scale === null ? -1 : STEP_SCALES.indexOf(scale);
    const isInside = isObject(value) && given(value).length > 0;
    const stepOp = step < 0 ? STEP_SCALED : STEP_WHOLE + step;
    const op = scale !== null ? stepOp : isInside ? INSIDE : ASSIGN;
    writer.varint(2 * op + (i === keys.length - 1 ? 1 : 0)).string(key);
    if (op === STEP_SCALED) writer.varint(scale as number);
    if (isInside) writeShape(writer, value, scaleAt, inner);
  });
}

/** Writes the values behind {@link writeShape}. */
export function writeData(
  writer: ByteWriter,
  object: JsonObject,
  scaleAt: ScaleOf,
  path: string,
): void {
  for (const key of given(object)) {
    const value = own(object, key) as Json;
    const inner = `${path}/${key}`;
    const scale = typeof value === "number" ? scaleAt(inner, value) : null;
    if (scale !== null) writer.varint(twisted(multipleOf(value as number, scale) as number));
    else if (isObject(value) && given(value).length > 0) writeData(writer, value, scaleAt, inner);
    else writeValue(writer, value);
  }
}

/** Writes a value that stands by itself. */
export function writeValue(writer: ByteWriter, value: Json): void {
  if (value === null || typeof value === "boolean") {
    writer.varint(8 * SIMPLE_VALUES.indexOf(value) + SIMPLE);
  } else if (typeof value === "string") {
    writer.string(value, TEXT, 8);
  } else if (typeof value === "number") {
    writeNumber(writer, value);
  } else if (!isObject(value)) {
    writer.varint(8 * value.length + ARRAY);
    for (const item of value) writeValue(writer, item);
  } else if (given(value).length === 0) {
    writer.varint(8 * EMPTY_OBJECT + SIMPLE);
  } else {
    writer.varint(OBJECT);
    writeShape(writer, value, freshScale, "");
    writeData(writer, value, freshScale, "");
  }
}

function writeNumber(writer: ByteWriter, value: number): void {
  const scale = scaleOf(value);
  if (scale === null) {
    writer.varint(8 * DOUBLE + SIMPLE).double(value);
    return;
  }
  const units = twisted(multipleOf(value, scale) as number);
  const type = NUMBER_SCALES.indexOf(scale, 1);
  // Above a type there is room for what is below 2^50.
  if (type > 0 && units < 2 ** 50) writer.varint(8 * units + type);
  else writer.varint(8 * scale + SCALED).varint(units);
}

function scaleOf(value: number): number | null {
  return TRIED.find((scale) => multipleOf(value, scale) !== null) ?? null;
}
