package dev.roomkeeper.kinds.chat;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;

/** A room's chat: the newest lines, with ids that sort by time. */
public final class Chat {
  public static final int MESSAGE_LENGTH_MAX = 2_000;
  public static final int LINES_MAX = 50;

  /** The owner of the room and admins hold it, in every kind. */
  private static final String OWNERS_LAYER = Layers.role("owner");

  private static final int MILLIS_DIGITS = 13; // Enough until the year 2286.
  private static final int RANDOM_LENGTH = 8;

  private final Slots<ChatLineSlot> lines;

  /**
   * @param lines where the kind keeps them
   */
  public Chat(Slots<ChatLineSlot> lines) {
    this.lines = lines;
  }

  /** Adds a line, and removes the oldest if there are too many. */
  public void say(Draft draft, Member sender, String message, Moment moment) {
    List<String> kept = lines.keys(draft);
    // Two lines in one millisecond, or after the clock was set back, must sort in the order they
    // came.
    long millis =
        kept.isEmpty()
            ? moment.nowMillis()
            : Math.max(moment.nowMillis(), millis(kept.getLast()) + 1);
    lines
        .of(id(millis, moment))
        .set(draft, new ChatLine(sender.id(), sender.name(), message, moment.nowMillis()));
    for (String old : kept.subList(0, Math.max(0, kept.size() + 1 - LINES_MAX))) {
      lines.of(old).remove(draft);
    }
  }

  /**
   * Takes a line away: whoever said it may, and whoever runs the room. The journal's past keeps it.
   */
  public Verdict unsay(Draft draft, Member sender, String id) {
    ChatLine line = lines.of(id).get(draft);
    if (line == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such message any more");
    }
    if (!line.from().equals(sender.id()) && !sender.layers().contains(OWNERS_LAYER)) {
      return Verdict.refuse(Code.FORBIDDEN, "only its author and the room's owner may delete it");
    }
    lines.of(id).remove(draft);
    return draft.accept();
  }

  /** An id that sorts by time. */
  public static String id(long millis, Moment moment) {
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
