package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.kinds.campaign.rules.Affliction;
import dev.roomkeeper.kinds.campaign.rules.Body;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.DeathSaves;
import dev.roomkeeper.kinds.campaign.rules.HitPoints;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.Nature;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a creature is. All that there may be several of stands by id, so that two moves that change
 * different ones can be undone apart.
 *
 * @param asks what is still to be rolled for it
 */
@Data
record Vitals(
    HitPoints hp,
    Life life,
    DeathSaves deathSaves,
    int exhaustion,
    @Nullable String concentration,
    Map<String, Affliction> afflictions,
    Map<String, Pool> pools,
    Map<String, Consequence> asks) {
  static final int AFFLICTIONS_MAX = 40;
  static final int POOLS_MAX = 60;
  private static final int ASKS_MAX = 40;

  static Vitals healthy(int hpMax, List<Pool> pools) {
    Map<String, Pool> byName = new TreeMap<>();
    pools.forEach(pool -> byName.putIfAbsent(pool.name(), pool));
    return new Vitals(
        HitPoints.full(hpMax), Life.UP, DeathSaves.NONE, 0, null, Map.of(), byName, Map.of());
  }

  Body body(Nature nature) {
    return new Body(
        nature,
        hp,
        life,
        deathSaves,
        exhaustion,
        concentration,
        new ArrayList<>(new TreeMap<>(afflictions).values()));
  }

  List<Pool> poolList() {
    return new ArrayList<>(new TreeMap<>(pools).values());
  }

  /** After what was decided on. */
  Vitals after(Nature nature, List<Consequence> decided) {
    Body body = body(nature).after(decided);
    Map<String, Affliction> suffered = new TreeMap<>();
    body.afflictions().forEach(each -> suffered.put(each.id(), each));
    Map<String, Pool> left = new TreeMap<>(pools);
    left.replaceAll((_, pool) -> pool.after(decided));
    return new Vitals(
        body.hp(),
        body.life(),
        body.deathSaves(),
        body.exhaustion(),
        body.concentration(),
        suffered,
        left,
        asksAfter(body, decided));
  }

  private Map<String, Consequence> asksAfter(Body body, List<Consequence> decided) {
    Map<String, Consequence> open = new TreeMap<>(asks);
    for (Consequence consequence : decided) {
      switch (consequence) {
        case Consequence.AsksConcentrationSave _ -> open.put(free(open), consequence);
        case Consequence.AsksDeathSave _ -> open.put("death", consequence);
        case Consequence.AsksSave ask -> open.put(saveFor(ask.afflictionId()), consequence);
        case Consequence.AsksRecharge ask -> open.put("recharge-" + ask.pool(), consequence);
        case Consequence.ConditionEnds ends -> open.remove(saveFor(ends.afflictionId()));
        default -> {}
      }
    }
    open.keySet()
        .removeIf(key ->
            (key.startsWith("concentration") && body.concentration() == null)
                || (key.equals("death") && body.life() != Life.DYING)
                || body.life() == Life.DEAD);
    while (open.size() > ASKS_MAX) {
      open.remove(open.keySet().iterator().next());
    }
    return open;
  }

  private static String free(Map<String, Consequence> open) {
    int number = 1;
    while (open.containsKey("concentration-" + number)) {
      number++;
    }
    return "concentration-" + number;
  }

  /** The ask for the save that ends an affliction. */
  static String saveFor(String afflictionId) {
    return "save-" + afflictionId;
  }

  /** With all that waits for a turn of this order counted by the rounds of the next fight. */
  Vitals afterFight(TurnOrder order) {
    Map<String, Affliction> suffered = new TreeMap<>(afflictions);
    suffered.replaceAll((id, each) ->
        new Affliction(id, each.condition(), each.source(), each.until().afterFight(order)));
    return with(suffered, asks);
  }

  Vitals with(Map<String, Affliction> suffered, Map<String, Consequence> open) {
    return new Vitals(hp, life, deathSaves, exhaustion, concentration, suffered, pools, open);
  }

  Vitals withoutAsk(String ask) {
    Map<String, Consequence> open = new TreeMap<>(asks);
    open.remove(ask);
    return new Vitals(hp, life, deathSaves, exhaustion, concentration, afflictions, pools, open);
  }

  Vitals with(Pool pool) {
    Map<String, Pool> changed = new TreeMap<>(pools);
    changed.put(pool.name(), pool);
    return new Vitals(hp, life, deathSaves, exhaustion, concentration, afflictions, changed, asks);
  }

  /** An id for one more affliction of that condition: numbered within the creature alone. */
  String freeAffliction(String condition) {
    int number = 1;
    String id = condition;
    while (afflictions.containsKey(id)) {
      number++;
      id = condition + "-" + number;
    }
    return id;
  }
}
