/** A picture cut into tiles, which a map of the program Tiled counts from `firstGid` on. */
export type Tileset = {
  readonly firstGid: number;
  readonly count: number;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly margin: number;
  readonly spacing: number;
  readonly image: string;
};

/** A tile's number without the bits that say how it is turned. */
export function idOf(gid: number): number {
  return gid & 0x0fffffff;
}

/** The tileset that a tile belongs to, and where in its picture it is. */
export function sourceOf<T extends Tileset>(
  tilesets: readonly T[],
  id: number,
): { readonly tileset: T; readonly x: number; readonly y: number } | null {
  const tileset = tilesets.find(({ firstGid, count }) => id >= firstGid && id < firstGid + count);
  if (tileset === undefined) return null;
  const local = id - tileset.firstGid;
  const { margin, spacing, tileWidth, tileHeight } = tileset;
  const columns = Math.max(1, tileset.columns);
  return {
    tileset,
    x: margin + (local % columns) * (tileWidth + spacing),
    y: margin + Math.floor(local / columns) * (tileHeight + spacing),
  };
}
