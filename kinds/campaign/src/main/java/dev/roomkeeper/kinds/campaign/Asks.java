package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Concentrating;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Dying;
import dev.roomkeeper.kinds.campaign.rules.Exhaustion;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.Turns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rolls that a creature still has to make: saves, death saves, recharge dice. */
final class Asks {
  private Asks() {}

  /**
   * A roll that was asked for.
   *
   * @param natural the die as it fell; null for the server to throw it
   * @param total with all that is added; null for the die and what the stat block adds
   */
  @Payload
  record Rolled(
      @Id String id,
      @Id String ask,
      @Nullable @Range(min = 1, max = 20) Integer natural,
      @Nullable @Range(min = -50, max = 200) Integer total) {}

  @Payload
  record Dropped(@Id String id, @Id String ask) {}

  static Verdict answer(Scene scene, Rolled rolled) {
    return scene.with(
        rolled.id,
        figure -> {
          Consequence ask = figure.vitals().asks().get(rolled.ask);
          if (ask == null) {
            return notAsked();
          }
          if (ask instanceof Consequence.AsksRecharge
              && rolled.natural != null
              && rolled.natural > 6) {
            return Verdict.refuse(Code.BAD_REQUEST, "\"natural\" is a d6 here");
          }
          List<Consequence> follows = follows(scene, figure, ask, rolled);
          figure.set(figure.vitals().withoutAsk(rolled.ask));
          return Harm.apply(scene, figure, follows);
        });
  }

  private static Verdict.Refused notAsked() {
    return Verdict.refuse(Code.NOT_FOUND, "this roll is not asked for any more");
  }

  static Verdict drop(Scene scene, Dropped asked) {
    return scene.with(
        asked.id,
        figure -> {
          if (!figure.vitals().asks().containsKey(asked.ask)) {
            return notAsked();
          }
          figure.set(figure.vitals().withoutAsk(asked.ask));
          scene.says(figure.name() + " need not roll");
          return scene.draft.accept();
        });
  }

  private static List<Consequence> follows(
      Scene scene, Figure figure, Consequence ask, Rolled rolled) {
    return switch (ask) {
      case Consequence.AsksConcentrationSave(int dc) -> {
        int total = total(scene, figure, Ability.CONSTITUTION, rolled);
        scene.says(figure.name() + " saves for concentration with " + total + " against " + dc);
        yield Concentrating.saved(figure.body(), total, dc);
      }
      case Consequence.AsksSave(String affliction, Ability ability, int dc) -> {
        if (rolled.total == null && Saves.failsAlways(scene, figure, ability)) {
          scene.says(figure.name() + " can't save");
          yield List.of();
        }
        int total = total(scene, figure, ability, rolled);
        scene.says(figure.name() + " saves with " + ability.key() + " " + total + " against " + dc);
        yield Turns.saved(figure.body(), affliction, total, dc);
      }
      case Consequence.AsksDeathSave() -> {
        int natural =
            rolled.natural != null
                ? rolled.natural
                : Dying.die(scene.edition(), figure.body()).thrown(scene.dice());
        int total =
            rolled.total != null
                ? rolled.total
                : natural + Exhaustion.d20Penalty(scene.edition(), figure.body().exhaustion());
        scene.says(figure.name() + " rolls " + natural + " against death");
        yield Dying.deathSave(scene.edition(), figure.body(), natural, total);
      }
      case Consequence.AsksRecharge(String name, _) -> {
        int d6 = rolled.natural != null ? rolled.natural : 1 + scene.dice().below(6);
        Pool pool = figure.vitals().pools().get(name);
        scene.says(figure.name() + " rolls " + d6 + " for " + name);
        yield pool == null ? List.of() : Turns.recharged(pool, d6);
      }
      default -> List.of();
    };
  }

  private static int total(Scene scene, Figure figure, Ability ability, Rolled rolled) {
    return rolled.total != null
        ? rolled.total
        : Saves.total(scene, figure, ability, rolled.natural);
  }
}
