import type { Place } from "./types.js";

/** An element as the catalogue has it. */
export interface ElementKind {
  readonly id: string;
  readonly imageUrl: string;
  /** Blocks. */
  readonly width: number;
  readonly height: number;
  readonly static: boolean;
  readonly name?: string;
  readonly use?: string;
}

export interface AvatarKind {
  readonly id: string;
  readonly imageUrl: string;
  readonly name: string;
}

/** A map; `tiled` is a map of the program Tiled: orthogonal, finite, its tilesets embedded. */
export interface SpaceMap {
  readonly id: string;
  readonly name: string;
  /** `"WxH"`, in blocks. */
  readonly dimensions: string;
  readonly thumbnail?: string;
  readonly tiled?: unknown;
  /** Rows; `#` is a wall. */
  readonly walls?: readonly string[];
}

/** What HTTP tells about a space. */
export interface SpaceSummary {
  readonly name?: string;
  readonly dimensions: string;
  readonly mapId?: string;
  readonly kept?: boolean;
  readonly thumbnail?: string;
  /** Whether whoever asks may place elements. */
  readonly canEdit?: boolean;
}

export interface ElementRequest extends Place {
  readonly spaceId: string;
  readonly elementId: string;
}
