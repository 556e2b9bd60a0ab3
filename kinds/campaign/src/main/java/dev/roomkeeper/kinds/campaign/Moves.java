package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Undo and redo of a campaign's moves. */
final class Moves {
  private static final int REMEMBERED_MAX = 50;
  private static final int BACK_MAX = 50;
  private static final int OWN_BACK = 20;

  /** The commands with which a turn begins. */
  private static final List<String> TURNS =
      List.of("turn.next", "encounter.activate", "encounter.finish");

  private Moves() {}

  /**
   * Which move.
   *
   * @param number in the DM's log, for players in their own; null for the last one that can be
   * @param commit the version that it made, for a move that the room itself has no more
   */
  @Payload
  record Which(
      @Nullable @Range(min = 1, max = 1e15) Long number,
      @Nullable @Range(min = 1, max = 1e15) Long commit) {}

  /** One turn back, from the one that the sender saw. */
  @Payload
  record Back(
      @Range(min = 0, max = TurnOrder.ROUNDS_MAX) int round,
      @Length(min = 0, max = 64) String turn) {}

  /** Back to before this move. */
  @Payload
  record To(@Range(min = 1, max = 1e15) long number) {}

  // --- Taking back and doing again ---

  static Verdict undo(Scene scene, Which which) {
    Verdict.Refused no = out(scene);
    if (no != null) {
      return no;
    }
    Verdict.Needs needs = remember(scene, which);
    if (needs != null) {
      return needs;
    }
    String key = find(scene, which, Ledger.Move::canBeUndone);
    if (key == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such move that could be undone");
    }
    no = mayNotUndo(scene, Ledger.MOVES.of(key).need(scene.draft));
    return no != null ? no : rewrite(scene, List.of(key), true);
  }

  /** Goes back one turn: undoes the last {@code turn.next} that stands. */
  static Verdict back(Scene scene, Back asked) {
    if (!scene.isDm()) {
      return Verdict.refuse(Code.FORBIDDEN, "only the DM may do this");
    }
    String active = Encounters.orActive(scene, null);
    if (active.isEmpty()) {
      return Order.noFight();
    }
    TurnOrder order = Ledger.ENCOUNTERS.of(active).order().need(scene.draft);
    if (order.round() != asked.round || !order.activeId().equals(asked.turn)) {
      return Order.movedOn(order);
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
      if (key.compareTo(MoveLog.key(to.number)) >= 0 && move.canBeUndone()) {
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
    Verdict.Needs needs = remember(scene, which);
    if (needs != null) {
      return needs;
    }
    String key = find(scene, which, Ledger.Move::isUndone);
    if (key == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such move that was undone");
    }
    Ledger.Move move = Ledger.MOVES.of(key).need(scene.draft);
    no = mayNotUndo(scene, move);
    if (no == null && !scene.isDm() && !scene.sender.id().equals(move.undoing().undoneBy())) {
      no = Verdict.refuse(Code.FORBIDDEN, "the DM took this back: ask the DM");
    }
    return no != null ? no : rewrite(scene, List.of(key), false);
  }

  /**
   * Records a move again that is no longer among the newest, from its commit. The commit can't tell
   * whether the move was undone since; undoing it twice changes nothing.
   */
  private static Verdict.@Nullable Needs remember(Scene scene, Which which) {
    if (which.number == null || which.commit == null || !scene.isDm()) {
      return null;
    }
    Draft draft = scene.draft;
    String key = MoveLog.key(which.number);
    if (Ledger.MOVES.has(draft, key) || which.commit > draft.version()) {
      return null;
    }
    Commit commit = draft.commit(which.commit);
    if (commit == null) {
      return Verdict.needs(which.commit);
    }
    Change.Nested moves = commit.change().at(Ledger.DM.name(), "moves");
    if (moves.get(key) instanceof Change.Replace(_, JsonObject after)) {
      if (Ledger.MOVES.size(draft) >= MoveLog.KEPT + REMEMBERED_MAX) {
        Ledger.MOVES.of(Ledger.MOVES.keys(draft).getFirst()).remove(draft);
      }
      Ledger.MOVES.of(key).set(draft, MoveType.INSTANCE.of(after));
    }
    return null;
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
        Long at = move.undoing().undone();
        long undone = at == null ? 0 : at;
        if (isOwn && undone >= undoneLast) {
          undoneLast = undone;
          found = key;
        }
      } else if (scene.isDm()
          ? key.equals(MoveLog.key(which.number))
          : which.number.equals(move.lines().mine().get(scene.sender.id()))) {
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
    Long number = move.lines().mine().get(self);
    long newest = Ledger.COUNTERS.of("mine-" + self).get(scene.draft, 0L);
    if (number == null
        || newest - number >= OWN_BACK
        || !move.undoing().turn().equals(MoveLog.turn(scene.draft))) {
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
      Commit commit = draft.commit(move.changed().commit());
      if (commit == null) {
        return Verdict.needs(move.changed().commit());
      }
      Faces.expectTurns(draft, commit.change(), isUndo);
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
    Faces.deal(draft);
    List<String> touched = before.touched(draft);
    before.bump(draft, touched);
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
    Long line = move.lines().line();
    if (line != null) {
      lines.add(Ledger.LOG.of(MoveLog.key(line)));
    }
    move.lines()
        .mine()
        .forEach((memberId, number) ->
            lines.add(Ledger.MINE.in(Layer.member(memberId)).of(MoveLog.key(number))));
    for (LineSlot each : lines) {
      if (each.exists(draft) && isUndo) {
        each.undoneBy().set(draft, scene.sender.id());
      } else if (each.exists(draft)) {
        each.undoneBy().remove(draft);
      }
    }
  }

  /**
   * What prevents the undo, as far as the asker may know: a DM of all moves, a player of those that
   * changed the player's own characters, by their numbers in the player's own log.
   */
  private static String between(Scene scene, String key, Ledger.Move move) {
    boolean isDm = scene.isDm();
    List<String> later = new ArrayList<>();
    for (String other : Ledger.MOVES.keys(scene.draft)) {
      Ledger.Move candidate = Ledger.MOVES.of(other).need(scene.draft);
      Long number = isDm ? Long.valueOf(other) : candidate.lines().mine().get(scene.sender.id());
      boolean isShared =
          candidate.changed().touched().stream()
              .anyMatch(id -> move.changed().touched().contains(id) && (isDm || isOwn(scene, id)));
      if (other.compareTo(key) > 0 && !candidate.isUndone() && isShared && number != null) {
        later.add(number.toString());
      }
    }
    String by =
        later.isEmpty()
            ? ""
            : " by move "
                + String.join(", ", later.subList(0, Math.min(10, later.size())))
                + (later.size() > 10 ? " and others" : "");
    return "what it changed was changed since"
        + by
        + (!isDm ? ": ask the DM" : by.isEmpty() ? "" : "; undo back to here takes those back too");
  }

  private static boolean isOwn(Scene scene, String character) {
    return Ledger.CHARACTERS.has(scene.draft, character)
        && scene.sender.id().equals(Ledger.CHARACTERS.of(character).owner().get(scene.draft));
  }
}
