package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.kinds.campaign.rules.Body;
import dev.roomkeeper.kinds.campaign.rules.ConditionEffect;
import dev.roomkeeper.kinds.campaign.rules.Conditions;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Life;
import dev.roomkeeper.kinds.campaign.rules.TurnOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change of one creature means for others: effects that end with a concentration, and
 * grapples by those who can't act.
 */
final class Ripples {
  private Ripples() {}

  /** Applies what follows for others from what was applied, and updates who has turns. */
  static void spread(Scene scene, Map<String, List<Consequence>> applied) {
    List<Figure> all = everybody(scene);
    for (Map.Entry<String, List<Consequence>> each : applied.entrySet()) {
      for (Consequence consequence : each.getValue()) {
        if (consequence instanceof Consequence.ConcentrationEnds(String effect)) {
          Set<String> others = concentrating(all, effect, each.getKey());
          all.forEach(other -> other.apply(Conditions.effectEnds(other.body(), effect, others)));
        }
      }
      Figure figure = Figure.find(scene.draft, each.getKey());
      if (figure == null) {
        continue;
      }
      Body body = figure.body();
      if (body.life() == Life.DEAD
          || figure.isGone()
          || Conditions.all(scene.edition(), body).contains(ConditionEffect.NO_ACTIONS)) {
        all.forEach(
            other -> other.apply(Conditions.sourceIncapacitated(other.body(), figure.id())));
      }
      keepPlace(scene, figure);
    }
  }

  /** Who else concentrates on something of this name. */
  private static Set<String> concentrating(List<Figure> all, String effect, String but) {
    return all.stream()
        .filter(figure -> effect.equals(figure.vitals().concentration()))
        .map(Figure::id)
        .filter(id -> !id.equals(but))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Figure> everybody(Scene scene) {
    List<Figure> all = new ArrayList<>();
    String active = Ledger.ACTIVE.get(scene.draft, "");
    if (!active.isEmpty()) {
      all.addAll(Figure.all(scene.draft, active));
    }
    for (String id : Ledger.CHARACTERS.keys(scene.draft)) {
      if (all.stream().noneMatch(figure -> figure.id().equals(id))) {
        Figure character = Figure.find(scene.draft, id);
        if (character != null) {
          all.add(character);
        }
      }
    }
    return all;
  }

  /** The dead have no turns, nor has who is gone. A creature that lives again has turns again. */
  private static void keepPlace(Scene scene, Figure figure) {
    if (figure.encounter().isEmpty()) {
      return;
    }
    EncounterSlot encounter = Ledger.ENCOUNTERS.of(figure.encounter());
    TurnOrder order = encounter.order().need(scene.draft);
    int at = order.indexOf(figure.id());
    if (at >= 0 && order.places().get(at).kind() != Harm.kind(figure)) {
      encounter.order().set(scene.draft, order.with(figure.id(), Harm.kind(figure)));
    }
  }
}
