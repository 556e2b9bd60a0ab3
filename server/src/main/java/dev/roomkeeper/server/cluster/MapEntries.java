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

/** What the directory's map says of this node's rooms, and reads what it says of others'. */
final class MapEntries {
  static final long TIMEOUT_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(MapEntries.class);
  private static final long ONLINE_MILLIS = 1_000;
  private static final long ALL_MILLIS = 20_000;

  private final Directory directory;
  private final String nodeId;
  private final String address;
  private final Map<String, Integer> published = new ConcurrentHashMap<>(); // online, by room

  // Only on the timer's thread:
  private long publishedAtTicks;
  private long publishedAllAtTicks;

  MapEntries(Directory directory, String nodeId, String address) {
    this.directory = directory;
    this.nodeId = nodeId;
    this.address = address;
  }

  /** Says that these rooms live here. */
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

  /** The room does not live here any more. */
  void forget(String roomId) {
    published.remove(roomId);
  }

  /** Takes the room off the map; completes also when that fails. */
  CompletableFuture<Void> remove(String roomId, long epoch) {
    return ManyNodes.noted(directory.release(roomId, epoch), "taken off the map");
  }

  /** Says of which rooms others have come or gone; from time to time of all. */
  void renewIfDue(List<LiveRoom> live, long nowTicks) {
    if (nowTicks - publishedAtTicks < ONLINE_MILLIS) {
      return;
    }
    publishedAtTicks = nowTicks;
    if (nowTicks - publishedAllAtTicks >= ALL_MILLIS) {
      // A map that lost a part, or a claim that failed, is made whole again.
      publishedAllAtTicks = nowTicks;
      published.clear();
    }
    enter(live.stream().filter(this::hasChanged).toList());
  }

  private boolean hasChanged(LiveRoom room) {
    Integer before = published.get(room.record().id());
    return before == null || before != room.online();
  }

  /** How many are connected to those of the rooms that are on the map. */
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
