package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds to a command what its sender sees at that moment of what the command sets, as pages do. */
final class WithVersions {
  private final JsonObject dm;
  private final JsonObject own;
  private final boolean isDm;
  private final String encounter;

  private WithVersions(TestRoom room, TestClient who, JsonObject payload) {
    dm = room.layers().object("role:dm");
    own = room.layers().object("member:" + who.memberId).object("own");
    isDm =
        "dm"
            .equals(
                room.layers().object("all").object(List.of("members", who.memberId)).text("seat"));
    String asked = payload.text("encounter");
    encounter = asked == null ? active() : asked;
  }

  /** The payload with what it lacks; what it has already stays. */
  static JsonObject fill(TestRoom room, TestClient who, String type, JsonObject payload) {
    return new WithVersions(room, who, payload).filled(type, payload);
  }

  private JsonObject filled(String type, JsonObject payload) {
    String id = String.valueOf(payload.text("id"));
    return switch (type) {
      case "hp.max", "exhaustion", "pool.set", "character.edit", "combatant.edit" ->
          with(
              payload,
              "version",
              Json.of(isDm ? version(id) : own.object(id).number("version", 0)));
      case "note" -> with(payload, "version", Json.of(version("note:" + payload.text("about"))));
      case "encounter.edit" -> with(payload, "version", Json.of(version(encounter)));
      case "rename", "options" -> with(payload, "version", Json.of(version("campaign")));
      case "seat.give" ->
          with(payload, "version", Json.of(version("seat:" + payload.text("member"))));
      case "combatant.alias" -> with(payload, "version", Json.of(place(id)));
      case "combatant.hide", "combatant.reveal", "surprise" ->
          with(payload.without("ids"), "targets", targets(payload.get("ids")));
      case "initiative.set", "turn.ready", "reaction.use" ->
          with(payload, "version", Json.of(isDm ? place(id) : ownPlace(id)));
      case "order.move", "lair" -> with(payload, "version", Json.of(version(active())));
      case "turn.delay" -> with(payload, "round", Json.of(order().number("round", 0)));
      case "turn.next", "turn.back" ->
          with(
              with(payload, "round", Json.of(order().number("round", 0))), "turn", Json.of(turn()));
      case "decide" -> payload.with("targets", decided(payload.get("targets")));
      case "encounter.activate" ->
          active().isEmpty() ? payload : with(payload, "instead", Json.of(active()));
      case "encounter.finish" ->
          with(payload, "encounter", Json.of(active().isEmpty() ? "e1" : active()));
      default -> payload;
    };
  }

  private static JsonObject with(JsonObject payload, String key, Json value) {
    return payload.has(key) ? payload : payload.with(key, value);
  }

  private String active() {
    String active = dm.text("active");
    return active == null ? "" : active;
  }

  private JsonObject order() {
    return dm.object(List.of("encounters", active(), "order"));
  }

  private String turn() {
    int active = (int) order().number("active", -1);
    return active >= 0 && order().get("places") instanceof Json.Arr(var places)
        ? String.valueOf(((JsonObject) places.get(active)).text("id"))
        : "";
  }

  private double version(String id) {
    return dm.object("versions").number(id, 0);
  }

  private double place(String id) {
    return version(dm.object("characters").has(id) ? encounter + "/" + id : id);
  }

  private double ownPlace(String id) {
    return own.object(List.of(id, "place")).number("version", 0);
  }

  private Json targets(@Nullable Json ids) {
    List<Json> targets = new ArrayList<>();
    if (ids instanceof Json.Arr(var all)) {
      for (Json each : all) {
        String id = ((Json.Text) each).value();
        targets.add(JsonObject.of("id", each).with("version", place(id)));
      }
    }
    return new Json.Arr(targets);
  }

  private Json decided(@Nullable Json targets) {
    List<Json> all = new ArrayList<>();
    if (targets instanceof Json.Arr(var each)) {
      for (Json one : each) {
        JsonObject target = (JsonObject) one;
        all.add(with(target, "version", Json.of(version(String.valueOf(target.text("id"))))));
      }
    }
    return new Json.Arr(all);
  }
}
