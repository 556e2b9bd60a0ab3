package dev.roomkeeper.server.hub;

import dev.roomkeeper.server.hub.RoomMemory.Payers;

/** What one room takes of the node's memory. Thread-safe. */
final class MemoryShare {
  /** What a room takes besides its state. */
  private static final long ROOM_BYTES = 16 << 10;

  /** Stored JSON takes about so many times as much once it is a tree. */
  private static final int HEAP_PER_STORED_BYTE = 6;

  /** Smaller changes are not worth noting. */
  private static final long WORTH_BYTES = 4 << 10;

  private final RoomMemory memory;
  private final Payers payers;
  private long taken;
  private boolean isGone;

  private MemoryShare(RoomMemory memory, Payers payers, long taken) {
    this.memory = memory;
    this.payers = payers;
    this.taken = taken;
  }

  /**
   * Takes what a room that has so many bytes in the database will need.
   *
   * @throws NoMemoryLeft if there is not so much
   */
  static MemoryShare take(RoomMemory memory, Payers payers, String roomId, long storedBytes) {
    long bytes = ROOM_BYTES + HEAP_PER_STORED_BYTE * storedBytes;
    if (!memory.take(payers, bytes)) {
      throw new NoMemoryLeft(roomId);
    }
    return new MemoryShare(memory, payers, bytes);
  }

  /** Notes what the room takes now. */
  synchronized void update(long stateBytes) {
    long now = ROOM_BYTES + stateBytes;
    if (!isGone && Math.abs(now - taken) >= WORTH_BYTES) {
      memory.grew(payers, now - taken);
      taken = now;
    }
  }

  /** Whether the room may grow. */
  boolean mayGrow() {
    return memory.hasLeft(payers);
  }

  /** The room is gone from here. */
  synchronized void giveBack() {
    if (!isGone) {
      isGone = true;
      memory.grew(payers, -taken);
    }
  }
}
