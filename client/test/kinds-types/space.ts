// Made from what the kind "space" declares in Java: change it there.
import type { JsonObject } from "roomkeeper";

export interface Space {
  readonly commands: {
    readonly move: {
      readonly x: number;
      readonly y: number;
    };
    readonly "chat-message": {
      readonly message: string;
    };
    readonly "chat.delete": {
      readonly id: string;
    };
    readonly "bubble-message": {
      readonly message: string;
    };
    readonly signal: {
      readonly to: string;
      readonly data: JsonObject;
    };
  };
  /** What a member sees: all layers that it holds, one over the other. */
  readonly view: {
    readonly space?: {
      readonly width: number;
      readonly height: number;
      readonly kept: boolean;
      readonly editors: "owner" | "everyone";
      readonly mapId?: string;
    };
    readonly people?: { readonly [key: string]: {
      readonly name: string;
      readonly online: boolean;
      readonly avatarId?: string;
    } };
    readonly elements?: { readonly [key: string]: {
      readonly elementId: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly static: boolean;
      readonly use?: string;
      readonly table?: string;
      readonly mirrored?: boolean;
    } };
    readonly chat?: { readonly [key: string]: {
      readonly from: string;
      readonly name: string;
      readonly message: string;
      readonly at: number;
    } };
    readonly walkers?: { readonly [key: string]: {
      readonly x: number;
      readonly y: number;
    } };
    readonly near?: { readonly [key: string]: boolean };
  };
  readonly events: {
    readonly "bubble-message": {
      readonly id: string;
      readonly name: string;
      readonly message: string;
      readonly at: number;
    };
    readonly signal: {
      readonly data: JsonObject;
    };
  };
}
