package dev.roomkeeper.engine;

import java.util.List;

/** What the rules of a room say to a command. */
public sealed interface Verdict {

  /**
   * It is done.
   *
   * @param change by layer
   * @param overlay last values by layer, null where one ends
   */
  record Accepted(Change.Nested change, JsonObject overlay, List<Event> events) implements Verdict {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * It is not done, and nothing changed.
   *
   * @param message a sentence for the sender
   */
  record Refused(Code code, String message) implements Verdict {}

  static Refused refuse(Code code, String message) {
    return new Refused(code, message);
  }
}
