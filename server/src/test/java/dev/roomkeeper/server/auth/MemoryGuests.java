package dev.roomkeeper.server.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Guests on record in memory; counts the writes. */
final class MemoryGuests implements GuestTable {
  final Map<String, Guest> guests = new HashMap<>();
  int writes;

  @Override
  public Optional<Guest> find(String keyHash) {
    return Optional.ofNullable(guests.get(keyHash));
  }

  @Override
  public Guest keep(String keyHash, Guest guest, long nowMillis) {
    writes++;
    Guest known = guests.getOrDefault(keyHash, guest);
    Guest kept = new Guest(known.userId(), guest.name());
    guests.put(keyHash, kept);
    return kept;
  }
}
