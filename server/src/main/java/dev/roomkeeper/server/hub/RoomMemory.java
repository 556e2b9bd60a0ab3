package dev.roomkeeper.server.hub;

/** Port: the memory that live rooms take on this node, and whose share it is. Thread-safe. */
public interface RoomMemory {
  /**
   * Who has a share of the memory.
   *
   * @param creator the user who made the room
   * @param address from where the room was opened here; empty where the server did it by itself
   */
  record Payers(String creator, String address) {}

  /** Takes so many bytes of all shares; false, and nothing is taken, where one has less left. */
  boolean take(Payers payers, long bytes);

  /** Notes that so many bytes more are taken, or, where negative, given back. */
  void grew(Payers payers, long bytes);

  /** Whether something is left of all shares. */
  boolean hasLeft(Payers payers);

  /** Whether so much is taken in all that rooms in which nobody is had better go. */
  boolean isScarce();

  /** For tests that are about something else. */
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
