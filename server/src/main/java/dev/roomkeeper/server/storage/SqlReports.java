package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.moderation.ReportTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports in an SQL database. */
public final class SqlReports implements ReportTable {
  private static final NewestFirst ROWS = new NewestFirst("report", "sent_at");

  private final SqlDatabase database;

  public SqlReports(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(Report report) {
    return database.write(
        "report " + report.id(),
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO report (id, sent_at, by_user, about, room_id, reason, note, context)
                        SELECT :id, :sentAt, :by, :about, CAST(:roomId AS TEXT), :reason,
                               CAST(:note AS TEXT), :context
                        WHERE (SELECT count(*) FROM report) < :most\
                        """)
                    .bind("id", report.id())
                    .bind("sentAt", report.sentAtMillis())
                    .bind("by", report.by())
                    .bind("about", report.about())
                    .bind("roomId", report.roomId())
                    .bind("reason", report.reason().name())
                    .bind("note", report.note())
                    .bind("context", CommitRow.text(report.context()))
                    .bind("most", ENTRIES_MAX)
                    .execute()
                == 1);
  }

  @Override
  public boolean close(String id, String by, long nowMillis) {
    return database.write(
        "report " + id,
        handle ->
            handle.execute(
                    "UPDATE report SET closed_at = ?, closed_by = ?"
                        + " WHERE id = ? AND closed_at IS NULL",
                    nowMillis,
                    by,
                    id)
                == 1);
  }

  @Override
  public Optional<Page> page(@Nullable String before, int most) {
    return database.read(handle ->
        ROWS.page(handle, before, most, (row, _) -> read(row))
            .map(page -> new Page(page.entries(), page.more())));
  }

  private static Report read(ResultSet row) throws SQLException {
    return new Report(
        row.getString("id"),
        row.getLong("sent_at"),
        row.getString("by_user"),
        row.getString("about"),
        row.getString("room_id"),
        Reason.valueOf(row.getString("reason")),
        row.getString("note"),
        CommitRow.json(row.getString("context")),
        row.getLong("closed_at"),
        row.getString("closed_by"));
  }
}
