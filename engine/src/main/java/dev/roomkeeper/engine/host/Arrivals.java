package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the answer to a join: the full view, or only what a returning member missed. */
final class Arrivals {
  private static final int MISSED_EVENTS_BYTES_MAX = 64 << 10;

  private final Room room;
  private final History history;

  Arrivals(Room room, History history) {
    this.room = room;
    this.history = history;
  }

  Flush.Arrival of(Input.Join join, Moment moment) {
    String memberId = join.memberId();
    List<String> held = Members.layersHeld(room.layers(), memberId);
    return new Flush.Arrival(
        new Flush.Who(memberId, Objects.requireNonNull(room.session(memberId))),
        kept(room, held),
        live(room, held),
        resumed(memberId, join.resume(), held),
        moment.nowMillis(),
        0);
  }

  private Flush.@Nullable Resumed resumed(
      String memberId, @Nullable Resume resume, List<String> held) {
    if (resume == null
        || resume.epoch() > room.epoch()
        || !room.isSession(memberId, resume.session())) {
      return null;
    }
    History.Gap gap = history.since(resume.epoch(), resume.version());
    if (gap == null) {
      return null;
    }
    // The engine's layer of that time says which layers the member held, so take the gap back.
    JsonObject engine = room.layers().object(Layers.ENGINE);
    JsonObject engineThen = engine;
    if (gap.change().get(Layers.ENGINE) instanceof Change.Nested inEngine) {
      engineThen = inEngine.inverse().applyTo(engine);
    }
    List<String> keptThen = Members.layersKept(engineThen, memberId);
    List<String> keptNow = Members.layersKept(engine, memberId);
    Change.Nested missed = Change.NONE;
    List<String> enter = new ArrayList<>();
    for (String layer : held) {
      // A layer that is or was held only live is sent whole, because we do not know what was sent
      // of it.
      if (!keptThen.contains(layer) || !keptNow.contains(layer)) {
        enter.add(layer);
      } else {
        missed = missed.with(layer, gap.change().get(layer));
      }
    }
    List<Flush.Told> events = missedEvents(memberId, engineThen, gap.commits());
    boolean eventsLost =
        events.stream().mapToLong(told -> told.event().bytes()).sum() > MISSED_EVENTS_BYTES_MAX;
    return new Flush.Resumed(
        missed,
        kept(room, enter),
        keptThen.stream().filter(layer -> !held.contains(layer)).toList(),
        eventsLost ? List.of() : events,
        eventsLost);
  }

  /** The events of the commits in layers that the member held when they happened. */
  private static List<Flush.Told> missedEvents(
      String memberId, JsonObject engineBefore, List<Commit> commits) {
    List<Flush.Told> missed = new ArrayList<>();
    JsonObject engine = engineBefore;
    for (Commit commit : commits) {
      if (commit.change().get(Layers.ENGINE) instanceof Change.Nested inEngine) {
        engine = inEngine.applyTo(engine);
      }
      if (!commit.events().isEmpty()) {
        List<String> held = Members.layersKept(engine, memberId);
        commit.events().stream()
            .filter(event -> held.contains(event.layer()))
            .forEach(event -> missed.add(new Flush.Told(commit.version(), event)));
      }
    }
    return missed;
  }

  /** The full documents of these kept layers. */
  static Map<String, Document> kept(Room room, List<String> names) {
    Map<String, Document> picked = new LinkedHashMap<>();
    for (String name : names) {
      picked.put(name, room.layers().layer(name));
    }
    return picked;
  }

  /** The full documents of the live twins of these layers, empty ones included. */
  static Map<String, Document> live(Room room, List<String> names) {
    return kept(room, names.stream().map(Layers::live).toList());
  }

  /** The layers, with their twins, that are in names and not in without. */
  static Map<String, Document> pick(Room room, List<String> names, List<String> without) {
    List<String> left = names.stream().filter(name -> !without.contains(name)).toList();
    Map<String, Document> picked = kept(room, left);
    picked.putAll(live(room, left));
    return picked;
  }
}
