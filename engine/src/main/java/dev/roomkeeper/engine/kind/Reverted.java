package dev.roomkeeper.engine.kind;

import java.util.List;

/** What came of {@link Draft#revert} or {@link Draft#reapply}. */
public sealed interface Reverted {
  /** All of it is written. */
  record Done() implements Reverted {}

  /**
   * Nothing is written: other changes have come since.
   *
   * @param places where, as "layer/key/key"; only those in layers that the asker holds, so it may
   *     be empty
   */
  record Conflict(List<String> places) implements Reverted {
    public Conflict {
      places = List.copyOf(places);
    }
  }

  /**
   * Nothing is written: this commit can't be taken back at all.
   *
   * @param reason a sentence for the asker
   */
  record Refused(String reason) implements Reverted {}
}
