package dev.roomkeeper.server;

import dev.roomkeeper.server.hub.RoomMemory;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;

/** The memory of rooms, as shares of the process's heap. */
final class RoomHeap implements RoomMemory {
  private static final double SCARCE = 0.75;
  private static final String NODE = "node";

  private final Limits limits;
  private final double percentPerByte;

  /**
   * @param bytesMax the heap that the process may use
   */
  RoomHeap(Limits limits, long bytesMax) {
    this.limits = limits;
    this.percentPerByte = 100.0 / bytesMax;
  }

  @Override
  public boolean take(Payers payers, long bytes) {
    double percent = bytes * percentPerByte;
    // A room larger than a whole share must not be let in just because the share is unused.
    if (percent > limits.most(Limit.MEMORY_BY_USER)
        || !limits.take(Limit.MEMORY_BY_USER, payers.creator(), percent)) {
      return false;
    }
    if (!payers.address().isEmpty()
        && !limits.take(Limit.MEMORY_BY_ADDRESS, payers.address(), percent)) {
      limits.giveBack(Limit.MEMORY_BY_USER, payers.creator(), percent);
      return false;
    }
    if (!limits.take(Limit.MEMORY_BY_NODE, NODE, percent)) {
      limits.giveBack(Limit.MEMORY_BY_USER, payers.creator(), percent);
      if (!payers.address().isEmpty()) {
        limits.giveBack(Limit.MEMORY_BY_ADDRESS, payers.address(), percent);
      }
      return false;
    }
    return true;
  }

  @Override
  public void grew(Payers payers, long bytes) {
    change(Limit.MEMORY_BY_USER, payers.creator(), bytes);
    if (!payers.address().isEmpty()) {
      change(Limit.MEMORY_BY_ADDRESS, payers.address(), bytes);
    }
    change(Limit.MEMORY_BY_NODE, NODE, bytes);
  }

  private void change(Limit limit, String owner, long bytes) {
    double percent = bytes * percentPerByte;
    if (percent > 0) {
      limits.charge(limit, owner, percent);
    } else {
      limits.giveBack(limit, owner, -percent);
    }
  }

  @Override
  public boolean hasLeft(Payers payers) {
    return limits.isLeft(Limit.MEMORY_BY_USER, payers.creator(), 0)
        && (payers.address().isEmpty()
            || limits.isLeft(Limit.MEMORY_BY_ADDRESS, payers.address(), 0))
        && limits.isLeft(Limit.MEMORY_BY_NODE, NODE, 0);
  }

  @Override
  public boolean isScarce() {
    double most = limits.most(Limit.MEMORY_BY_NODE);
    return !limits.isLeft(Limit.MEMORY_BY_NODE, NODE, most * (1 - SCARCE));
  }
}
