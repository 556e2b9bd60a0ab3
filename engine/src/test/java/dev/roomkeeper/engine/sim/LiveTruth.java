package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of the live layers that one host shows: each value was written here, by somebody who
 * is still here by the same connection, rests on nothing that is not kept, and no kept write came
 * over it.
 */
final class LiveTruth {
  private static final int SHARE_BYTES = 16 << 10;

  private final Oracle.RoomTruth truth;
  private final long epoch;
  private JsonObject before = JsonObject.EMPTY;
  private final Set<String> known = new HashSet<>(); // nonces

  LiveTruth(Oracle.RoomTruth truth, long epoch) {
    this.truth = truth;
    this.epoch = epoch;
  }

  /**
   * @param change what is published, since what was shown before
   */
  void shown(Change.Nested change, Room state) {
    JsonObject live = state.layers().live();
    change.forEach((layer, inLayer) -> {
      if (!Layers.isLive(layer)) {
        JsonObject twin = before.object(Layers.live(layer));
        overwritten(layer, inLayer, twin, live.object(Layers.live(layer)), new ArrayList<>());
      }
    });
    if (live != before) {
      look(state, live);
    }
    before = live;
  }

  private void look(Room state, JsonObject live) {
    Map<String, Integer> bytes = new HashMap<>();
    live.forEach((layer, values) -> {
      boolean isSent = Layers.isSent(layer);
      Oracle.check(!JsonObject.EMPTY.equals(values), "the live layer %s is empty", layer);
      leaves(
          values,
          text -> {
            if (isSent) {
              LiveMark mark = LiveMark.read(text);
              look(state, layer, mark);
              bytes.merge(mark.owner(), text.length(), Integer::sum);
            }
          });
    });
    bytes.remove(LiveMark.ROOM);
    bytes.forEach((owner, total) ->
        Oracle.check(total <= SHARE_BYTES, "%s has %d bytes of live values", owner, total));
    if (live.object(Layers.live(Layers.ENGINE)).isTrue("opened")) {
      boolean isFilled = live.object(Layers.live(Layers.ALL)).has("opened");
      Oracle.check(isFilled, "%s is shown before its live layers are filled", state.id());
    }
  }

  private interface Leaf {
    void text(String text);
  }

  private static void leaves(Json value, Leaf leaf) {
    switch (value) {
      case JsonObject object ->
          object.forEach((key, inner) -> {
            Oracle.check(!JsonObject.EMPTY.equals(inner), "an empty object in live state: %s", key);
            leaves(inner, leaf);
          });
      case Json.Arr(var items) -> items.forEach(item -> leaves(item, leaf));
      case Json.Text(var text) -> leaf.text(text);
      case Json other -> {}
    }
  }

  private void look(Room state, String layer, LiveMark mark) {
    Oracle.check(mark.layer().equals(layer), "%s stands in layer %s", mark, layer);
    if (!mark.owner().equals(LiveMark.ROOM)) {
      Member owner = state.member(mark.owner());
      Oracle.check(
          owner != null && owner.online() && owner.sinceMillis() == mark.sinceMillis(),
          "%s outlives the connection that wrote it: %s",
          mark,
          owner);
    }
    if (known.add(mark.nonce())) {
      long first = truth.liveEpoch(mark.nonce(), epoch);
      Oracle.check(first == epoch, "%s was written in epoch %d, now it is %d", mark, first, epoch);
      Oracle.check(
          mark.durable().isEmpty() || truth.effect(mark.durable()) != null,
          "%s is shown, and rests on %s, which is not kept",
          mark,
          mark.durable());
    }
  }

  // --- Kept writes ---

  /** No value of before is left at, above or below a leaf that was written in the kept twin. */
  private static void overwritten(
      String layer, Change change, @Nullable Json before, @Nullable Json now, List<String> path) {
    if (before == null || now == null) {
      return;
    }
    if (change instanceof Change.Nested nested && before instanceof JsonObject object) {
      nested.forEach((key, inner) -> {
        path.add(key);
        overwritten(layer, inner, object.get(key), member(now, key), path);
        path.removeLast();
      });
      return;
    }
    Set<String> old = new HashSet<>();
    leaves(before, text -> old.add(LiveMark.read(text).nonce()));
    leaves(
        now,
        text ->
            Oracle.check(
                !old.contains(LiveMark.read(text).nonce()),
                "%s outlives what was kept in its place, %s in %s",
                text,
                path,
                layer));
  }

  private static @Nullable Json member(Json value, String key) {
    return value instanceof JsonObject object ? object.get(key) : value;
  }
}
