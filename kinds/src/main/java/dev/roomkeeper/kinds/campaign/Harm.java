package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Damage;
import dev.roomkeeper.kinds.campaign.rules.DamagePart;
import dev.roomkeeper.kinds.campaign.rules.Dying;
import dev.roomkeeper.kinds.campaign.rules.Healing;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Hits;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Damage, healing, and what hangs by them. What follows by rule can be decided otherwise. */
final class Harm {
  static final int TARGETS_MAX = 40;
  static final int FOLLOWS_MAX = 40;

  private Harm() {}

  /** What was decided on for one creature. */
  @Payload
  record Decided(@Id String id, @Size(max = FOLLOWS_MAX) List<Consequence> follows) {}

  /**
   * What one target gets.
   *
   * @param share what its save left of it
   * @param follows what was decided on in place of what follows by rule
   */
  @Payload
  record Target(
      @Id String id,
      @Size(max = 8) @Default("[]") List<DamagePart> parts,
      @Default("whole") Damage.Share share,
      @Range(min = -1000, max = 1000) @Default("0") int adjustment,
      @Nullable @Size(max = FOLLOWS_MAX) List<Consequence> follows) {}

  @Payload
  record Dealt(
      @Size(min = 1, max = TARGETS_MAX) List<Target> targets,
      @Default("false") boolean critical,
      @Default("false") boolean knocksOut) {}

  @Payload
  record Healed(
      @Size(min = 1, max = TARGETS_MAX) List<@Id String> ids,
      @Range(min = 0, max = HitPoints.MAX) int amount) {}

  /** A new maximum; carries the version that the sender saw. */
  @Payload
  record MaxHp(
      @Id String id,
      @Range(min = 0, max = HitPoints.MAX) int max,
      @Range(min = 0, max = 1e15) long version) {}

  @Payload
  record OfCreature(@Id String id) {}

  @Payload
  record Revived(@Id String id, @Range(min = 1, max = HitPoints.MAX) @Default("1") int hp) {}

  /** Whatever was decided on, without any rule. */
  @Payload
  record Decisions(@Size(min = 1, max = TARGETS_MAX) List<Decided> targets) {}

  /** How a place in the order stands for this creature. */
  static TurnPlace.Kind kind(Figure figure) {
    return figure.vitals().life() == Life.DEAD ? TurnPlace.Kind.PASSES : TurnPlace.Kind.ACTS;
  }

  static Verdict damage(Scene scene, Dealt dealt) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (Target target : dealt.targets) {
      Figure figure = scene.figure(target.id);
      if (figure == null) {
        return Scene.none(target.id);
      }
      Verdict.Refused no = scene.mayNot(figure);
      if (no != null && !mayReport(scene)) {
        return no;
      }
      if (no == null || target.follows == null) {
        all.put(
            figure.id(),
            target.follows != null ? target.follows : follows(scene, dealt, target, figure));
      } else {
        return Verdict.refuse(Code.FORBIDDEN, "what follows for others is for the DM to decide");
      }
      int sum = target.parts.stream().mapToInt(DamagePart::amount).sum();
      scene.says(figure.name() + " takes " + sum + " damage");
    }
    return apply(scene, all);
  }

  private static boolean mayReport(Scene scene) {
    return Ledger.CAMPAIGN.options().playersDamage().need(scene.draft) == Ledger.Reported.APPLIED;
  }

  private static List<Consequence> follows(Scene scene, Dealt dealt, Target target, Figure figure) {
    Damage damage = new Damage(target.parts, target.share, target.adjustment);
    int taken = Damage.total(damage.against(scene.edition(), figure.body()));
    return Hits.take(
        scene.edition(),
        figure.body(),
        new Hits.Hit(
            taken,
            dealt.critical,
            dealt.knocksOut,
            Ledger.CAMPAIGN.options().absorbedBreaksConcentration().need(scene.draft)));
  }

  /** Applies what was decided on to each, and what follows from it for others. */
  static Verdict apply(Scene scene, Map<String, List<Consequence>> all) {
    for (Map.Entry<String, List<Consequence>> each : all.entrySet()) {
      Figure figure = Figure.find(scene.draft, each.getKey());
      if (figure == null) {
        return Scene.none(each.getKey());
      }
      figure.apply(each.getValue());
      if (figure.vitals().afflictions().size() > Vitals.AFFLICTIONS_MAX) {
        return Verdict.refuse(
            Code.TOO_LARGE, "a creature has at most " + Vitals.AFFLICTIONS_MAX + " conditions");
      }
    }
    Ripples.spread(scene, all);
    return scene.draft.accept();
  }

  /** What follows for one creature that the sender may change. */
  static Verdict one(Scene scene, String id, Function<Figure, List<Consequence>> follows) {
    return scene.with(id, figure -> apply(scene, Map.of(figure.id(), follows.apply(figure))));
  }

  static Verdict heal(Scene scene, Healed asked) {
    return each(
        scene,
        asked.ids,
        figure -> {
          scene.says(figure.name() + " regains " + asked.amount + " hit points");
          return Healing.heal(scene.edition(), figure.body(), asked.amount);
        });
  }

  static Verdict temporary(Scene scene, Healed asked) {
    return each(
        scene,
        asked.ids,
        figure -> {
          scene.says(figure.name() + " gets " + asked.amount + " temporary hit points");
          return Healing.giveTemporary(figure.body(), asked.amount);
        });
  }

  static Verdict each(Scene scene, List<String> ids, Function<Figure, List<Consequence>> follows) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (String id : ids) {
      Figure figure = scene.figure(id);
      if (figure == null) {
        return Scene.none(id);
      }
      Verdict.Refused no = scene.mayNot(figure);
      if (no != null) {
        return no;
      }
      all.put(figure.id(), follows.apply(figure));
    }
    return apply(scene, all);
  }

  static Verdict max(Scene scene, MaxHp asked) {
    return scene.with(
        asked.id,
        figure -> {
          Verdict.Refused stale =
              scene.stale(
                  figure.id(), asked.version, figure.vitals().hp().max() + " hit points at most");
          if (stale != null) {
            return stale;
          }
          scene.says(figure.name() + " has at most " + asked.max + " hit points");
          return apply(
              scene,
              Map.of(figure.id(), Healing.changeMax(scene.edition(), figure.body(), asked.max)));
        });
  }

  static Verdict stabilise(Scene scene, OfCreature asked) {
    return one(
        scene,
        asked.id,
        figure -> {
          scene.says(figure.name() + " is stable");
          return Dying.stabilise(figure.body());
        });
  }

  static Verdict revive(Scene scene, Revived asked) {
    return one(
        scene,
        asked.id,
        figure -> {
          scene.says(figure.name() + " lives again");
          return Healing.revive(scene.edition(), figure.body(), asked.hp);
        });
  }

  static Verdict decide(Scene scene, Decisions asked) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (Decided decided : asked.targets) {
      Figure figure = scene.figure(decided.id);
      if (figure == null) {
        return Scene.none(decided.id);
      }
      scene.says("the DM decides on " + figure.name());
      all.put(figure.id(), decided.follows);
    }
    return apply(scene, all);
  }
}
