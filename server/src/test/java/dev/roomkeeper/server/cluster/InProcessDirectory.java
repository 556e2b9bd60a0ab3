package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory in memory, for the nodes of one process. */
final class InProcessDirectory implements Directory {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessDirectory.class);
  private static final long REMEMBERED_MILLIS = 60_000;

  private record Seen(Peer node, long atTicks) {}

  private final Clock clock;
  private final Map<String, Seen> nodes = new ConcurrentHashMap<>();
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final List<Consumer<Taken>> listeners = new CopyOnWriteArrayList<>();

  InProcessDirectory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Beat> beat(Peer self) {
    long now = clock.ticks();
    boolean known = nodes.put(self.id(), new Seen(self, now)) != null;
    nodes.values().removeIf(seen -> now - seen.atTicks > REMEMBERED_MILLIS);
    List<Heard> heard =
        nodes.values().stream().map(seen -> new Heard(seen.node, now - seen.atTicks)).toList();
    return CompletableFuture.completedFuture(new Beat(heard, known));
  }

  @Override
  public CompletableFuture<Void> leave(String nodeId) {
    nodes.remove(nodeId);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Optional<Place>> find(String roomId) {
    return CompletableFuture.completedFuture(Optional.ofNullable(places.get(roomId)));
  }

  @Override
  public CompletableFuture<Map<String, Place>> find(List<String> roomIds) {
    Map<String, Place> found = new HashMap<>();
    for (String roomId : roomIds) {
      Place place = places.get(roomId);
      if (place != null) {
        found.put(roomId, place);
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletableFuture<Void> claim(Map<String, Place> claimed) {
    claimed.forEach((roomId, place) ->
        places.merge(roomId, place, (there, mine) -> there.epoch() > mine.epoch() ? there : mine));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> release(String roomId, long epoch) {
    places.computeIfPresent(roomId, (_, place) -> place.epoch() == epoch ? null : place);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void announce(Taken taken) {
    listeners.forEach(listener -> tell(listener, taken));
  }

  private static void tell(Consumer<Taken> listener, Taken taken) {
    try {
      listener.accept(taken);
    } catch (RuntimeException e) { // The others are to hear it all the same.
      LOG.warn("a takeover was told to one who failed: {}", e.toString());
    }
  }

  @Override
  public void onTaken(Consumer<Taken> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    nodes.clear();
    places.clear();
    listeners.clear();
  }
}
