package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Layers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timers of one room as the journal has them. */
final class WakeTruth {
  private Map<String, @Nullable Object> timers = Map.of();

  /** After a commit: the kind has noted the same timers as the engine. */
  void kept(Map<String, @Nullable Object> state) {
    timers = PlainJson.members(PlainJson.members(state.get(Layers.ENGINE)).get("timers"));
    Map<String, @Nullable Object> noted =
        PlainJson.members(PlainJson.members(state.get(Layers.SERVER)).get("wakes"));
    Oracle.check(
        timers.keySet().equals(noted.keySet()),
        "the engine has the timers %s, the kind set %s",
        timers,
        noted);
  }

  /** When the first is due, as a time of day; Long.MAX_VALUE for never. */
  long first() {
    return timers.values().stream()
        .mapToLong(at -> at instanceof Number number ? number.longValue() : 0)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Long after the last was set, all have come. */
  void noneIsLeft() {
    Oracle.check(timers.isEmpty(), "timers that never came: %s", timers);
  }
}
