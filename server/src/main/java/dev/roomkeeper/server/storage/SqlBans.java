package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.moderation.BanTable;
import java.util.List;

/** The bans of users, in an SQL database. */
public final class SqlBans implements BanTable {
  private final SqlDatabase database;

  public SqlBans(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public boolean ban(UserBan ban) {
    return database.write(
        "user_ban " + ban.userId(),
        handle -> {
          handle.execute("DELETE FROM user_ban WHERE until <= ?", ban.madeAtMillis());
          return handle
                  .createUpdate(
                      """
                      INSERT INTO user_ban (user_id, until, reason, by_user, made_at)
                      SELECT :userId, :until, CAST(:reason AS TEXT), :by, :madeAt
                      WHERE (SELECT count(*) FROM user_ban WHERE user_id <> :userId) < :most
                      ON CONFLICT (user_id) DO UPDATE SET until = excluded.until,
                        reason = excluded.reason, by_user = excluded.by_user,
                        made_at = excluded.made_at\
                      """)
                  .bind("userId", ban.userId())
                  .bind("until", ban.untilMillis())
                  .bind("reason", ban.reason())
                  .bind("by", ban.by())
                  .bind("madeAt", ban.madeAtMillis())
                  .bind("most", BANS_MAX)
                  .execute()
              == 1;
        });
  }

  @Override
  public boolean lift(String userId) {
    return database.write(
        "user_ban " + userId,
        handle -> handle.execute("DELETE FROM user_ban WHERE user_id = ?", userId) == 1);
  }

  @Override
  public List<UserBan> standing(long nowMillis) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT user_id, until, reason, by_user, made_at FROM user_ban"
                    + " WHERE until > :now ORDER BY made_at DESC, user_id")
            .bind("now", nowMillis)
            .map((row, _) ->
                new UserBan(
                    row.getString("user_id"),
                    row.getLong("until"),
                    row.getString("reason"),
                    row.getString("by_user"),
                    row.getLong("made_at")))
            .list());
  }
}
