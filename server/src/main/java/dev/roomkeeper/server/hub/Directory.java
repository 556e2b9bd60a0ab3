package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Port: which nodes are alive, and where rooms probably are. Everything here is advice that makes
 * finding a room fast. It may vanish at any time; the {@link Journal} decides who owns a room.
 *
 * <p>Calls return at once. Futures complete within a second, exceptionally when the directory can't
 * be asked.
 */
public interface Directory extends AutoCloseable {

  /**
   * The answer to a heartbeat.
   *
   * @param nodes all nodes heard of within the last minute, including this one
   * @param known whether the directory knew this node before; if not, the node is new or the
   *     directory was emptied
   */
  record Beat(List<Heard> nodes, boolean known) {}

  /**
   * Where a room is.
   *
   * @param epoch of the takeover that brought it there
   * @param online how many members were connected a moment ago
   */
  record Place(String nodeId, String address, long epoch, int online) {}

  /** Some node took a room over. */
  record Taken(String roomId, long epoch) {}

  /** Sends this node's heartbeat and returns the other nodes. */
  CompletableFuture<Beat> beat(Peer self);

  /** Removes this node, which is stopping. */
  CompletableFuture<Void> leave(String nodeId);

  CompletableFuture<Optional<Place>> find(String roomId);

  /** The places of the rooms. Rooms without a known place are missing. */
  CompletableFuture<Map<String, Place>> find(List<String> roomIds);

  /** Puts these rooms on the map, except those that are there with a higher epoch. */
  CompletableFuture<Void> claim(Map<String, Place> places);

  /** Takes a room off the map if it is there with this epoch. */
  CompletableFuture<Void> release(String roomId, long epoch);

  /** Tells all nodes that a room was taken over. Some may miss it. */
  void announce(Taken taken);

  /** Calls the listener for each takeover, on a thread that must not block. */
  void onTaken(Consumer<Taken> listener);

  @Override
  void close();
}
