package dev.roomkeeper.server.moderation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the users whom an admin keeps out of the server. Calls block on the database. */
public interface BanTable {
  /** So many hold at one time; each node knows them all. */
  int BANS_MAX = 10_000;

  /**
   * One ban.
   *
   * @param reason null for none
   * @param by the admin
   */
  record UserBan(
      String userId, long untilMillis, @Nullable String reason, String by, long madeAtMillis) {}

  /** Keeps it in place of an earlier one of this user; false if there are too many. */
  boolean ban(UserBan ban);

  /** False if there is none. */
  boolean lift(String userId);

  /** Those that have not ended, the newest first. */
  List<UserBan> standing(long nowMillis);
}
