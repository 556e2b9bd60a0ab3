package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import java.util.List;

/** What people say: to everybody, kept while it is among the newest, or to those near them. */
final class Talk {
  static final int CHAT_MESSAGES_MAX = 50;

  private static final int MILLIS_DIGITS = 13; // enough until the year 2286
  private static final int RANDOM_LENGTH = 8;

  private final Draft draft;
  private final Moment moment;

  Talk(Draft draft, Moment moment) {
    this.draft = draft;
    this.moment = moment;
  }

  void chat(Member sender, String message) {
    List<String> kept = World.CHAT.keys(draft);
    // Two in one millisecond, or after the clock went back, must sort as they came.
    long millis =
        kept.isEmpty()
            ? moment.nowMillis()
            : Math.max(moment.nowMillis(), millis(kept.getLast()) + 1);
    World.CHAT
        .of(id(millis))
        .set(draft, new World.ChatLine(sender.id(), sender.name(), message, moment.nowMillis()));
    for (String old : kept.subList(0, Math.max(0, kept.size() + 1 - CHAT_MESSAGES_MAX))) {
      World.CHAT.of(old).remove(draft);
    }
  }

  /** Said to these, and heard by the sender too. */
  void bubble(Member sender, List<String> neighbours, String message) {
    World.BubbleLine line =
        new World.BubbleLine(id(moment.nowMillis()), sender.name(), message, moment.nowMillis());
    World.BUBBLE_MESSAGE.tell(draft, Layer.member(sender.id()), line);
    for (String neighbour : neighbours) {
      World.BUBBLE_MESSAGE.tell(draft, Layer.member(neighbour), line);
    }
  }

  void signal(String to, JsonObject data) {
    World.SIGNAL.tell(draft, Layer.member(to), new World.Signal(data));
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
