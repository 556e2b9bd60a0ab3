package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Connections that watch layers without being members: no seat, no commit, no session. If the room
 * delays its watchers, their flushes wait here.
 */
final class Watchers {
  static final int WATCHERS_MAX = 1_000;

  /** Beyond this number, waiting flushes are composed. */
  static final int WAITING_MAX = 512;

  private record Watcher(String userId, List<String> layers) {}

  private record Waiting(long dueTicks, Flush flush) {}

  private final Map<Long, Watcher> watchers = new LinkedHashMap<>();
  private final Map<Long, Watcher> arriving = new LinkedHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  boolean isEmpty() {
    return watchers.isEmpty() && arriving.isEmpty();
  }

  boolean isFull() {
    return watchers.size() + arriving.size() >= WATCHERS_MAX;
  }

  boolean isArriving() {
    return !arriving.isEmpty();
  }

  /** All watching connections. */
  List<Long> connections() {
    List<Long> all = new ArrayList<>(watchers.keySet());
    all.addAll(arriving.keySet());
    return all;
  }

  void arrive(long connection, String userId, List<String> layers) {
    arriving.put(connection, new Watcher(userId, layers));
  }

  /** Removes a watcher. Returns false if the connection was none. */
  boolean drop(long connection) {
    arriving.remove(connection);
    boolean watched = watchers.remove(connection) != null;
    if (isEmpty()) {
      waiting.clear();
    }
    return watched;
  }

  /** Whether the kind allows this user to watch these layers. */
  static boolean mayWatch(Room room, Moment moment, String userId, List<String> layers) {
    if (layers.isEmpty()) {
      return false;
    }
    for (String layer : layers) {
      if (Layers.isLive(layer) || !Layers.isSent(layer) || !mayWatch(room, moment, userId, layer)) {
        return false;
      }
    }
    return true;
  }

  /** A kind that throws has not given permission. */
  private static boolean mayWatch(Room room, Moment moment, String userId, String layer) {
    try {
      return room.kind().mayWatch(draft(room, moment), userId, layer);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static RoomDraft draft(Room room, Moment moment) {
    return new RoomDraft(
        room.layers(),
        new RoomDraft.Terms(
            null, false, moment.nowMillis(), room.version() + 1, room.kind().undo(), _ -> null));
  }

  /** The first view for new watchers. */
  Map<Long, Flush.Arrival> arrivals(Room room, Moment moment) {
    int delayMillis = room.rules().watchDelayMillis();
    Map<Long, Flush.Arrival> arrivals = new LinkedHashMap<>();
    arriving.forEach((connection, watcher) -> {
      List<String> now = delayMillis == 0 ? watcher.layers : List.of();
      arrivals.put(
          connection,
          new Flush.Arrival(
              null,
              Arrivals.kept(room, now),
              Arrivals.live(room, now),
              null,
              moment.nowMillis(),
              delayMillis));
    });
    return arrivals;
  }

  /**
   * Asks the kind again about every watcher and closes those who may not watch any more, before
   * anything newer is sent.
   */
  void look(Room room, Moment moment, List<Effect> effects) {
    for (Map<Long, Watcher> all : List.of(watchers, arriving)) {
      for (var each : List.copyOf(all.entrySet())) {
        if (!mayWatch(room, moment, each.getValue().userId, each.getValue().layers)) {
          all.remove(each.getKey());
          effects.add(
              new Effect.Close(
                  each.getKey(), CloseCode.FORBIDDEN, "this can't be watched any more"));
        }
      }
    }
  }

  /** Queues a flush for delayed watchers. */
  void delay(Flush flush, long nowTicks, int delayMillis) {
    if (delayMillis > 0 && !isEmpty()) {
      Map<Long, Flush.Personal> entering = new LinkedHashMap<>();
      arriving.forEach((connection, watcher) ->
          entering.put(connection, entering(flush, withTwins(watcher.layers))));
      if (watchers.isEmpty() && entering.isEmpty()) {
        return;
      }
      add(
          new Waiting(
              nowTicks + delayMillis, late(flush, flush.change(), flush.events(), entering)));
    }
    watchers.putAll(arriving);
    arriving.clear();
  }

  private void add(Waiting item) {
    if (waiting.size() >= WAITING_MAX) {
      waiting.add(composed(waiting.removeLast(), item));
    } else {
      waiting.add(item);
    }
  }

  private static Waiting composed(Waiting first, Waiting second) {
    List<Flush.Told> events = new ArrayList<>(first.flush.events());
    events.addAll(second.flush.events());
    Map<Long, Flush.Personal> entering = new LinkedHashMap<>();
    // A new watcher gets the layers as they are after both.
    first
        .flush
        .personal()
        .forEach((connection, personal) ->
            entering.put(connection, entering(second.flush, personal.enter().keySet())));
    entering.putAll(second.flush.personal());
    Change.Nested both = Change.compose(first.flush.change(), second.flush.change());
    return new Waiting(second.dueTicks, late(second.flush, both, events, entering));
  }

  private static List<String> withTwins(List<String> layers) {
    return layers.stream().flatMap(layer -> Stream.of(layer, Layers.live(layer))).toList();
  }

  private static Flush.Personal entering(Flush flush, Collection<String> layers) {
    Map<String, Document> enter = new LinkedHashMap<>();
    layers.forEach(layer -> enter.put(layer, flush.layers().layer(layer)));
    return new Flush.Personal(null, enter, Map.of(), List.of(), List.of());
  }

  private static Flush late(
      Flush flush,
      Change.Nested change,
      List<Flush.Told> events,
      Map<Long, Flush.Personal> personal) {
    return new Flush(
        flush.epoch(),
        flush.version(),
        change,
        events,
        personal,
        flush.validUntilTicks(),
        flush.layers(),
        Flush.Reach.LATE);
  }

  /** When the next delayed flush is due; Long.MAX_VALUE for never. */
  long dueTicks() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().dueTicks;
  }

  /**
   * Publishes the delayed flushes that are due. They were allowed to be sent when they were made.
   */
  void publishDue(long nowTicks, long validUntilTicks, List<Effect> effects) {
    while (!waiting.isEmpty() && waiting.element().dueTicks <= nowTicks) {
      Flush flush = waiting.remove().flush;
      effects.add(
          new Effect.Publish(
              new Flush(
                  flush.epoch(),
                  flush.version(),
                  flush.change(),
                  flush.events(),
                  flush.personal(),
                  validUntilTicks,
                  flush.layers(),
                  Flush.Reach.LATE)));
    }
  }
}
