package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;

/** What a command of a {@link SimKind} asks for: a few random deeds, each value marked. */
final class SimPayload {
  private static final List<String> KEYS = List.of("a", "b", "c", "__proto__");

  private final World sim;
  private final SimRoom room;
  private final String memberId;
  private final String id;

  SimPayload(World sim, SimRoom room, String memberId, String id) {
    this.sim = sim;
    this.room = room;
    this.memberId = memberId;
    this.id = id;
  }

  JsonObject of(String type) {
    List<Json> ops = new ArrayList<>();
    for (int i = 1 + sim.below(3); i > 0; i--) {
      ops.add(type.equals(SimKind.EPHEMERAL) ? glimpse() : deed());
    }
    JsonObject payload = JsonObject.EMPTY.with("id", id).with("ops", new Json.Arr(ops));
    return sim.chance(0.8) ? payload.with("did", layer()) : payload;
  }

  /** That a commit is taken back, or done again. */
  JsonObject redo(long version) {
    return JsonObject.EMPTY.with("id", id).with("version", version).with("anew", sim.chance(0.5));
  }

  /** That a timer is set. */
  static JsonObject wake(String id, String name, long inMillis) {
    JsonObject wake = op("wake", Layers.ALL).with("name", name).with("inMillis", inMillis);
    return JsonObject.EMPTY.with("id", id).with("ops", new Json.Arr(List.of(wake)));
  }

  private JsonObject deed() {
    String layer = layer();
    return switch (sim.below(36)) {
      case 0, 1, 2 -> op("remove", layer).with("path", path());
      case 3, 4, 5, 6, 7 -> op("merge", layer).with("path", path()).with("value", patch(layer, 2));
      case 8 -> op("clear", layer);
      case 9 -> op("enter", shared()).with("member", someone());
      case 10 -> op("glance", shared()).with("member", someone());
      case 11, 12 -> op("exit", shared()).with("member", someone());
      case 13, 14 -> op("require", Layers.ALL).with("path", steps("doc", key()));
      case 15 -> op(sim.chance(0.5) ? "refuse" : "throw", layer);
      case 16 -> op("put", layer).with("path", steps("doc", "blob")).with("value", blob(layer));
      case 17, 18 -> op("wake", layer).with("name", timer()).with("inMillis", sim.below(4_000));
      case 19 -> op("unwake", layer).with("name", timer());
      case 20 -> unwatch(layer);
      case 21, 22 -> glimpse();
      default -> op("put", layer).with("path", path()).with("value", value(layer, 2));
    };
  }

  /** Something that is true only for now. */
  private JsonObject glimpse() {
    String layer = Layers.live(layer());
    return switch (sim.below(20)) {
      case 0, 1 -> op("refuse", layer);
      case 2 -> op("clear", layer);
      case 3 -> op("remove", layer).with("path", path());
      case 4 ->
          op("live", layer)
              .with("path", steps("doc"))
              .with("value", JsonObject.of("blob", blob(layer)));
      default -> op("live", layer).with("path", steps("doc")).with("value", patch(layer, 2));
    };
  }

  private String timer() {
    return "t" + sim.below(6);
  }

  private JsonObject unwatch(String layer) {
    String user = "w" + sim.below(2);
    return op("unwatch", layer).with("user", user).with("value", sim.chance(0.4));
  }

  private static JsonObject op(String name, String layer) {
    return JsonObject.EMPTY.with("op", name).with("layer", layer);
  }

  private String key() {
    return KEYS.get(sim.below(KEYS.size()));
  }

  private Json path() {
    return switch (sim.below(4)) {
      case 0 -> steps("doc", key());
      case 1 -> steps("doc", key(), key(), key());
      default -> steps("doc", key(), key());
    };
  }

  private static Json steps(String... path) {
    List<Json> steps = new ArrayList<>();
    for (String step : path) {
      steps.add(Json.of(step));
    }
    return new Json.Arr(steps);
  }

  private String someone() {
    return room.clients.get(sim.below(room.clients.size())).memberId;
  }

  private String shared() {
    List<String> names = sim.chance(0.5) ? SimKind.ROLES : SimKind.CELLS;
    return names.get(sim.below(names.size()));
  }

  private String layer() {
    return switch (sim.below(8)) {
      case 0 -> Layers.SERVER;
      case 1 -> Layers.member(memberId);
      case 2 -> Layers.member(someone());
      case 3, 4 -> shared();
      default -> Layers.ALL;
    };
  }

  private Json mark(String layer) {
    return Json.of(layer + "#" + id);
  }

  private Json value(String layer, int depth) {
    return switch (sim.below(depth > 0 ? 8 : 4)) {
      case 0 -> JsonObject.EMPTY;
      case 1 -> Json.of(sim.below(5));
      case 2 -> new Json.Arr(List.of(mark(layer), JsonObject.of(key(), mark(layer))));
      case 3, 4, 5 -> mark(layer);
      default -> JsonObject.of(key(), value(layer, depth - 1)).with(key(), value(layer, depth - 1));
    };
  }

  private JsonObject patch(String layer, int depth) {
    JsonObject patch = JsonObject.EMPTY;
    for (int i = 1 + sim.below(3); i > 0; i--) {
      Json value =
          sim.chance(0.3)
              ? Json.Null.NULL
              : depth > 0 && sim.chance(0.5) ? patch(layer, depth - 1) : value(layer, depth);
      patch = patch.with(key(), value);
    }
    return patch;
  }

  private Json blob(String layer) {
    return JsonObject.of("text", Json.of(layer + "#" + id + "x".repeat(sim.below(9_000))));
  }
}
