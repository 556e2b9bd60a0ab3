/** Up to this distance a neighbour is heard in full, in blocks. */
const FULL_BLOCKS = 1;
/** Where a neighbour is one no more, in blocks. */
const LEAVE_BLOCKS = 5;
/** How loud a neighbour is that is about to leave. */
export const FLOOR = 0.2;

/** How loud somebody is at a distance in blocks, from 0 to 1. Where the distance is not known: in full. */
export function volumeAt(blocks: number | null): number {
  if (blocks === null || !(blocks > FULL_BLOCKS)) return 1;
  const far = Math.min(1, (blocks - FULL_BLOCKS) / (LEAVE_BLOCKS - FULL_BLOCKS));
  return 1 - far * (1 - FLOOR);
}
