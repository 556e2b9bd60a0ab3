package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.host.Moderation;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.module.store.RowChange;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.moderation.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The audit log in an SQL database. */
public final class SqlAudit implements AuditLog {
  private static final NewestFirst ROWS = new NewestFirst("audit", "done_at");

  private final SqlDatabase database;

  public SqlAudit(SqlDatabase database) {
    this.database = database;
  }

  /** What is written with commits, in the same transaction; pure. Nearly always nothing. */
  static List<RowChange> rows(String roomId, List<Commit> commits) {
    return commits.stream()
        .filter(commit -> commit.command() != null && commit.author() != null)
        .filter(commit -> Moderation.COMMANDS.contains(commit.command()))
        .map(commit -> row(deed(roomId, commit)))
        .toList();
  }

  private static Deed deed(String roomId, Commit commit) {
    JsonObject told = Moderation.told(commit.change());
    return new Deed(
        commit.id(),
        commit.atMillis(),
        String.valueOf(commit.author()),
        String.valueOf(commit.command()),
        told.text("about"),
        roomId,
        told.object("detail"));
  }

  /** Notes who deletes a room, as long as its row is there. */
  static void noteRemoval(Handle handle, String roomId, Journal.Removal removal) {
    String by = removal.by();
    if (by == null) {
      return;
    }
    List<RowChange> rows =
        handle
            .createQuery("SELECT name, created_by FROM room WHERE id = :roomId")
            .bind("roomId", roomId)
            .map((room, _) ->
                row(
                    new Deed(
                        roomId, // It can be deleted once.
                        removal.atMillis(),
                        by,
                        Moderation.DELETE,
                        room.getString("created_by"),
                        roomId,
                        JsonObject.EMPTY.with("name", room.getString("name")))))
            .list();
    RowWriter.write(handle, rows);
  }

  private static RowChange row(Deed deed) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("done_at", deed.doneAtMillis());
    values.put("by_user", deed.by());
    values.put("what", deed.what());
    values.put("about", deed.about());
    values.put("room_id", deed.roomId());
    values.put("detail", CommitRow.text(deed.detail()));
    return new RowChange.Add("audit", Map.of("id", deed.id()), values);
  }

  @Override
  public void note(Deed deed) {
    database.write(
        "audit " + deed.id(),
        handle -> {
          RowWriter.write(handle, List.of(row(deed)));
          return deed;
        });
  }

  @Override
  public Optional<Page> page(@Nullable String before, int most) {
    return database.read(handle ->
        ROWS.page(handle, before, most, (row, _) -> read(row))
            .map(page -> new Page(page.entries(), page.more())));
  }

  private static Deed read(ResultSet row) throws SQLException {
    return new Deed(
        row.getString("id"),
        row.getLong("done_at"),
        row.getString("by_user"),
        row.getString("what"),
        row.getString("about"),
        row.getString("room_id"),
        CommitRow.json(row.getString("detail")));
  }
}
