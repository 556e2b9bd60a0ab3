package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Timer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A room's timers, measured on the monotonic clock. Each timer is armed once, when it is set or
 * when the room is opened, by its distance from the time of day at that moment.
 */
final class Alarms {
  private record Armed(long atMillis, long dueTicks) {}

  private JsonObject known = JsonObject.EMPTY;
  private Map<String, Armed> armed = new LinkedHashMap<>();

  /** Arms new timers and forgets cancelled ones. */
  void follow(Layers layers, Moment moment) {
    JsonObject timers = Timers.kept(layers);
    if (timers == known) {
      return;
    }
    known = timers;
    Map<String, Armed> next = new LinkedHashMap<>();
    Timers.of(layers)
        .forEach((name, atMillis) -> {
          Armed before = armed.get(name);
          next.put(
              name,
              before != null && before.atMillis == atMillis
                  ? before
                  : new Armed(atMillis, moment.ticks() + atMillis - moment.nowMillis()));
        });
    armed = next;
  }

  /** When the first timer is due, in ticks; Long.MAX_VALUE for never. */
  long dueTicks() {
    return armed.values().stream().mapToLong(Armed::dueTicks).min().orElse(Long.MAX_VALUE);
  }

  /** The oldest timer that is due, or null. */
  @Nullable Timer due(long nowTicks) {
    String first = null;
    for (String name : armed.keySet()) {
      if (first == null || dueTicks(name) < dueTicks(first)) {
        first = name;
      }
    }
    if (first == null || dueTicks(first) > nowTicks) {
      return null;
    }
    return new Timer(
        first,
        java.util.Objects.requireNonNull(armed.get(first)).atMillis,
        nowTicks - dueTicks(first));
  }

  private long dueTicks(String name) {
    Armed alarm = armed.get(name);
    return alarm == null ? Long.MAX_VALUE : alarm.dueTicks;
  }
}
