package dev.roomkeeper.server;

import dev.roomkeeper.server.hub.RoomMemory;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;

/** The memory of rooms, or of what waits for them, as shares of the process's heap. */
final class RoomHeap implements RoomMemory {
  private static final double SCARCE = 0.75;

  /** A share is short when less than this part of it is left. */
  private static final double SHORT = 1.0 / 16;

  private static final String NODE = "node";

  /** Which budgets pay. */
  enum Purpose {
    ROOMS(Limit.MEMORY_BY_USER, Limit.MEMORY_BY_ADDRESS, Limit.MEMORY_BY_NODE),
    WAITING(Limit.WAITING_BY_USER, Limit.WAITING_BY_ADDRESS, Limit.WAITING_BY_NODE);

    private final Limit byUser;
    private final Limit byAddress;
    private final Limit byNode;

    Purpose(Limit byUser, Limit byAddress, Limit byNode) {
      this.byUser = byUser;
      this.byAddress = byAddress;
      this.byNode = byNode;
    }
  }

  private final Limits limits;
  private final Purpose by;
  private final double percentPerByte;

  /**
   * @param bytesMax the heap that the process may use
   */
  RoomHeap(Limits limits, Purpose purpose, long bytesMax) {
    this.limits = limits;
    this.by = purpose;
    this.percentPerByte = 100.0 / bytesMax;
  }

  @Override
  public boolean take(Payers payers, long bytes) {
    double percent = bytes * percentPerByte;
    // What is larger than a whole share must not be let in just because the share is unused.
    if (percent > limits.most(by.byUser) || !limits.take(by.byUser, payers.userId(), percent)) {
      return false;
    }
    if (!payers.address().isEmpty() && !limits.take(by.byAddress, payers.address(), percent)) {
      limits.giveBack(by.byUser, payers.userId(), percent);
      return false;
    }
    if (!limits.take(by.byNode, NODE, percent)) {
      limits.giveBack(by.byUser, payers.userId(), percent);
      if (!payers.address().isEmpty()) {
        limits.giveBack(by.byAddress, payers.address(), percent);
      }
      return false;
    }
    return true;
  }

  @Override
  public void grew(Payers payers, long bytes) {
    change(by.byUser, payers.userId(), bytes);
    if (!payers.address().isEmpty()) {
      change(by.byAddress, payers.address(), bytes);
    }
    change(by.byNode, NODE, bytes);
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
  public boolean isShort(Payers payers) {
    return isShort(by.byUser, payers.userId())
        || (!payers.address().isEmpty() && isShort(by.byAddress, payers.address()))
        || isShort(by.byNode, NODE);
  }

  private boolean isShort(Limit limit, String owner) {
    return !limits.isLeft(limit, owner, limits.most(limit) * SHORT);
  }

  @Override
  public boolean isScarce() {
    double most = limits.most(by.byNode);
    return !limits.isLeft(by.byNode, NODE, most * (1 - SCARCE));
  }
}
