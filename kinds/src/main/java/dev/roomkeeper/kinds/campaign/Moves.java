package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The moves of a campaign: they are written down, taken back, and done again. */
final class Moves {
  static final int KEPT = 200;
  private static final int LINES_KEPT = 200;
  private static final int BACK_MAX = 50;
  private static final int OWN_BACK = 20;

  /** What turns begin with. */
  private static final Set<String> TURNS =
      Set.of("turn.next", "encounter.activate", "encounter.finish");

  private Moves() {}

  /**
   * Which move.
   *
   * @param number in the DM's log, for players in their own; null for the last one that can be
   */
  @Payload
  record Which(@Nullable @Range(min = 1, max = 1e15) Long number) {}

  /** Back to before this move. */
  @Payload
  record To(@Range(min = 1, max = 1e15) long number) {}

  // --- Writing down ---

  /**
   * What was changed has another version now. A player sees the versions of characters, so theirs
   * count what happened to them alone; of the rest no number comes twice.
   */
  static void bump(Draft draft, List<String> touched) {
    for (String id : touched) {
      if (Ledger.CHARACTERS.has(draft, id)) {
        Ledger.VERSIONS.of(id).set(draft, Ledger.VERSIONS.of(id).get(draft, 0L) + 1);
      } else if (Ledger.NOTES.has(draft, id)
          || Ledger.ENCOUNTERS.has(draft, id)
          || Figure.find(draft, id) != null) {
        Ledger.VERSIONS.of(id).set(draft, Ledger.next(draft, "change"));
      } else {
        Ledger.VERSIONS.of(id).remove(draft);
      }
    }
  }

