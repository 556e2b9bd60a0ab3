package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import java.util.List;

/** What people say: to everybody, kept while it is among the newest, or to those near them. */
final class Talk {
  static final int CHAT_MESSAGES_MAX = 50;
  static final String CHAT = "chat";
  static final String BUBBLE_MESSAGE = "bubble-message";
  static final String SIGNAL = "signal";

  private static final int MILLIS_DIGITS = 13; // enough until the year 2286
  private static final int RANDOM_LENGTH = 8;

  private final Draft draft;
  private final Moment moment;

  Talk(Draft draft, Moment moment) {
    this.draft = draft;
    this.moment = moment;
  }

  void chat(Member sender, String message) {
    List<String> kept = draft.object(Layers.ALL, List.of(CHAT)).keys();
    // Two in one millisecond, or after the clock went back, must sort as they came.
    long millis =
        kept.isEmpty()
            ? moment.nowMillis()
            : Math.max(moment.nowMillis(), millis(kept.getLast()) + 1);
    JsonObject line =
        JsonObject.EMPTY
            .with("from", sender.id())
            .with("name", sender.name())
            .with("message", message)
            .with("at", moment.nowMillis());
    draft.put(Layers.ALL, List.of(CHAT, id(millis)), line);
    for (String old : kept.subList(0, Math.max(0, kept.size() + 1 - CHAT_MESSAGES_MAX))) {
      draft.remove(Layers.ALL, List.of(CHAT, old));
    }
  }

  /** Said to these, and heard by the sender too. */
  void bubble(Member sender, List<String> neighbours, String message) {
    JsonObject line =
        JsonObject.EMPTY
            .with("id", id(moment.nowMillis()))
            .with("name", sender.name())
            .with("message", message)
            .with("at", moment.nowMillis());
    draft.event(Layers.member(sender.id()), BUBBLE_MESSAGE, line);
    for (String neighbour : neighbours) {
      draft.event(Layers.member(neighbour), BUBBLE_MESSAGE, line);
    }
  }

  void signal(String to, JsonObject data) {
    draft.event(Layers.member(to), SIGNAL, JsonObject.of("data", data));
  }

  /** An id that sorts by time. */
  private String id(long millis) {
    String digits = Long.toString(Math.max(0, millis));
    return "0".repeat(Math.max(0, MILLIS_DIGITS - digits.length()))
        + digits
        + "-"
        + moment.dice().id(RANDOM_LENGTH);
  }

  private static long millis(String id) {
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }
}
