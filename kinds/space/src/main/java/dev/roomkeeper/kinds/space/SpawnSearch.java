package dev.roomkeeper.kinds.space;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of a newcomer: the nearest to the map's spawn point without a wall, a static
 * element or a walker, whose right neighbour is free too, because the first step goes there. If the
 * map has no such place, the search accepts less, but never a wall.
 */
final class SpawnSearch {
  /** How many blocks are searched if there is no free place. */
  private static final int BLOCKS_MAX = 1 << 19;

  private final Ground ground;
  private final Extent extent;
  private final Walkers walkers;
  private final Map<String, Look> looks = new TreeMap<>();
  private Look latest;

  private int blocksLeft = BLOCKS_MAX;
  private @Nullable Block best;
  private Quality bestQuality = Quality.WALL;

  /** How good a place is, the best last. */
  private enum Quality {
    WALL,
    INSIDE_AN_ELEMENT,
    CORNERED,
    SHARED_WITH_A_WALKER,
    FREE
  }

  /** What is in one cell. */
  private record Look(Cell cell, CellBits walls, CellBits furniture, CellBits walkers) {}

  SpawnSearch(Ground ground, Walkers walkers) {
    this.ground = ground;
    this.extent = ground.extent();
    this.walkers = walkers;
    this.latest = lookInto(Cell.of(ground.spawn()));
  }

  /** The place, or the spawn point itself if there are walls everywhere. */
  Block find() {
    Block centre = ground.spawn();
    int ringsMax = Math.max(extent.width(), extent.height());
    for (int ring = 0; ring <= ringsMax && !isDone(); ring++) {
      look(centre, ring);
    }
    return best == null ? centre : best;
  }

  private boolean isDone() {
    return bestQuality == Quality.FREE || blocksLeft <= 0;
  }

  /** Looks at the blocks at this distance from the centre, row by row. */
  private void look(Block centre, int ring) {
    int left = centre.x() - ring;
    int right = centre.x() + ring;
    int top = Math.max(0, centre.y() - ring);
    int bottom = Math.min(extent.height() - 1, centre.y() + ring);
    for (int y = top; y <= bottom && !isDone(); y++) {
      boolean isWholeRow = Math.abs(y - centre.y()) == ring;
      int next = isWholeRow ? 1 : right - left; // Otherwise only the two ends.
      int from = isWholeRow ? Math.max(0, left) : left;
      int to = isWholeRow ? Math.min(extent.width() - 1, right) : right;
      for (int x = from; x <= to && !isDone(); x += Math.max(1, next)) {
        consider(new Block(x, y));
      }
    }
  }

  private void consider(Block block) {
    if (extent.contains(block)) {
      blocksLeft--;
      Quality quality = quality(block);
      if (quality.compareTo(bestQuality) > 0) {
        best = block;
        bestQuality = quality;
      }
    }
  }

  private Quality quality(Block block) {
    Look here = look(Cell.of(block));
    if (here.walls.has(block)) {
      return Quality.WALL;
    }
    if (here.furniture.has(block)) {
      return Quality.INSIDE_AN_ELEMENT;
    }
    Block next = new Block(block.x() + 1, block.y());
    Look there = look(Cell.of(next));
    if (!extent.contains(next) || there.walls.has(next) || there.furniture.has(next)) {
      return Quality.CORNERED;
    }
    return here.walkers.has(block) || there.walkers.has(next)
        ? Quality.SHARED_WITH_A_WALKER
        : Quality.FREE;
  }

  /**
   * In a crowd around the spawn point, a search looks at thousands of blocks, so it reads a cell at
   * a time.
   */
  private Look look(Cell cell) {
    if (!latest.cell.equals(cell)) {
      latest = looks.computeIfAbsent(cell.key(), _ -> lookInto(cell));
    }
    return latest;
  }

  private Look lookInto(Cell cell) {
    CellBits taken = new CellBits();
    walkers.in(cell).forEach((_, place) -> taken.add(BlockType.INSTANCE.of(place)));
    return new Look(cell, ground.walls(cell), ground.furniture(cell), taken);
  }
}
