package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;

/** What holds of a campaign whatever was undone, said a second time for the tests. */
final class Wholeness {
  private Wholeness() {}

  static boolean holds(JsonObject state) {
    JsonObject encounters = state.object("encounters");
    String active = state.text("active");
    boolean[] holds = {active == null || encounters.has(active)};
    encounters.forEach((_, each) -> holds[0] &= holds(state, (JsonObject) each));
    return holds[0];
  }

  private static boolean holds(JsonObject state, JsonObject encounter) {
    JsonObject combatants = encounter.object("combatants");
    boolean[] holds = {true};
    combatants.forEach((id, each) ->
        holds[0] &=
            !"character".equals(((JsonObject) each).text("kind"))
                || state.object("characters").has(id));
    if (encounter.object("order").get("places") instanceof Json.Arr places) {
      for (Json each : places.items()) {
        JsonObject place = (JsonObject) each;
        String kind = String.valueOf(place.text("kind"));
        holds[0] &=
            kind.equals("gone")
                || kind.equals("lair")
                || combatants.has(String.valueOf(place.text("id")));
      }
    }
    return holds[0];
  }

  /** Without what is dealt anew after each undo. */
  static JsonObject undealt(JsonObject state) {
    JsonObject encounters = state.object("encounters");
    for (String id : encounters.keys()) {
      JsonObject combatants = encounters.object(id).object("combatants");
      for (String each : combatants.keys()) {
        combatants = combatants.with(each, combatants.object(each).without("face"));
      }
      encounters =
          encounters.with(id, encounters.object(id).without("turn").with("combatants", combatants));
    }
    return state.with("encounters", encounters);
  }
}
