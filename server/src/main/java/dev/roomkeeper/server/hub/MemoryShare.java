package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.server.hub.RoomMemory.Payers;

/** The memory that one room uses on this node. Thread-safe. */
final class MemoryShare implements Growth {
  /** The memory of a room without its state. */
  private static final long ROOM_BYTES = 16 << 10;

  /** How much larger stored JSON is as a tree on the heap, about. */
  private static final int HEAP_PER_STORED_BYTE = 6;

  /** Smaller changes are not recorded. */
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
   * Reserves memory for a room of this stored size.
   *
   * @throws NoMemoryLeft if there is not enough
   */
  static MemoryShare take(RoomMemory memory, Payers payers, String roomId, long storedBytes) {
    long bytes = ROOM_BYTES + HEAP_PER_STORED_BYTE * storedBytes;
    if (!memory.take(payers, bytes)) {
      throw new NoMemoryLeft(roomId);
    }
    return new MemoryShare(memory, payers, bytes);
  }

  /** Charges growth before it happens. {@link #update} corrects it to what it came to. */
  @Override
  public synchronized boolean take(long heapBytes) {
    if (isGone) {
      return true; // What a room that has left computes is not kept.
    }
    if (!memory.take(payers, heapBytes)) {
      return false;
    }
    taken += heapBytes;
    return true;
  }

  /** Records the room's current size. */
  synchronized void update(long stateBytes) {
    long now = ROOM_BYTES + stateBytes;
    if (!isGone && Math.abs(now - taken) >= WORTH_BYTES) {
      memory.grew(payers, now - taken);
      taken = now;
    }
  }

  /** Who shares an event loop with others as one: the address that pays, or the user. */
  String owner() {
    return payers.address().isEmpty() ? payers.userId() : payers.address();
  }

  /** Whether little is left for the room to grow. */
  boolean isShort() {
    return memory.isShort(payers);
  }

  /** Releases the memory of a room that left. */
  synchronized void giveBack() {
    if (!isGone) {
      isGone = true;
      memory.grew(payers, -taken);
    }
  }
}
