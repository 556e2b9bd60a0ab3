package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.feedback.Feedback;
import dev.roomkeeper.server.feedback.FeedbackTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feedback in an SQL database. */
public final class SqlFeedback implements FeedbackTable {
  private static final NewestFirst ROWS = new NewestFirst("feedback", "sent_at");

  private final SqlDatabase database;

  public SqlFeedback(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(Feedback feedback) {
    return database.write(
        "feedback " + feedback.id(),
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO feedback (id, message, contact, sent_at)
                        SELECT :id, :message, CAST(:contact AS TEXT), :sentAt
                        WHERE (SELECT count(*) FROM feedback) < :most\
                        """)
                    .bind("id", feedback.id())
                    .bind("message", feedback.text())
                    .bind("contact", feedback.contact())
                    .bind("sentAt", feedback.sentAtMillis())
                    .bind("most", ENTRIES_MAX)
                    .execute()
                == 1);
  }

  @Override
  public boolean delete(String id) {
    return database.write(
        "feedback " + id, handle -> handle.execute("DELETE FROM feedback WHERE id = ?", id) == 1);
  }

  @Override
  public int deleteAll() {
    return database.write("feedback", handle -> handle.execute("DELETE FROM feedback"));
  }

  @Override
  public Optional<Page> page(@Nullable String before, int most) {
    return database.read(handle ->
        ROWS.page(handle, before, most, (row, _) -> read(row))
            .map(page -> new Page(page.entries(), page.more())));
  }

  private static Feedback read(ResultSet row) throws SQLException {
    return new Feedback(
        row.getString("id"),
        row.getString("message"),
        row.getString("contact"),
        row.getLong("sent_at"));
  }
}
