// Made from what the kind "lobby" declares in Java: change it there.
import type { JsonObject } from "roomkeeper";

export interface Lobby {
  readonly commands: {
    readonly board: JsonObject;
    readonly player: {
      readonly playerId?: string;
      readonly metadata?: JsonObject;
      readonly decks?: JsonObject;
      readonly tray?: JsonObject;
      readonly seat?: number;
    };
    readonly drag: {
      readonly objectId: string;
      readonly x?: number;
      readonly y?: number;
      readonly z?: number;
      readonly rotation?: number;
      readonly end?: boolean;
    } | {
      readonly objects: { readonly [key: string]: {
        readonly x?: number;
        readonly y?: number;
        readonly z?: number;
        readonly rotation?: number;
      } | null };
    };
    readonly message: JsonObject;
    readonly move: { readonly [key: string]: number };
    readonly stand: { readonly [key: string]: number };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly board?: { readonly [key: string]: {
      readonly x?: number;
      readonly y?: number;
      readonly z?: number;
      readonly rotation?: number;
      readonly by?: string;
    } };
    readonly players?: { readonly [key: string]: {
      readonly name: string;
      readonly online: boolean;
      readonly seat?: number;
      readonly metadata: JsonObject;
      readonly decks: JsonObject;
      readonly trayCount: number;
      readonly position?: JsonObject;
      readonly tray?: { readonly [key: string]: JsonObject };
    } };
  };
  readonly events: {
    readonly message: JsonObject;
  };
}
