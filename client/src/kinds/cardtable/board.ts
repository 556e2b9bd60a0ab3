import type { Prediction, Room } from "../../room/types.js";
import {
  EMPTY,
  isObject,
  type Json,
  type JsonObject,
  type JsonObjectBuilder,
  own,
  put,
} from "../../state/json.js";
import type { BoardObject, CardTableView } from "./types.js";

export type TableRoom = Room<CardTableView>;

/** A collection of the view; empty where there is none yet. */
export function collection(room: TableRoom, ...path: readonly string[]): JsonObject {
  const value = room.get(path);
  return isObject(value) ? value : EMPTY;
}

export function boardObject(room: TableRoom, objectId: string): BoardObject | undefined {
  return room.get(["board", objectId]) as BoardObject | undefined;
}

/** An overlay that came late may leave a few fields of an object that is gone: only what has a type is one. */
export function isBoardObject(value: Json): boolean {
  return isObject(value) && typeof own(value, "type") === "string";
}

/**
 * Predicts a merge patch on the board, leaving out objects that have gone meanwhile: a patch on one of those would
 * bring back a shadow of it.
 */
export function onBoard(patch: JsonObject): Prediction<CardTableView> {
  return (view) => {
    const board = (view.board ?? EMPTY) as JsonObject;
    const kept: JsonObjectBuilder = {};
    for (const objectId of Object.keys(patch)) {
      const change = own(patch, objectId) as Json;
      if (own(board, objectId) !== undefined || isBoardObject(change)) put(kept, objectId, change);
    }
    return { board: kept };
  };
}

/** One entry as an object: `{[key]: value}` that minds `__proto__`. */
export function entry(key: string, value: Json): JsonObject {
  const result: JsonObjectBuilder = {};
  put(result, key, value);
  return result;
}

/** Without keys that are undefined, as JSON would write it. */
export function defined(object: { readonly [key: string]: Json | undefined }): JsonObject {
  const result: JsonObjectBuilder = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value !== undefined) put(result, key, value);
  }
  return result;
}

/** Something that this member changes of its own state; nothing before the first join. */
export function onSelf(
  room: TableRoom,
  change: (player: JsonObject) => JsonObject,
): Prediction<CardTableView> {
  return (view) => {
    const self = room.self();
    const player = self === null ? undefined : own((view.players ?? EMPTY) as JsonObject, self);
    if (self === null || !isObject(player)) return {};
    return { players: entry(self, change(player)) };
  };
}

export function numberOf(object: JsonObject, key: string): number {
  const value = own(object, key);
  return typeof value === "number" ? value : 0;
}

/** The z of what lies highest; 0 where nothing lies. */
export function topZ(view: CardTableView): number {
  const board = (view.board ?? EMPTY) as JsonObject;
  let top = 0;
  for (const objectId of Object.keys(board)) {
    const object = own(board, objectId);
    if (isObject(object)) top = Math.max(top, numberOf(object, "z"));
  }
  return top;
}