  static String key(long number) {
    // Keys sort as texts; so many digits outlast any campaign.
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 7 - digits.length())) + digits;
  }

  static void record(Scene scene, String command, Before before, List<String> touched) {
    Draft draft = scene.draft;
    long number = Ledger.next(draft, "move");
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
                touched,
                draft.version(),
                line,
                mine,
                isFixed,
                turn(draft),
                null,
                null));
    Ledger.MOVES.of(key(number - KEPT)).remove(draft);
  }

  /** The turn as players see it. */
  private static String turn(Draft draft) {
    return Ledger.FIGHT.exists(draft)
        ? Ledger.FIGHT.round().need(draft) + "@" + Ledger.FIGHT.turn().need(draft)
        : "";
  }

  // --- Taking back and doing again ---

  static Verdict undo(Scene scene, Which which) {
    Verdict.Refused no = out(scene);
    if (no != null) {
      return no;
    }
    String key = find(scene, which, move -> move.undone() == null && !move.fixed());
    if (key == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such move that could be undone");
    }
    no = mayNotUndo(scene, Ledger.MOVES.of(key).need(scene.draft));
    return no != null ? no : rewrite(scene, List.of(key), true);
  }

  /** Back to the turn before: takes the last {@code turn.next} back that stands. */
  static Verdict back(Scene scene, Encounters.Nothing asked) {
    Objects.requireNonNull(asked);
    if (!scene.isDm()) {
      return Verdict.refuse(Code.FORBIDDEN, "only the DM may do this");
    }
    for (String key : Ledger.MOVES.keys(scene.draft).reversed()) {
      MoveSlot move = Ledger.MOVES.of(key);
      String command = move.command().need(scene.draft);
      if (!move.undone().exists(scene.draft) && TURNS.contains(command)) {
        return command.equals("turn.next")
            ? rewrite(scene, List.of(key), true)
            : Verdict.refuse(Code.CONFLICT, "the encounter has had no turn since it began");
      }
    }
    return Verdict.refuse(Code.NOT_FOUND, "there is no turn to go back to");
  }

  static Verdict undoTo(Scene scene, To to) {
    if (!scene.isDm()) {
      return Verdict.refuse(Code.FORBIDDEN, "only the DM may do this");
    }
    List<String> keys = new ArrayList<>();
    for (String key : Ledger.MOVES.keys(scene.draft)) {
      Ledger.Move move = Ledger.MOVES.of(key).need(scene.draft);
      if (key.compareTo(key(to.number)) >= 0 && move.undone() == null && !move.fixed()) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      return Verdict.refuse(Code.NOT_FOUND, "there is nothing from there on to be undone");
    }
    return keys.size() > BACK_MAX
        ? Verdict.refuse(
            Code.TOO_LARGE, "at most " + BACK_MAX + " moves can be undone at once, these are more")
        : rewrite(scene, keys.reversed(), true);
  }

  static Verdict redo(Scene scene, Which which) {
    Verdict.Refused no = out(scene);
    if (no != null) {
      return no;
    }
    String key = find(scene, which, move -> move.undone() != null);
    if (key == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such move that was undone");
    }
    no = mayNotUndo(scene, Ledger.MOVES.of(key).need(scene.draft));
    return no != null ? no : rewrite(scene, List.of(key), false);
  }

  private static Verdict.@Nullable Refused out(Scene scene) {
    return Standing.isOut(scene.draft, scene.sender.id())
        ? Verdict.refuse(Code.FORBIDDEN, "the DM has taken you out of this campaign")
        : null;
  }

  /** The move's key: by number, or the last that fits; of those undone, the one undone last. */
  private static @Nullable String find(Scene scene, Which which, Predicate<Ledger.Move> fits) {
    String found = null;
    long undoneLast = -1;
    for (String key : Ledger.MOVES.keys(scene.draft)) {
      Ledger.Move move = Ledger.MOVES.of(key).need(scene.draft);
      if (!fits.test(move)) {
        continue;
      }
      if (which.number == null) {
        boolean isOwn = scene.isDm() || move.author().equals(scene.sender.id());
        long undone = move.undone() == null ? 0 : move.undone();
        if (isOwn && undone >= undoneLast) {
          undoneLast = undone;
          found = key;
        }
      } else if (scene.isDm()
          ? key.equals(key(which.number))
          : which.number.equals(move.mine().get(scene.sender.id()))) {
        found = key;
      }
    }
    return found;
  }

  private static Verdict.@Nullable Refused mayNotUndo(Scene scene, Ledger.Move move) {
    if (scene.isDm()) {
      return null;
    }
    String self = scene.sender.id();
    if (!move.author().equals(self)) {
      return Verdict.refuse(Code.FORBIDDEN, "this was done by somebody else: ask the DM");
    }
    Long number = move.mine().get(self);
    long newest = Ledger.COUNTERS.of("mine-" + self).get(scene.draft, 0L);
    if (number == null || newest - number >= OWN_BACK || !move.turn().equals(turn(scene.draft))) {
      return Verdict.refuse(Code.FORBIDDEN, "the fight has moved on since: ask the DM");
    }
    return null;
  }

  /** Undoes or redoes these moves in this order, all or none. */
  private static Verdict rewrite(Scene scene, List<String> keys, boolean isUndo) {
    Draft draft = scene.draft;
    Before before = new Before(draft);
    for (String key : keys) {
      Ledger.Move move = Ledger.MOVES.of(key).need(draft);
      Commit commit = draft.commit(move.commit());
      if (commit == null) {
        return Verdict.needs(move.commit());
      }
      Reverted reverted =
          isUndo
              ? draft.revert(commit, scene.sender.id())
              : draft.reapply(commit, scene.sender.id());
      switch (reverted) {
        case Reverted.Done() -> mark(scene, key, move, isUndo);
        case Reverted.Refused(String reason) -> {
          return Verdict.refuse(Code.CONFLICT, reason);
        }
        case Reverted.Conflict _ -> {
          return Verdict.refuse(Code.CONFLICT, between(scene, key, move));
        }
      }
    }
    String broken = Whole.problem(draft);
    if (broken != null) {
      return Verdict.refuse(Code.CONFLICT, broken);
    }
    Faces.deal(draft, scene.moment);
    List<String> touched = before.touched(draft);
    bump(draft, touched);
    Shown.write(draft);
    return draft.accept();
  }

  private static void mark(Scene scene, String key, Ledger.Move move, boolean isUndo) {
    Draft draft = scene.draft;
    MoveSlot slot = Ledger.MOVES.of(key);
    if (isUndo) {
      slot.undone().set(draft, Ledger.next(draft, "undo"));
      slot.undoneBy().set(draft, scene.sender.id());
    } else {
      slot.undone().remove(draft);
      slot.undoneBy().remove(draft);
    }
    List<LineSlot> lines = new ArrayList<>();
    if (move.line() != null) {
      lines.add(Ledger.LOG.of(key(move.line())));
    }
    move.mine()
        .forEach((memberId, number) ->
            lines.add(Ledger.MINE.in(Layer.member(memberId)).of(key(number))));
    for (LineSlot line : lines) {
      if (line.exists(draft) && isUndo) {
        line.undoneBy().set(draft, scene.sender.id());
      } else if (line.exists(draft)) {
        line.undoneBy().remove(draft);
      }
    }
  }

  /** What stands in the way, as far as the asker may know. */
  private static String between(Scene scene, String key, Ledger.Move move) {
    if (!scene.isDm()) {
      return "something was changed since: ask the DM";
    }
    List<String> later = new ArrayList<>();
    for (String other : Ledger.MOVES.keys(scene.draft)) {
      Ledger.Move candidate = Ledger.MOVES.of(other).need(scene.draft);
      boolean isShared = candidate.touched().stream().anyMatch(move.touched()::contains);
      if (other.compareTo(key) > 0 && candidate.undone() == null && isShared) {
        later.add(Long.toString(Long.parseLong(other)));
      }
    }
    return later.isEmpty()
        ? "what it changed was changed since"
        : "what it changed was changed since by move "
            + String.join(", ", later.subList(0, Math.min(10, later.size())))
            + (later.size() > 10 ? " and others" : "")
            + "; undo back to here takes those back too";
  }
}
