import type { BoardObject } from "roomkeeper/cardtable";
import { faceName } from "./faces";
import { CARD, type Size } from "./geometry";

/** Colours of players, tokens, dice and notes. They hold white text, on felt and on both chromes. */
export const palette = [
  "#2f6fde",
  "#d6453d",
  "#e0982a",
  "#8a4fd3",
  "#12899b",
  "#c94f93",
  "#5b8c2a",
  "#6d5a4b",
] as const;

export const backs = ["blue", "red", "green", "violet", "black"] as const;
export type Back = (typeof backs)[number];

export function isBack(value: unknown): value is Back {
  return (backs as readonly unknown[]).includes(value);
}

export function colorFor(seat: number): string {
  return palette[seat % palette.length] ?? palette[0];
}

const sizes: Readonly<Record<string, Size>> = {
  card: CARD,
  token: { width: 64, height: 64 },
  die: { width: 68, height: 68 },
  counter: { width: 190, height: 84 },
  note: { width: 210, height: 170 },
};

const otherwiseSize: Size = { width: 90, height: 90 };

export function sizeOf(object: BoardObject): Size {
  return sizes[object.type] ?? otherwiseSize;
}

/** How far a thing of this type reaches from its middle, however it is turned. */
export function reachOf(type: string): number {
  const { width, height } = sizes[type] ?? otherwiseSize;
  return Math.hypot(width, height) / 2;
}

/** Whether turning it makes a difference. */
export function canTurn(object: BoardObject): boolean {
  return object.type === "card" || object.type === "note" || object.type === "token";
}

/** Cards lie as they were put; what one reads or counts is upright for each who looks. */
export function liesAsPut(object: BoardObject): boolean {
  return object.type === "card";
}

export function numberIn(object: BoardObject, field: string, otherwise: number): number {
  const value = object[field];
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

export function textIn(object: BoardObject, field: string, otherwise = ""): string {
  const value = object[field];
  return typeof value === "string" ? value : otherwise;
}

export function stackOf(object: BoardObject | undefined): string | null {
  const stack = object?.stack;
  return typeof stack === "string" && stack !== "" ? stack : null;
}

/** What a screen reader says of it. */
export function describe(object: BoardObject): string {
  switch (object.type) {
    case "card":
      return object.faceUp === true ? `${faceName(object.face)}, face up` : "Card, face down";
    case "die":
      return `Die, shows ${numberIn(object, "value", 1)}`;
    case "counter":
      return `${textIn(object, "label", "Counter")}, ${numberIn(object, "value", 0)}`;
    case "token":
      return textIn(object, "label") === "" ? "Token" : `Token ${textIn(object, "label")}`;
    case "note":
      return `Note: ${textIn(object, "text", "empty")}`;
    default:
      return object.type;
  }
}
