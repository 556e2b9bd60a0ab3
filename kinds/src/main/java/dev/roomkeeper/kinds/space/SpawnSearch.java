package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the place of a newcomer: the nearest to the map's spawn point that is free of walls,
 * static elements and walkers, and whose right neighbour is so too, for there the first step goes.
 * Where the map has no such place it makes do with less, but never with a wall.
 */
final class SpawnSearch {
  /** How many blocks are looked at, of a map that has no free place for long. */
  private static final int BLOCKS_MAX = 1 << 19;

  private final Ground ground;
  private final Extent extent;
  private final Walkers walkers;
  private final Map<String, Set<Block>> taken = new TreeMap<>(); // cells that were looked into

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

  SpawnSearch(Ground ground, Walkers walkers) {
    this.ground = ground;
    this.extent = ground.extent();
    this.walkers = walkers;
  }

  /** The place; the spawn point itself if there are walls everywhere. */
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

  /** Looks at the blocks of the map that are this far from the centre, row by row. */
  private void look(Block centre, int ring) {
    int left = centre.x() - ring;
    int right = centre.x() + ring;
    int top = Math.max(0, centre.y() - ring);
    int bottom = Math.min(extent.height() - 1, centre.y() + ring);
    for (int y = top; y <= bottom && !isDone(); y++) {
      boolean isWholeRow = Math.abs(y - centre.y()) == ring;
      int next = isWholeRow ? 1 : right - left; // else the two ends
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
    if (ground.isWall(block)) {
      return Quality.WALL;
    }
    if (ground.isFurnished(block)) {
      return Quality.INSIDE_AN_ELEMENT;
    }
    Block neighbour = new Block(block.x() + 1, block.y());
    if (!ground.isFree(neighbour)) {
      return Quality.CORNERED;
    }
    return isTaken(block) || isTaken(neighbour) ? Quality.SHARED_WITH_A_WALKER : Quality.FREE;
  }

  private boolean isTaken(Block block) {
    return taken
        .computeIfAbsent(Cell.of(block).key(), _ -> places(walkers.in(Cell.of(block))))
        .contains(block);
  }

  private static Set<Block> places(JsonObject walkersInCell) {
    Set<Block> places = new TreeSet<>(BY_ROW);
    walkersInCell.forEach((_, place) -> places.add(Block.of((JsonObject) place)));
    return places;
  }

  private static final java.util.Comparator<Block> BY_ROW =
      java.util.Comparator.comparingInt(Block::y).thenComparingInt(Block::x);
}
