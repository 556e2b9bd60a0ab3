package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import java.util.LinkedHashMap;
import java.util.Map;

/** A room's timers in the engine's layer: name to time of day. */
final class Timers {
  static final String TIMERS = "timers";

  private Timers() {}

  static JsonObject kept(Layers layers) {
    return layers.root().object(Layers.ENGINE).object(TIMERS);
  }

  static Map<String, Long> of(Layers layers) {
    Map<String, Long> timers = new LinkedHashMap<>();
    kept(layers)
        .forEach(
            (name, at) -> timers.put(name, at instanceof Json.Num(var millis) ? (long) millis : 0));
    return timers;
  }

  /** The time of day of the first timer; Long.MAX_VALUE for none. */
  static long first(Layers layers) {
    return of(layers).values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }
}
