package dev.roomkeeper.server.auth;

import java.util.Optional;

/**
 * Port: the recorded guests. Calls block on the database, so call them from virtual threads only.
 */
public interface GuestTable {
  /** A user without an account. */
  record Guest(String userId, String name) {}

  Optional<Guest> find(String keyHash);

  /**
   * Records this guest under the hash of its key. If there is one already, it stays and takes the
   * new name.
   *
   * @return the guest who is recorded now
   */
  Guest keep(String keyHash, Guest guest, long nowMillis);
}
