package dev.roomkeeper.server.auth;

import java.util.Optional;

/** Port: the guests on record. Calls block on the database: from virtual threads only. */
public interface GuestTable {
  /** Someone without an account. */
  record Guest(String userId, String name) {}

  Optional<Guest> find(String keyHash);

  /**
   * Puts this guest on record under the hash of its key. If there is one already, that one stays
   * and takes the name over.
   *
   * @return the guest who is on record now
   */
  Guest keep(String keyHash, Guest guest, long nowMillis);
}
