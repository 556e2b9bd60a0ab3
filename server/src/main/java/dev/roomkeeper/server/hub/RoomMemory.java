package dev.roomkeeper.server.hub;

/**
 * Port: memory of live rooms on this node, and who pays for it. There are two: of what is in rooms,
 * and of what waits for them. Thread-safe.
 */
public interface RoomMemory {
  /**
   * Whose budgets pay: for a room's memory its creator, and the address from which it was opened
   * here; for what waits its sender.
   *
   * @param address empty if it was the server itself
   */
  record Payers(String userId, String address) {}

  /**
   * Takes these bytes from all budgets. Returns false, and takes nothing, if one of them has too
   * little left.
   */
  boolean take(Payers payers, long bytes);

  /** Records that the room grew by these bytes, or shrank if negative. */
  void grew(Payers payers, long bytes);

  /** Whether one of the budgets has only little left. */
  boolean isShort(Payers payers);

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
        public boolean isShort(Payers payers) {
          return false;
        }

        @Override
        public boolean isScarce() {
          return false;
        }
      };
}
