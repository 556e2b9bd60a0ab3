package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Port: which nodes are alive, and where rooms are likely to be. All of it is advice that makes
 * finding fast; who owns a room is for the {@link Journal} to say, and all that is here may vanish
 * at any time.
 *
 * <p>Calls return at once. Futures complete within a second, exceptionally when the directory can't
 * be asked.
 */
public interface Directory extends AutoCloseable {

  /**
   * What came of a heartbeat.
   *
   * @param nodes all that were heard of within the last minute, this one included
   * @param known whether the directory knew this node before; if not it is new, or was emptied
   */
  record Beat(List<Heard> nodes, boolean known) {}

  /**
   * Where a room is.
   *
   * @param epoch since which takeover
   * @param online how many are connected to it, as of a moment ago
   */
  record Place(String nodeId, String address, long epoch, int online) {}

  /** A room that was taken over, by any node. */
  record Taken(String roomId, long epoch) {}

  /** Says that this node lives, and hears of the others. */
  CompletableFuture<Beat> beat(Peer self);

  /** Forgets this node: it stops. */
  CompletableFuture<Void> leave(String nodeId);

  CompletableFuture<Optional<Place>> find(String roomId);

  /** The places of those of the rooms that have one. */
  CompletableFuture<Map<String, Place>> find(List<String> roomIds);

  /** Puts these rooms on the map, but for those that are there with a higher epoch. */
  CompletableFuture<Void> claim(Map<String, Place> places);

  /** Takes a room off the map if it is there with this epoch. */
  CompletableFuture<Void> release(String roomId, long epoch);

  /** Tells all nodes that a room was taken over; some may not hear of it. */
  void announce(Taken taken);

  /** Hears of takeovers, on a thread that must not be kept busy. */
  void onTaken(Consumer<Taken> listener);

  @Override
  void close();
}
