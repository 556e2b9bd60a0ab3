package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Body;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.ConsequenceType;
import dev.roomkeeper.kinds.campaign.rules.Damage;
import dev.roomkeeper.kinds.campaign.rules.DamageMake;
import dev.roomkeeper.kinds.campaign.rules.DamagePart;
import dev.roomkeeper.kinds.campaign.rules.DamageType;
import dev.roomkeeper.kinds.campaign.rules.Dying;
import dev.roomkeeper.kinds.campaign.rules.Healing;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Hits;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.Roll;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Damage, healing, and what follows from them. The sender can decide otherwise than the rule. */
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
   * @param share what its save left of it; null where {@link Dealt#save} says it
   * @param rolled its save with all that is added; null for the server to roll it
   * @param follows what was decided on in place of what follows by rule
   * @param declined what shall not follow, by the types of consequences
   */
  @Payload
  record Target(
      @Id String id,
      @Size(max = 8) @Default("[]") List<DamagePart> parts,
      Damage.@Nullable Share share,
      @Range(min = -1000, max = 1000) @Default("0") int adjustment,
      @Nullable @Range(min = -50, max = 200) Integer rolled,
      @Nullable @Size(max = FOLLOWS_MAX) List<Consequence> follows,
      @Size(max = FOLLOWS_MAX) @Default("[]") List<@Length(max = 40) String> declined) {}

  /** Damage dice that the server throws once for all targets. */
  @Payload
  record Thrown(
      @Length(max = 20) String dice,
      @Default("untyped") DamageType type,
      @Default("magical") DamageMake make) {}

  /** The save that each target makes, and how much damage a target takes that succeeds. */
  @Payload
  record SaveFor(
      Ability ability, @Range(min = 0, max = 99) int dc, @Default("half") Damage.Share saved) {}

  @Payload
  record Dealt(
      @Size(min = 1, max = TARGETS_MAX) List<Target> targets,
      @Size(max = 8) @Default("[]") List<Thrown> dice,
      @Nullable SaveFor save,
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
      @Range(min = 0, max = Versions.MAX) long version) {}

  @Payload
  record OfCreature(@Id String id) {}

  @Payload
  record Revived(@Id String id, @Range(min = 1, max = HitPoints.MAX) @Default("1") int hp) {}

  /** What the DM decides on for one creature; carries the version that the DM saw. */
  @Payload
  record Decision(
      @Id String id,
      @Size(max = FOLLOWS_MAX) List<Consequence> follows,
      @Range(min = 0, max = Versions.MAX) long version) {}

  /** Whatever was decided on, without any rule. */
  @Payload
  record Decisions(@Size(min = 1, max = TARGETS_MAX) List<Decision> targets) {}

  /** The kind of place that this creature has in the order. */
  static TurnPlace.Kind kind(Figure figure) {
    if (figure.isGone()) {
      return TurnPlace.Kind.GONE;
    }
    return figure.vitals().life() == Life.DEAD ? TurnPlace.Kind.PASSES : TurnPlace.Kind.ACTS;
  }

  static Verdict damage(Scene scene, Dealt dealt) {
    List<DamagePart> thrown = new ArrayList<>();
    for (Thrown part : dealt.dice) {
      Roll roll;
      try {
        roll = Roll.of(part.dice);
      } catch (IllegalArgumentException noDice) {
        return Verdict.refuse(Code.BAD_REQUEST, "\"dice\" must be like 2d6+3");
      }
      int amount = (dealt.critical ? roll.critical() : roll).thrown(scene.dice());
      thrown.add(new DamagePart(Math.min(amount, HitPoints.MAX), part.type, part.make));
    }
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (Target target : dealt.targets) {
      Figure figure = scene.figure(target.id);
      if (figure == null) {
        return Scene.none(target.id);
      }
      boolean isAllowed = scene.mayNot(figure) == null;
      if (!isAllowed && (target.follows != null || !target.declined.isEmpty())) {
        return Verdict.refuse(Code.FORBIDDEN, "what follows for others is for the DM to decide");
      }
      switch (isAllowed ? Ledger.Reported.APPLIED : Proposals.rule(scene)) {
        case APPLIED ->
            all.merge(
                figure.id(),
                without(
                    follows(scene, dealt, target, thrown, all.getOrDefault(figure.id(), List.of())),
                    target.declined),
                Harm::both);
        case PROPOSED -> {
          Verdict.Refused full = Proposals.add(scene, figure, dealt, target, thrown);
          if (full != null) {
            return full;
          }
        }
        case REFUSED -> {
          return Verdict.refuse(
              Code.FORBIDDEN, "this is for the DM, and for whose character it is");
        }
      }
    }
    return apply(scene, all);
  }

  /** The consequences without those of these types. */
  static List<Consequence> without(List<Consequence> follows, List<String> types) {
    return follows.stream()
        .filter(each ->
            !(ConsequenceType.INSTANCE.json(each) instanceof JsonObject json)
                || !types.contains(String.valueOf(json.text("type"))))
        .toList();
  }

  private static List<Consequence> both(List<Consequence> first, List<Consequence> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /**
   * What follows for one target.
   *
   * @param before what follows from sources that were named before: each is a hit of its own
   */
  private static List<Consequence> follows(
      Scene scene, Dealt dealt, Target target, List<DamagePart> thrown, List<Consequence> before) {
    Figure figure = Objects.requireNonNull(scene.figure(target.id));
    Body body = figure.body().after(before);
    List<DamagePart> parts = new ArrayList<>(target.parts);
    parts.addAll(thrown);
    Damage damage = new Damage(parts, share(scene, dealt, target, figure), target.adjustment);
    int taken = Damage.total(damage.against(scene.edition(), body));
    scene.says(figure.name() + " takes " + taken + " damage");
    return target.follows != null
        ? target.follows
        : Hits.take(
            scene.edition(),
            body,
            new Hits.Hit(
                taken,
                dealt.critical,
                dealt.knocksOut,
                Ledger.CAMPAIGN.options().absorbedBreaksConcentration().need(scene.draft)));
  }

  private static Damage.Share share(Scene scene, Dealt dealt, Target target, Figure figure) {
    if (target.share != null || dealt.save == null) {
      return target.share == null ? Damage.Share.WHOLE : target.share;
    }
    SaveFor save = dealt.save;
    if (target.rolled == null && Saves.failsAlways(scene, figure, save.ability)) {
      scene.says(figure.name() + " can't save");
      return Damage.Share.WHOLE;
    }
    int total =
        target.rolled != null ? target.rolled : Saves.total(scene, figure, save.ability, null);
    scene.says(figure.name() + " saves with " + total + " against " + save.dc);
    return total >= save.dc ? save.saved : Damage.Share.WHOLE;
  }

  /** Applies what was decided on to one, and what follows from it for others. */
  static Verdict apply(Scene scene, Figure figure, List<Consequence> decided) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    all.put(figure.id(), decided);
    return apply(scene, all);
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
    return scene.with(id, figure -> apply(scene, figure, follows.apply(figure)));
  }

  static Verdict heal(Scene scene, Healed asked) {
    return each(
        scene,
        asked.ids,
        figure -> {
          List<Consequence> follows = Healing.heal(scene.edition(), figure.body(), asked.amount);
          int regained = 0;
          for (Consequence each : follows) {
            regained += each instanceof Consequence.RegainsHp(int amount) ? amount : 0;
          }
          scene.says(figure.name() + " regains " + regained + " hit points");
          return follows;
        });
  }

  static Verdict temporary(Scene scene, Healed asked) {
    return each(
        scene,
        asked.ids,
        figure -> {
          List<Consequence> follows = Healing.giveTemporary(figure.body(), asked.amount);
          scene.says(
              figure.name()
                  + (follows.isEmpty()
                      ? " keeps what temporary hit points it has"
                      : " gets " + asked.amount + " temporary hit points"));
          return follows;
        });
  }

  static Verdict each(Scene scene, List<String> ids, Function<Figure, List<Consequence>> follows) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (String id : new LinkedHashSet<>(ids)) {
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
          return apply(scene, figure, Healing.changeMax(scene.edition(), figure.body(), asked.max));
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
    for (Decision decided : asked.targets) {
      Figure figure = scene.figure(decided.id);
      if (figure == null) {
        return Scene.none(decided.id);
      }
      Vitals now = figure.vitals();
      Verdict.Refused stale =
          scene.stale(
              figure.id(),
              decided.version,
              figure.name() + " has " + now.hp().now() + " of " + now.hp().max() + " hit points");
      if (stale != null) {
        return stale;
      }
      scene.says("the DM decides on " + figure.name());
      all.merge(figure.id(), decided.follows, Harm::both);
    }
    return apply(scene, all);
  }
}
