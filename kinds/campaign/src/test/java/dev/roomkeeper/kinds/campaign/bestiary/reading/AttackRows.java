package dev.roomkeeper.kinds.campaign.bestiary.reading;

import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.number;
import static dev.roomkeeper.kinds.campaign.bestiary.reading.JsonParts.text;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.Feature;
import java.util.List;
import java.util.Map;

/** Holds the attacks that were read from sentences against the data's own rows of attacks. */
final class AttackRows {
  private AttackRows() {}

  static void check(
      List<JsonObject> actions,
      Map<String, List<JsonObject>> attacks,
      Creature creature,
      Report report) {
    for (JsonObject action : actions) {
      for (JsonObject row : attacks.getOrDefault(text(action, "pk"), List.of())) {
        check(text(action, "name"), row, creature, report);
      }
    }
  }

  private static void check(String action, JsonObject row, Creature creature, Report report) {
    boolean hasAny = false;
    boolean agrees = false;
    for (Feature feature : creature.features()) {
      Feature.Attack attack = feature.attack();
      if (attack != null && action.startsWith(feature.name())) {
        hasAny = true;
        agrees |= attack.toHit() == number(row, "to_hit_mod", 0) && isReach(row, attack);
      }
    }
    if (!hasAny) {
      report.add(action + ": the data have an attack, the text has none");
    } else if (!agrees) {
      report.add(action + ": the data have another bonus or distance than the text");
    }
  }

  private static boolean isReach(JsonObject row, Feature.Attack attack) {
    return !JsonParts.hasNumber(row, "reach") || number(row, "reach", 0) == attack.reachFeet();
  }
}
