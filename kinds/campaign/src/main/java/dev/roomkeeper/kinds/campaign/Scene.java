package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One command of somebody at the table: its sender, and what it changes. */
final class Scene {
  final Draft draft;
  final Member sender;
  final Moment moment;
  private final List<String> meanings = new ArrayList<>();
  private boolean fixed;

  Scene(Act act) {
    this.draft = act.draft();
    this.sender = act.sender();
    this.moment = act.moment();
  }

  Edition edition() {
    return Ledger.CAMPAIGN.edition().need(draft);
  }

  Dice dice() {
    return moment.dice();
  }

  boolean isDm() {
    return Ledger.MEMBERS.of(sender.id()).seat().get(draft, Ledger.Seat.PLAYER) == Ledger.Seat.DM;
  }

  /** Adds a sentence for the DM's log. */
  void says(String sentence) {
    meanings.add(sentence);
  }

  String meaning() {
    String all = String.join("; ", meanings);
    return all.length() <= 400 ? all : all.substring(0, 399) + "…";
  }

  /** Marks the move as one that can't be undone, because it changes who sees what. */
  void fix() {
    fixed = true;
  }

  boolean isFixed() {
    return fixed;
  }

  /** A command of the DM's alone. */
  Verdict dm(String command, Supplier<Verdict> work) {
    return isDm() ? move(command, work) : Verdict.refuse(Code.FORBIDDEN, "only the DM may do this");
  }

  /** Does the work, updates what everybody sees, and records the move. */
  Verdict move(String command, Supplier<Verdict> work) {
    if (Standing.isOut(draft, sender.id())) {
      return Verdict.refuse(Code.FORBIDDEN, "the DM has taken you out of this campaign");
    }
    Before before = new Before(draft);
    Verdict verdict = work.get();
    if (!(verdict instanceof Verdict.Accepted)) {
      return verdict;
    }
    Faces.deal(draft);
    List<String> touched = before.touched(draft);
    before.bump(draft, touched);
    Shown.write(draft);
    MoveLog.record(this, command, before, touched);
    return verdict;
  }

  // --- Whom it concerns ---

  /** The creature of this id, as the sender knows it: players know faces and characters. */
  @Nullable Figure figure(String id) {
    String inner = isDm() || Ledger.CHARACTERS.has(draft, id) ? id : Faces.behind(draft, id);
    return inner == null ? null : Figure.find(draft, inner);
  }

  static Verdict.Refused none(String id) {
    return Verdict.refuse(
        Code.NOT_FOUND, "there is no creature \"" + Reading.shortened(id) + "\" here");
  }

  boolean owns(Figure figure) {
    return sender.id().equals(figure.owner());
  }

  /** Why the sender may not change this creature; null if it may. */
  Verdict.@Nullable Refused mayNot(Figure figure) {
    return isDm() || owns(figure)
        ? null
        : Verdict.refuse(Code.FORBIDDEN, "this is for the DM, and for whose character it is");
  }

  /** Does something with a creature, if it exists and the sender may change it. */
  Verdict with(String id, java.util.function.Function<Figure, Verdict> work) {
    Figure figure = figure(id);
    if (figure == null) {
      return none(id);
    }
    Verdict.Refused no = mayNot(figure);
    return no != null ? no : work.apply(figure);
  }

  /**
   * Its place in the active encounter, or null. A player does not know of the place of a character
   * that the DM has hidden, so it is as if there were none.
   */
  @Nullable CombatantSlot place(Figure figure) {
    CombatantSlot place = figure.fighting();
    boolean isThere =
        place != null && !figure.isGone() && (isDm() || !place.hidden().exists(draft));
    return isThere ? place : null;
  }

  /** The refusal for a sender that saw an older version; null if it saw the present one. */
  Verdict.@Nullable Refused stale(String id, long version, String present) {
    return stale(Ledger.VERSIONS.of(id).get(draft, 0L), version, present);
  }

  /** The same for the creature's place in its encounter. */
  Verdict.@Nullable Refused stalePlace(Figure figure, long version, String present) {
    return isDm()
        ? stale(Versions.ofPlace(draft, figure.encounter(), figure.id()), version, present)
        : stale(Versions.ofOwnPlace(draft, figure.id()), version, present);
  }

  private static Verdict.@Nullable Refused stale(long now, long seen, String present) {
    return seen == now
        ? null
        : Verdict.refuse(
            Code.CONFLICT,
            "this was changed meanwhile, and is now: " + present + " (version " + now + ")");
  }
}
