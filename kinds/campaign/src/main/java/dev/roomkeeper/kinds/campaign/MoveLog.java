package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records moves: in full for the DM, and for others what they may know. */
final class MoveLog {
  static final int KEPT = 200;
  private static final int LINES_KEPT = 200;

  private MoveLog() {}

  static String key(long number) {
    // Keys sort as text. Seven digits outlast any campaign.
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 7 - digits.length())) + digits;
  }

  static void record(Scene scene, String command, Before before, List<String> touched) {
    Draft draft = scene.draft;
    long number = Ledger.next(draft, "move");
    before.stamp(draft, number);
    boolean isPublic = before.isPublic(draft);
    boolean isFixed = scene.isFixed() || (touched.isEmpty() && !isPublic);
    String author = scene.sender.id();
    Long line = null;
    if (isPublic) {
      line = Ledger.next(draft, "line");
      Ledger.Line shown =
          new Ledger.Line(
              scene.moment.nowMillis(), author, command, before.who(draft), isFixed, null);
      Ledger.LOG.of(key(line)).set(draft, shown);
      Ledger.LOG.of(key(line - LINES_KEPT)).remove(draft);
    }
    Map<String, Long> mine = new TreeMap<>();
    for (String memberId : Ledger.MEMBERS.keys(draft)) {
      boolean isAuthor = memberId.equals(author) && !scene.isDm();
      if (draft.member(memberId) != null && (isAuthor || before.isSeenBy(draft, memberId))) {
        long own = Ledger.next(draft, "mine-" + memberId);
        mine.put(memberId, own);
        var lines = Ledger.MINE.in(Layer.member(memberId));
        lines
            .of(key(own))
            .set(
                draft,
                new Ledger.Line(
                    scene.moment.nowMillis(), author, command, List.of(), isFixed, null));
        lines.of(key(own - LINES_KEPT)).remove(draft);
      }
    }
    Ledger.MOVES
        .of(key(number))
        .set(
            draft,
            new Ledger.Move(
                scene.moment.nowMillis(),
                author,
                command,
                scene.meaning(),
                new Ledger.Changed(touched, draft.version()),
                new Ledger.Lines(line, mine),
                new Ledger.Undoing(isFixed, turn(draft), null, null)));
    Ledger.MOVES.of(key(number - KEPT)).remove(draft);
  }

  /** The turn as players see it. */
  static String turn(Draft draft) {
    return Ledger.FIGHT.exists(draft)
        ? Ledger.FIGHT.round().need(draft) + "@" + Ledger.FIGHT.turn().need(draft)
        : "";
  }
}
