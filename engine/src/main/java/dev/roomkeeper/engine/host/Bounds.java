package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import org.jspecify.annotations.Nullable;

/** The limits on a room's size. */
final class Bounds {
  /**
   * Extra space in a full room for members who leave or return, so that a full room never blocks
   * them.
   */
  static final int RESERVE_BYTES = 64 << 10;

  /** The memory limit of a room's state. It matters when a kind allows a large JSON size. */
  static final long HEAP_MAX = 16 << 20;

  private static final int HEAP_PER_BYTE = 4;

  private Bounds() {}

  /**
   * The refusal for a draft that exceeds a limit of the room; null if it exceeds none.
   *
   * @param growth is asked last, because it takes what it grants
   */
  static Answer.@Nullable Reject refusal(Room room, RoomDraft draft, Asker asker, Growth growth) {
    Layers before = room.layers();
    Layers after = draft.layers();
    int max = room.rules().stateBytesMax();
    long keptMax = asker.mayUseReserve() ? (long) max + RESERVE_BYTES : max;
    // One level is for the layers' names. A write that only shrinks the state is allowed even above
    // the limit.
    boolean isTooDeep = Math.max(after.root().depth(), after.live().depth()) > Room.DEPTH_MAX + 1;
    // What is too deep is not measured: that would walk it.
    boolean isTooLarge =
        !isTooDeep
            && ((after.bytes() > keptMax && after.bytes() > before.bytes())
                || (after.liveBytes() > max && after.liveBytes() > before.liveBytes()));
    if (isTooDeep || isTooLarge) {
      return new Answer.Reject(
          asker.seq(),
          Code.TOO_LARGE,
          "the room would pass its limit of " + max + " bytes or " + Room.DEPTH_MAX + " levels");
    }
    long heapOfRoom = Math.max(HEAP_MAX, (long) HEAP_PER_BYTE * max);
    long heap = after.heap();
    boolean isGrowing = heap > before.heap() && !asker.mayUseReserve();
    if (isGrowing && heap > heapOfRoom) {
      return new Answer.Reject(
          asker.seq(),
          Code.TOO_LARGE,
          "the room would take more than " + heapOfRoom + " bytes of memory");
    }
    if (asker.memberId() != null && !draft.live().isEmpty()) {
      int owned = room.ownership().after(draft.live(), asker.memberId()).bytes(asker.memberId());
      if (owned > Ownership.BYTES_PER_MEMBER_MAX
          && owned > room.ownership().bytes(asker.memberId())) {
        return new Answer.Reject(asker.seq(), Code.TOO_LARGE, "too many live values at once");
      }
    }
    if (draft.isOwing()) {
      return new Answer.Reject(
          asker.seq(),
          Code.CONFLICT,
          "this set a timer or changed who sees what, and can't be taken back here");
    }
    if (isGrowing && !growth.take(heap - before.heap())) {
      return new Answer.Reject(
          asker.seq(),
          Code.TOO_LARGE,
          "the rooms of whoever made this one take too much of the server's memory");
    }
    return null;
  }
}
