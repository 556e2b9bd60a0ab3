import type { ChatView } from "../../chat/types.js";

/** A block of the map: columns from the left, rows from the top, from 0. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Direction = "up" | "down" | "left" | "right";

/** What a space is, as far as everybody in it may know. */
export interface SpaceInfo {
  /** Blocks. */
  readonly width: number;
  readonly height: number;
  /** False: gone when it empties. */
  readonly kept: boolean;
  readonly editors: "owner" | "everyone";
  readonly mapId?: string;
}

export interface SpacePerson {
  readonly name: string;
  readonly online: boolean;
  readonly avatarId?: string;
}

/** Something that stands in the space; its picture is in the catalogue under `elementId`. */
export interface PlacedElement extends Place {
  readonly elementId: string;
  /** The blocks it covers, right and down from its place. */
  readonly width: number;
  readonly height: number;
  /** Nobody walks through it. */
  readonly static: boolean;
  readonly use?: string;
  /** The room of the table that was opened here. */
  readonly table?: string;
  /** Its picture looks the other way. */
  readonly mirrored?: boolean;
}

export interface SpaceView extends ChatView {
  readonly space?: SpaceInfo;
  readonly people?: { readonly [memberId: string]: SpacePerson };
  /** Those near enough to be told of; all others are somewhere else. */
  readonly walkers?: { readonly [memberId: string]: Place };
  readonly elements?: { readonly [placedId: string]: PlacedElement };
  /** With whom one can talk. */
  readonly near?: { readonly [memberId: string]: true };
}
