package dev.roomkeeper.server.moderation;

import java.util.List;

/**
 * Port: who wants nothing to do with whom. Calls block on the database: from virtual threads only.
 */
public interface ApartTable {
  /** From so many others one user can be apart. */
  int OTHERS_MAX = 500;

  /** So many are read of those who blocked one user, for the rules of a room. */
  int BLOCKED_BY_MAX = 5_000;

  /**
   * What a user wants of another.
   *
   * @param mute what the other says is not shown to the user; nobody else is told
   * @param block neither sees nor hears the other, as far as a room's rules can do that
   */
  record Apart(String otherId, boolean mute, boolean block, long sinceMillis) {}

  /**
   * Keeps it; one that wants nothing is forgotten.
   *
   * @return false, and nothing is kept, if there are too many
   */
  boolean set(String userId, Apart apart);

  /** All that the user wants, the newest first. */
  List<Apart> of(String userId);

  /** Whom the user blocked, the newest first, and then who blocked the user. */
  List<String> blocks(String userId);

  /** One user blocked another. */
  record Block(String userId, String otherId, long sinceMillis) {}

  /** The blocks that were made since this time of day, the newest first, at most so many. */
  List<Block> blocksSince(long sinceMillis, int most);

  /** Whether one of the two blocked the other. */
  boolean isBlock(String userId, String otherId);
}
