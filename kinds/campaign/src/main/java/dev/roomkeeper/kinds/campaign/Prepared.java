package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.kinds.campaign.rules.ChallengeRating;
import dev.roomkeeper.kinds.campaign.rules.EncounterBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the DM is told of each encounter: how hard it is for the party, and how it will look to
 * players. Both follow from the encounters and the characters, and stand in the DM's layer alone.
 */
final class Prepared {
  private static final int LEVEL_MAX = 20;

  private Prepared() {}

  /**
   * How hard an encounter is.
   *
   * @param xp of all its monsters, dead ones too
   * @param unrated how many monsters have no stat block, and so count for nothing
   * @param levels of the characters in the encounter; of the whole party if none is in it
   * @param difficulty null where no character has a level
   */
  @Data
  record Budget(
      int xp,
      int unrated,
      List<Integer> levels,
      int low,
      int moderate,
      int high,
      EncounterBudget.@Nullable Difficulty difficulty) {}

  static void write(Draft draft) {
    Map<String, Budget> budgets = new TreeMap<>();
    Map<String, Seen.SeenFight> previews = new TreeMap<>();
    String active = Ledger.ACTIVE.get(draft, "");
    for (String id : Ledger.ENCOUNTERS.keys(draft)) {
      budgets.put(id, budget(draft, id));
      if (!id.equals(active)) {
        int[] number = {0};
        Map<String, Ledger.Face> faces = Faces.all(draft, id, () -> "new" + ++number[0]);
        previews.put(id, new FightView(draft, id, faces).seen());
      }
    }
    Ledger.BUDGETS.set(draft, (JsonObject) Types.map(BudgetType.INSTANCE).json(budgets));
    Ledger.PREVIEWS.set(draft, (JsonObject) Types.map(SeenFightType.INSTANCE).json(previews));
  }

  private static Budget budget(Draft draft, String encounter) {
    int xp = 0;
    int unrated = 0;
    List<Integer> levels = new ArrayList<>();
    for (Figure figure : Figure.all(draft, encounter)) {
      CombatantSlot slot = Ledger.ENCOUNTERS.of(encounter).combatants().of(figure.id());
      switch (slot.kind().need(draft)) {
        case CHARACTER -> addLevel(Ledger.CHARACTERS.of(figure.id()).need(draft), levels);
        case MONSTER -> {
          JsonObject creature = slot.creature().get(draft);
          xp += creature == null ? 0 : xp(creature);
          unrated += creature == null ? 1 : 0;
        }
        case ALLY -> {}
      }
    }
    if (levels.isEmpty()) {
      Ledger.CHARACTERS.forEach(draft, (_, hero) -> addLevel(hero.need(draft), levels));
    }
    EncounterBudget budget = EncounterBudget.of(levels);
    return new Budget(
        xp,
        unrated,
        levels,
        budget.low(),
        budget.moderate(),
        budget.high(),
        levels.isEmpty() ? null : budget.difficulty(xp));
  }

  /** By the short keys of its stat block, since reading all of it at each command would be slow. */
  private static int xp(JsonObject creature) {
    int eighths = (int) creature.number("cr", 0);
    int usual = ChallengeRating.exists(eighths) ? ChallengeRating.xp(eighths) : 0;
    return (int) creature.number("xp", usual);
  }

  private static void addLevel(Ledger.Hero hero, List<Integer> levels) {
    int level = hero.sheet().classes().stream().mapToInt(Sheet.Levels::level).sum();
    if (level > 0 && !hero.retired()) {
      levels.add(Math.min(level, LEVEL_MAX));
    }
  }
}
