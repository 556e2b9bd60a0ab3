import type { JsonObject } from "../state/json.js";

/** Who one is to the server. */
export interface Me {
  readonly userId: string;
  readonly name: string;
  readonly role: "admin" | "user" | "guest";
  readonly avatarId?: string;
  readonly imageUrl?: string;
}

export interface AvatarEntry {
  readonly id: string;
  readonly imageUrl: string;
  readonly name: string;
}

/** What may be placed in a space; sizes in blocks. */
export interface ElementEntry {
  readonly id: string;
  readonly imageUrl: string;
  readonly width: number;
  readonly height: number;
  readonly name?: string;
  /** Nobody walks through it. */
  readonly static: boolean;
  /** Whoever stands beside it can open a room of this kind. */
  readonly use?: "cardtable" | "arena";
}

/** A map to make spaces from, or a space in a list. `dimensions` is `"WxH"` in blocks. */
/** What somebody said on the feedback page. */
export interface FeedbackEntry {
  readonly id: string;
  readonly text: string;
  /** How to answer, if that was wanted. */
  readonly contact: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface FeedbackPage {
  /** Newest first. */
  readonly feedback: readonly FeedbackEntry[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

export interface PlaceEntry {
  readonly id: string;
  readonly name: string;
  readonly dimensions: string;
  readonly thumbnail: string | null;
}

export interface PlacedElement {
  readonly id: string;
  readonly element: ElementEntry;
  readonly x: number;
  readonly y: number;
}

export interface SpaceDetails {
  readonly dimensions: string;
  readonly elements: readonly PlacedElement[];
  readonly name: string;
  readonly mapId?: string;
  /** False for a one-time space: it goes when the last one leaves. */
  readonly kept: boolean;
  readonly thumbnail: string | null;
  /** Whether whoever asked may place and remove elements. */
  readonly canEdit: boolean;
}

export interface SignUpRequest {
  readonly username: string;
  readonly password: string;
  readonly type: "admin" | "user";
  /** What a fresh server prints; makes the first admin. */
  readonly setupCode?: string;
  /** A guest's key: the account becomes that guest's, with all that was theirs. */
  readonly guestKey?: string;
}

export interface CreateSpaceRequest {
  readonly name: string;
  /** Needed without a map. */
  readonly dimensions?: string;
  readonly mapId?: string;
  readonly kept?: boolean;
  readonly editors?: "owner" | "everyone";
  readonly thumbnail?: string;
  readonly listed?: boolean;
  /** The ids of the users who may enter besides the creator; default everybody. */
  readonly only?: readonly string[];
}

export interface AddElementRequest {
  readonly name?: string;
  readonly imageUrl: string;
  readonly width: number;
  readonly height: number;
  readonly static: boolean;
  /** Whoever stands beside it can open a room of this kind. */
  readonly use?: "cardtable" | "arena";
}

export interface AddMapRequest {
  readonly name: string;
  readonly thumbnail: string;
  readonly dimensions: string;
  readonly defaultElements: readonly {
    readonly elementId: string;
    readonly x: number;
    readonly y: number;
  }[];
  /** A map as Tiled saves it in JSON; brings walls, spawn point and pictures of the ground. */
  readonly tiled?: JsonObject;
}
