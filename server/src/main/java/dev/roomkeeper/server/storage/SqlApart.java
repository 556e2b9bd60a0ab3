package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.moderation.ApartTable;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who wants nothing to do with whom, in an SQL database. */
public final class SqlApart implements ApartTable {
  private final SqlDatabase database;

  public SqlApart(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public boolean set(String userId, Apart apart) {
    return database.write("apart " + userId, handle -> set(handle, userId, apart));
  }

  private static boolean set(Handle handle, String userId, Apart apart) {
    if (!apart.mute() && !apart.block()) {
      handle.execute(
          "DELETE FROM apart WHERE user_id = ? AND other_id = ?", userId, apart.otherId());
      return true;
    }
    return handle
            .createUpdate(
                """
                INSERT INTO apart (user_id, other_id, mute, block, since)
                SELECT :userId, :otherId, :mute, :block, :since
                WHERE (SELECT count(*) FROM apart WHERE user_id = :userId AND other_id <> :otherId)
                  < :most
                ON CONFLICT (user_id, other_id)
                DO UPDATE SET mute = excluded.mute, block = excluded.block, since = excluded.since\
                """)
            .bind("userId", userId)
            .bind("otherId", apart.otherId())
            .bind("mute", apart.mute())
            .bind("block", apart.block())
            .bind("since", apart.sinceMillis())
            .bind("most", OTHERS_MAX)
            .execute()
        == 1;
  }

  @Override
  public List<Apart> of(String userId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT other_id, mute, block, since FROM apart WHERE user_id = :userId"
                    + " ORDER BY since DESC, other_id")
            .bind("userId", userId)
            .map((row, _) ->
                new Apart(
                    row.getString("other_id"),
                    row.getBoolean("mute"),
                    row.getBoolean("block"),
                    row.getLong("since")))
            .list());
  }

  @Override
  public List<String> blocks(String userId) {
    return database.read(handle -> {
      List<String> both =
          new ArrayList<>(
              handle
                  .createQuery(
                      "SELECT other_id FROM apart WHERE user_id = :userId AND block"
                          + " ORDER BY since DESC, other_id")
                  .bind("userId", userId)
                  .mapTo(String.class)
                  .list());
      both.addAll(
          handle
              .createQuery(
                  "SELECT user_id FROM apart WHERE other_id = :userId AND block"
                      + " ORDER BY since DESC, user_id LIMIT :most")
              .bind("userId", userId)
              .bind("most", BLOCKED_BY_MAX)
              .mapTo(String.class)
              .list());
      return both.stream().distinct().toList();
    });
  }

  @Override
  public List<Block> blocksSince(long sinceMillis, int most) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT user_id, other_id, since FROM apart WHERE block AND since >= :since"
                    + " ORDER BY since DESC LIMIT :most")
            .bind("since", sinceMillis)
            .bind("most", most)
            .map((row, _) ->
                new Block(
                    row.getString("user_id"), row.getString("other_id"), row.getLong("since")))
            .list());
  }

  @Override
  public boolean isBlock(String userId, String otherId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT 1 FROM apart WHERE block AND ((user_id = :one AND other_id = :other)
                  OR (user_id = :other AND other_id = :one))\
                """)
            .bind("one", userId)
            .bind("other", otherId)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }
}
