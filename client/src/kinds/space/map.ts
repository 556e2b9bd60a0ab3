/** A map as a space shows it. */
export interface SpaceMap {
  readonly id: string;
  readonly name: string;
  /** `"WxH"`, in blocks. */
  readonly dimensions: string;
  readonly thumbnail?: string | null;
  /** A map of the program Tiled: orthogonal, finite, its tilesets embedded. */
  readonly tiled?: unknown;
  /** Rows; `#` is a wall. */
  readonly walls?: readonly string[];
}
