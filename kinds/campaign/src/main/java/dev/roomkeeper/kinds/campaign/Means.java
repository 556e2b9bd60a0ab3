package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.Refill;
import dev.roomkeeper.kinds.campaign.rules.Rests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Things that creatures have a number of, and the rests that bring them back. */
final class Means {
  private static final int DICE_MAX = 40;

  private Means() {}

  @Payload
  record Spent(
      @Id String id, @Id String pool, @Range(min = 1, max = Pool.MAX) @Default("1") int count) {}

  /** A pool as it is from now on. It is made if there was none. */
  @Payload
  record SetPool(
      @Id String id,
      @Id String pool,
      @Range(min = 0, max = Pool.MAX) int left,
      @Nullable @Range(min = 0, max = Pool.MAX) Integer max,
      @Nullable Refill refill,
      @Range(min = 0, max = Versions.MAX) long version) {}

  /** A hit die; null for the server to throw it. */
  @Payload
  record HitDie(@Id String pool, @Nullable @Range(min = 1, max = 20) Integer rolled) {}

  @Payload
  record ShortRest(@Id String id, @Size(max = DICE_MAX) @Default("[]") List<HitDie> dice) {}

  @Payload
  record LongRest(
      @Size(min = 1, max = DICE_MAX) List<@Id String> ids, @Default("true") boolean eaten) {}

  private static Verdict.Refused noPool(String name) {
    return Verdict.refuse(
        Code.NOT_FOUND, "it has nothing called \"" + Reading.shortened(name) + "\"");
  }

  static Verdict spend(Scene scene, Spent asked) {
    return scene.with(
        asked.id,
        figure -> {
          Pool pool = figure.vitals().pools().get(asked.pool);
          if (pool == null) {
            return noPool(asked.pool);
          }
          List<Consequence> follows = pool.spend(asked.count);
          if (follows.isEmpty()) {
            return Verdict.refuse(Code.CONFLICT, "there are only " + pool.left() + " left");
          }
          scene.says(figure.name() + " uses " + asked.count + " of " + asked.pool);
          return Harm.apply(scene, figure, follows);
        });
  }

  static Verdict set(Scene scene, SetPool asked) {
    return scene.with(
        asked.id,
        figure -> {
          Pool pool = figure.vitals().pools().get(asked.pool);
          Verdict.Refused stale =
              scene.stale(
                  figure.id(),
                  asked.version,
                  pool == null ? "without it" : pool.left() + " of " + pool.max());
          if (stale != null) {
            return stale;
          }
          if (pool == null && figure.vitals().pools().size() >= Vitals.POOLS_MAX) {
            return Verdict.refuse(
                Code.TOO_LARGE, "a creature has at most " + Vitals.POOLS_MAX + " pools");
          }
          int max = asked.max != null ? asked.max : pool == null ? asked.left : pool.max();
          Refill refill =
              asked.refill != null
                  ? asked.refill
                  : pool == null ? new Refill.Never() : pool.refill();
          figure.set(
              figure.vitals().with(new Pool(asked.pool, max, Math.min(asked.left, max), refill)));
          scene.says(figure.name() + " has " + asked.left + " of " + asked.pool);
          return scene.draft.accept();
        });
  }

  static Verdict restShort(Scene scene, ShortRest asked) {
    return scene.with(
        asked.id,
        figure -> {
          if (!Rests.mayRest(scene.edition(), figure.body(), false)) {
            return Verdict.refuse(Code.CONFLICT, "it can't rest as it is");
          }
          List<Rests.SpentHitDie> spent = new ArrayList<>();
          for (HitDie die : asked.dice) {
            Pool pool = figure.vitals().pools().get(die.pool);
            if (pool == null || !(pool.refill() instanceof Refill.HitDice(int sides))) {
              return noPool(die.pool);
            }
            int rolled = die.rolled != null ? die.rolled : 1 + scene.dice().below(sides);
            spent.add(new Rests.SpentHitDie(die.pool, rolled));
          }
          int constitution =
              figure.hero() == null ? 0 : figure.hero().sheet().need(scene.draft).constitution();
          scene.says(figure.name() + " takes a short rest");
          return Harm.apply(
              scene,
              figure,
              Rests.takeShort(scene.edition(), figure.body(), figure.pools(), constitution, spent));
        });
  }

  static Verdict restLong(Scene scene, LongRest asked) {
    Map<String, List<Consequence>> all = new LinkedHashMap<>();
    for (String id : asked.ids) {
      Figure figure = scene.figure(id);
      if (figure == null) {
        return Scene.none(id);
      }
      Verdict.Refused no = scene.mayNot(figure);
      if (no != null) {
        return no;
      }
      if (!Rests.mayRest(scene.edition(), figure.body(), true)) {
        return Verdict.refuse(Code.CONFLICT, figure.name() + " can't rest as it is");
      }
      scene.says(figure.name() + " takes a long rest");
      all.put(
          figure.id(), Rests.takeLong(scene.edition(), figure.body(), figure.pools(), asked.eaten));
    }
    return Harm.apply(scene, all);
  }

  /** A legendary creature may have more in its lair. What it has spent stays spent. */
  static void moveToLair(Scene scene, String encounter, boolean inLair) {
    for (Figure figure : Figure.all(scene.draft, encounter)) {
      Creature creature = figure.creature();
      if (creature == null) {
        continue;
      }
      for (Pool fresh : creature.rank().legendary().pools(inLair)) {
        Pool pool = figure.vitals().pools().get(fresh.name());
        if (pool != null && pool.max() != fresh.max()) {
          int left = Math.max(0, fresh.max() - (pool.max() - pool.left()));
          figure.set(figure.vitals().with(fresh.withLeft(left)));
        }
      }
    }
  }
}
