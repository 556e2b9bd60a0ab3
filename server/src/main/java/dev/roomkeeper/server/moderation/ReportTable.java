package dev.roomkeeper.server.moderation;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what users told the admins of others. Calls block on the database. */
public interface ReportTable {
  /** So many are kept; guests can write them, and must not be able to fill the disk. */
  int ENTRIES_MAX = 10_000;

  /**
   * One report.
   *
   * @param by the user who wrote it
   * @param about the user whom it is about
   * @param roomId null if it happened in none
   * @param note null for none
   * @param context {@code {said: [{id, from, name, message, at}], told: [text]}}: what the room
   *     keeps, and what the reporter says that was said
   * @param closedAtMillis 0 as long as nobody looked after it
   * @param closedBy null as long as nobody did
   */
  record Report(
      String id,
      long sentAtMillis,
      String by,
      String about,
      @Nullable String roomId,
      Reason reason,
      @Nullable String note,
      JsonObject context,
      long closedAtMillis,
      @Nullable String closedBy) {}

  /** What is wrong with what somebody did. */
  enum Reason {
    harassment,
    hate,
    sexual,
    spam,
    cheating,
    other
  }

  /**
   * A part of it, newest first.
   *
   * @param more whether there are older ones
   */
  record Page(List<Report> entries, boolean more) {}

  /** Keeps it, unless there is too much already. */
  boolean add(Report report);

  /** Notes that an admin looked after it; false if there is no such report that is open. */
  boolean close(String id, String by, long nowMillis);

  /**
   * What was reported before the report of this id, or the newest.
   *
   * @return empty if there is no such report
   */
  Optional<Page> page(@Nullable String before, int most);
}
