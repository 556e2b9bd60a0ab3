package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.kinds.campaign.rules.Consequence.AsksConcentrationSave;
import dev.roomkeeper.kinds.campaign.rules.Consequence.BeginsDying;
import dev.roomkeeper.kinds.campaign.rules.Consequence.Cause;
import dev.roomkeeper.kinds.campaign.rules.Consequence.ConditionBegins;
import dev.roomkeeper.kinds.campaign.rules.Consequence.DeathSavesCount;
import dev.roomkeeper.kinds.campaign.rules.Consequence.Dies;
import dev.roomkeeper.kinds.campaign.rules.Consequence.LosesHp;
import dev.roomkeeper.kinds.campaign.rules.Consequence.LosesTemporaryHp;
import dev.roomkeeper.kinds.campaign.rules.Consequence.Stabilises;
import java.util.ArrayList;
import java.util.List;

/** What follows when damage, its defences counted, reaches a creature. */
public final class Hits {
  private Hits() {}

  /**
   * One source's damage to one creature.
   *
   * @param damage what is left of it after the creature's defences
   * @param isCritical whether a critical hit dealt it
   * @param knocksOut whether whoever dealt it, with a melee attack, would rather knock out
   * @param absorbedBreaksConcentration whether a save is asked for where temporary HP took it all
   */
  public record Hit(
      int damage, boolean isCritical, boolean knocksOut, boolean absorbedBreaksConcentration) {
    public Hit {
      if (damage < 0 || damage > HitPoints.MAX) {
        throw new IllegalArgumentException("damage must be from 0 to " + HitPoints.MAX);
      }
    }

    public static Hit of(int damage) {
      return new Hit(damage, false, false, true);
    }
  }

  /** All that follows, in order. */
  public static List<Consequence> take(Edition edition, Body body, Hit hit) {
    List<Consequence> follows = new ArrayList<>();
    if (hit.damage == 0 || body.life() == Life.DEAD) {
      return follows;
    }
    int absorbed = Math.min(body.hp().temporary(), hit.damage);
    if (absorbed > 0) {
      follows.add(new LosesTemporaryHp(absorbed));
    }
    int rest = hit.damage - absorbed;
    if (body.hp().now() == 0) {
      follows.addAll(rest == 0 ? List.of() : takeAt0(edition, body, rest, hit.isCritical));
    } else if (rest >= body.hp().now()) {
      follows.addAll(dropTo0(edition, body, rest, hit.knocksOut));
    } else {
      if (rest > 0) {
        follows.add(new LosesHp(rest));
      }
      if (body.concentration() != null && (rest > 0 || hit.absorbedBreaksConcentration)) {
        follows.add(new AsksConcentrationSave(Concentrating.dc(edition, hit.damage)));
      }
    }
    return List.copyOf(follows);
  }

  private static List<Consequence> dropTo0(
      Edition edition, Body body, int damage, boolean knocksOut) {
    int now = body.hp().now();
    if (knocksOut) {
      return knockOut(edition, body);
    }
    List<Consequence> follows = new ArrayList<>();
    follows.add(new LosesHp(now));
    if (!body.isCharacter()) {
      follows.addAll(die(body, Cause.MONSTER_AT_0));
    } else if (damage - now >= body.hpMax(edition)) {
      follows.addAll(die(body, Cause.MASSIVE_DAMAGE));
    } else {
      follows.addAll(fallDying(edition, body));
    }
    return follows;
  }

  /** What follows when a creature at 0 HP is one that makes death saves. */
  public static List<Consequence> fallDying(Edition edition, Body body) {
    List<Consequence> follows = new ArrayList<>();
    follows.add(new BeginsDying());
    follows.addAll(fallUnconscious(edition, body, Affliction.OUT));
    return List.copyOf(follows);
  }

  private static List<Consequence> fallUnconscious(Edition edition, Body body, Affliction out) {
    List<Consequence> follows = new ArrayList<>();
    if (!Conditions.isImmune(edition, body, Condition.UNCONSCIOUS)) {
      follows.add(new ConditionBegins(out));
    }
    follows.addAll(Conditions.fallProne(edition, body));
    follows.addAll(Concentrating.end(body));
    return follows;
  }

  /** 2014: unconscious and stable at 0 HP. 2024: unconscious at 1 HP, until a short rest ends. */
  private static List<Consequence> knockOut(Edition edition, Body body) {
    List<Consequence> follows = new ArrayList<>();
    int left = edition == Edition.OF_2024 ? 1 : 0;
    if (body.hp().now() > left) {
      follows.add(new LosesHp(body.hp().now() - left));
    }
    if (edition == Edition.OF_2014) {
      follows.add(new Stabilises());
    }
    follows.addAll(
        fallUnconscious(
            edition, body, edition == Edition.OF_2024 ? Affliction.KNOCKED_OUT : Affliction.OUT));
    return follows;
  }

  private static List<Consequence> takeAt0(
      Edition edition, Body body, int damage, boolean isCritical) {
    // A monster that makes death saves does so because the DM wanted it to.
    if (!body.isCharacter() && body.life() != Life.DYING) {
      return die(body, Cause.MONSTER_AT_0);
    }
    if (damage >= body.hpMax(edition)) {
      return die(body, Cause.MASSIVE_DAMAGE);
    }
    List<Consequence> follows = new ArrayList<>();
    if (body.life() == Life.UP) {
      follows.addAll(fallDying(edition, body));
    } else if (body.life() == Life.STABLE) {
      follows.add(new BeginsDying());
    }
    DeathSaves before = body.life() == Life.DYING ? body.deathSaves() : DeathSaves.NONE;
    int failures = isCritical ? 2 : 1;
    follows.add(new DeathSavesCount(0, failures));
    if (before.failures() + failures >= DeathSaves.ENOUGH) {
      follows.addAll(die(body, Cause.DEATH_SAVES));
    }
    return follows;
  }

  static List<Consequence> die(Body body, Cause cause) {
    List<Consequence> follows = new ArrayList<>();
    follows.add(new Dies(cause));
    follows.addAll(Concentrating.end(body));
    return List.copyOf(follows);
  }
}
