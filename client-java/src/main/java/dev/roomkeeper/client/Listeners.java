package dev.roomkeeper.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A room's listeners. All are called on the room's loop. */
final class Listeners {
  private static final System.Logger LOG = System.getLogger("dev.roomkeeper.client");

  final List<Consumer<Replica>> changes = new CopyOnWriteArrayList<>();
  final List<Consumer<RoomStatus>> statuses = new CopyOnWriteArrayList<>();
  final List<Consumer<RoomException>> errors = new CopyOnWriteArrayList<>();
  private final Map<String, List<Consumer<RoomEvent>>> events = new ConcurrentHashMap<>();

  void onEvent(String type, Consumer<RoomEvent> listener) {
    events.computeIfAbsent(type, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  void tell(RoomEvent event) {
    tell(events.getOrDefault(event.type(), List.of()), event);
  }

  /** Calls all of them. If one fails, the others are called all the same. */
  static <T> void tell(List<Consumer<T>> all, T what) {
    for (Consumer<T> each : all) {
      try {
        each.accept(what);
      } catch (RuntimeException | AssertionError e) {
        LOG.log(System.Logger.Level.ERROR, "a callback failed", e);
      }
    }
  }
}
