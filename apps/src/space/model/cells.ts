/** Blocks on each side of a cell, as the server cuts a map. */
const cellSide = 16;
/** One connection watches no more layers, and one of them is what everybody sees. */
const cellsMax = 63;

/** The layers of a map's cells, those nearest to its middle first, as many as one may watch. `dimensions` is "WxH". */
export function cellsSeen(dimensions: string): readonly string[] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(dimensions) ?? [];
  const across = Math.ceil(Number(width ?? 0) / cellSide);
  const down = Math.ceil(Number(height ?? 0) / cellSide);
  const cells: { name: string; distance: number }[] = [];
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const distance = Math.hypot(x - (across - 1) / 2, y - (down - 1) / 2);
      cells.push({ name: `cell:${x},${y}`, distance });
    }
  }
  return cells
    .sort((a, b) => a.distance - b.distance)
    .slice(0, cellsMax)
    .map(({ name }) => name);
}
