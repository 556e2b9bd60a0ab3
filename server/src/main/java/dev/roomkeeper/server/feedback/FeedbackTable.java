package dev.roomkeeper.server.feedback;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the feedback on record. Calls block on the database: from virtual threads only. */
public interface FeedbackTable {
  /** So many are kept; who can post without an account must not be able to fill the disk. */
  int ENTRIES_MAX = 10_000;

  /**
   * A part of it, newest first.
   *
   * @param more whether there are older ones
   */
  record Page(List<Feedback> entries, boolean more) {}

  /** Keeps it, unless there is too much already. */
  boolean add(Feedback feedback);

  /** False if there is no such entry. */
  boolean delete(String id);

  /** Deletes all there are; how many there were. */
  int deleteAll();

  /**
   * What was said before the entry of this id, or the newest.
   *
   * @return empty if there is no such entry
   */
  Optional<Page> page(@Nullable String before, int most);
}
