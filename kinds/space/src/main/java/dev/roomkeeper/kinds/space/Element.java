package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Named;
import org.jspecify.annotations.Nullable;

/**
 * Something that was placed on the map, as everybody sees it; its picture is the catalogue's.
 *
 * @param x of its upper left block
 * @param width in blocks
 * @param isStatic whether it is in the way of walkers
 * @param use what it is good for, as {@link RoomUse} has it; null for looking at
 * @param table the room that was opened at it, null for none
 * @param mirrored whether its picture looks the other way; null for no
 */
@Data
record Element(
    String elementId,
    int x,
    int y,
    int width,
    int height,
    @Named("static") boolean isStatic,
    @Nullable String use,
    @Nullable String table,
    @Nullable Boolean mirrored) {
  static final int SIDE_MAX = 100;
  static final int USE_LENGTH_MAX = 32;

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  /**
   * The distance from a block to its nearest block, where a diagonal step counts as one; 0 inside.
   */
  int distance(Block block) {
    int across = Math.max(0, Math.max(x - block.x(), block.x() - (right() - 1)));
    int down = Math.max(0, Math.max(y - block.y(), block.y() - (bottom() - 1)));
    return Math.max(across, down);
  }

  /** The refusal if it cannot be placed on a map of this size, otherwise null. */
  @Nullable String misplaced(Extent extent) {
    return x > extent.width() || y > extent.height()
        ? "an element is placed from (0, 0) to ("
            + extent.width()
            + ", "
            + extent.height()
            + "), not at "
            + new Block(x, y)
        : null;
  }
}
