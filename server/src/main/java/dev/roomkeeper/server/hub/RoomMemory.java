package dev.roomkeeper.server.hub;

/** Port: the memory of live rooms on this node, and who pays for it. Thread-safe. */
public interface RoomMemory {
  /**
   * Whose budgets pay for a room's memory.
   *
   * @param creator the user who created the room
   * @param address from which the room was opened here; empty if the server opened it
   */
  record Payers(String creator, String address) {}

  /**
   * Takes these bytes from all budgets. Returns false, and takes nothing, if one of them has too
   * little left.
   */
  boolean take(Payers payers, long bytes);

  /** Records that the room grew by these bytes, or shrank if negative. */
  void grew(Payers payers, long bytes);

  /** Whether all budgets have something left. */
  boolean hasLeft(Payers payers);

  /** Whether memory is so scarce that empty rooms should be given up. */
  boolean isScarce();

  /** Without limits, for tests of something else. */
  RoomMemory UNBOUNDED =
      new RoomMemory() {
        @Override
        public boolean take(Payers payers, long bytes) {
          return true;
        }

        @Override
        public void grew(Payers payers, long bytes) {}

        @Override
        public boolean hasLeft(Payers payers) {
          return true;
        }

        @Override
        public boolean isScarce() {
          return false;
        }
      };
}
