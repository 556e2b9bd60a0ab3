package dev.roomkeeper.server.feedback;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the stored feedback. Calls block on the database, so use virtual threads. */
public interface FeedbackTable {
  /** How many entries are kept. Anybody can post, so this must not fill the disk. */
  int ENTRIES_MAX = 10_000;

  /**
   * One page of entries, newest first.
   *
   * @param more whether there are older ones
   */
  record Page(List<Feedback> entries, boolean more) {}

  /** Stores the entry, unless there are too many. */
  boolean add(Feedback feedback);

  /** Returns false if there is no such entry. */
  boolean delete(String id);

  /** Deletes all entries and returns how many there were. */
  int deleteAll();

  /**
   * The entries before the one with this id, or the newest.
   *
   * @return empty if there is no such entry
   */
  Optional<Page> page(@Nullable String before, int most);
}
