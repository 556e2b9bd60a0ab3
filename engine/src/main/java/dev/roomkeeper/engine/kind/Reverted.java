package dev.roomkeeper.engine.kind;

import java.util.List;

/** The result of {@link Draft#revert} or {@link Draft#reapply}. */
public sealed interface Reverted {
  /** Everything was written. */
  record Done() implements Reverted {}

  /**
   * Nothing was written, because later changes are in the way.
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
   * Nothing was written, because this commit can never be undone.
   *
   * @param reason a sentence for the asker
   */
  record Refused(String reason) implements Reverted {}
}
