package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import java.util.ArrayList;
import java.util.List;

/** Dice that the server throws. */
final class Rolls {
  private static final int KEPT = 50;

  private Rolls() {}

  /**
   * Dice to throw.
   *
   * @param dice like 2d6+3
   * @param secret for the DM's eyes alone; the DM alone may ask for it
   */
  @Payload
  record Asked(
      @Length(max = 20) String dice,
      @Length(min = 0, max = 60) @Default("") String label,
      @Default("false") boolean secret) {}

  static Verdict roll(Scene scene, Asked asked) {
    if (Standing.isOut(scene.draft, scene.sender.id())) {
      return Verdict.refuse(Code.FORBIDDEN, "the DM has taken you out of this campaign");
    }
    if (asked.secret && !scene.isDm()) {
      return Verdict.refuse(Code.FORBIDDEN, "only the DM rolls in secret");
    }
    Roll roll;
    try {
      roll = Roll.of(asked.dice);
    } catch (IllegalArgumentException noDice) {
      return Verdict.refuse(Code.BAD_REQUEST, "\"dice\" must be like 2d6+3");
    }
    List<Integer> fell = new ArrayList<>();
    int total = roll.bonus();
    for (int i = 0; i < roll.count(); i++) {
      int die = 1 + scene.dice().below(roll.sides());
      fell.add(die);
      total += die;
    }
    Ledger.Rolled rolled =
        new Ledger.Rolled(
            scene.moment.nowMillis(), scene.sender.id(), roll.toString(), fell, total, asked.label);
    if (asked.secret) {
      keep(scene.draft, Ledger.SECRET_ROLLS, "secret-roll", rolled);
    } else {
      keep(scene.draft, Ledger.ROLLS, "roll", rolled);
    }
    return scene.draft.accept();
  }

  private static void keep(
      Draft draft, Slots<RolledSlot> slots, String series, Ledger.Rolled rolled) {
    long number = Ledger.next(draft, series);
    slots.of(MoveLog.key(number)).set(draft, rolled);
    slots.of(MoveLog.key(number - KEPT)).remove(draft);
  }
}
