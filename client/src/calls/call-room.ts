import type { Signal } from "./signals.js";

/** What a call needs of a room: who is near, how far, and a way to tell them something. */
export interface CallRoom {
  /** Null before the first join. */
  readonly self: () => string | null;
  readonly isJoined: () => boolean;
  /** Whether the room was left, refused this member, or was opened elsewhere. */
  readonly isOver: () => boolean;
  /** The ids of the neighbours for talk. */
  readonly neighbours: () => readonly string[];
  /** Whether somebody is known to be in the room and connected. */
  readonly isOnline: (memberId: string) => boolean;
  /** In blocks, the larger of both axes; null when one of the two is nowhere. */
  readonly distanceTo: (memberId: string) => number | null;
  /** Lost when it can't be told now. */
  readonly send: (to: string, signal: Signal) => void;
  readonly onSignal: (listener: (from: string, signal: Signal) => void) => () => void;
  /** Calls back when anything of the above may be otherwise. */
  readonly onChange: (listener: () => void) => () => void;
  /** Calls back when the room is joined again after a broken connection, with which signals were lost. */
  readonly onRejoined: (listener: () => void) => () => void;
}
