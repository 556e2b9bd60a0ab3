package dev.roomkeeper.server.cluster;

import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Directory.Place;
import dev.roomkeeper.server.hub.LiveRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's entries on the directory's map of rooms, and reads of others' entries. */
final class MapEntries {
  static final long TIMEOUT_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(MapEntries.class);
  private static final long ONLINE_MILLIS = 1_000;
  private static final long ALL_MILLIS = 20_000;

  private final Directory directory;
  private final String nodeId;
  private final String address;
  private final Map<String, Integer> published = new ConcurrentHashMap<>(); // online, by room

  // Used on the timer's thread only:
  private long publishedAtTicks;
  private long publishedAllAtTicks;

  MapEntries(Directory directory, String nodeId, String address) {
    this.directory = directory;
    this.nodeId = nodeId;
    this.address = address;
  }

  /** Enters rooms that live here. */
  void enter(List<LiveRoom> rooms) {
    Map<String, Place> places = new HashMap<>();
    for (LiveRoom room : rooms) {
      int online = room.online();
      published.put(room.record().id(), online);
      places.put(room.record().id(), new Place(nodeId, address, room.epoch(), online));
    }
    if (!places.isEmpty()) {
      var _ = ManyNodes.noted(directory.claim(places), "put on the map");
    }
  }

  /** Forgets a room that left. */
  void forget(String roomId) {
    published.remove(roomId);
  }

  /** Takes the room off the map. Completes after a failure too. */
  CompletableFuture<Void> remove(String roomId, long epoch) {
    return ManyNodes.noted(directory.release(roomId, epoch), "taken off the map");
  }

  /** Publishes changed counts of connections, and from time to time all of them. */
  void renewIfDue(List<LiveRoom> live, long nowTicks) {
    if (nowTicks - publishedAtTicks < ONLINE_MILLIS) {
      return;
    }
    publishedAtTicks = nowTicks;
    if (nowTicks - publishedAllAtTicks >= ALL_MILLIS) {
      // This repairs a map that lost entries, and claims that failed.
      publishedAllAtTicks = nowTicks;
      published.clear();
    }
    enter(live.stream().filter(this::hasChanged).toList());
  }

  private boolean hasChanged(LiveRoom room) {
    Integer before = published.get(room.record().id());
    return before == null || before != room.online();
  }

  /** How many connections the rooms on the map have. */
  Map<String, Integer> online(List<String> roomIds) {
    if (roomIds.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> online = new HashMap<>();
    try {
      Whereabouts.within(TIMEOUT_MILLIS, directory.find(roomIds))
          .forEach((roomId, place) -> online.put(roomId, place.online()));
    } catch (CompletionException e) {
      LOG.debug("the directory can't be asked: {}", String.valueOf(e.getCause()));
    }
    return online;
  }
}
