package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Port: the nodes that act as one, and which of them a room is to be served by. */
public interface Cluster {

  /** Where a room is to be served. */
  sealed interface Spot {
    record Here() implements Spot {}

    record At(Peer node) implements Spot {}
  }

  /**
   * Where the room is to be served: where it lives, or where it should open. Blocks for up to a
   * second or two: from virtual threads only.
   *
   * @param hops how many nodes, or routers that asked one, sent the asker here
   * @throws IllegalStateException if nobody can say
   */
  Spot find(String roomId, int hops);

  /**
   * As {@link #find} for a router, which sends on whoever asked to the node that it is told: that
   * one finds out by itself whether it is right. Blocks for 550 ms at most, since a router does not
   * wait longer: without the room's row it says what the node knows.
   */
  Spot lead(String roomId);

  /**
   * The epoch that a takeover of the room by this node is to follow; completes with {@link
   * RoomElsewhere} if another node has it after all.
   */
  CompletableFuture<Long> follows(String roomId);

  /**
   * The node did not answer just now; whether its rooms may be taken over therefore, until it is
   * heard of again.
   *
   * @param isGone nobody listens there any more, so that it can't be only slow
   */
  boolean suspect(Peer node, boolean isGone, String why);

  /** As {@link Hub#edit} on that node. */
  CompletableFuture<Answer> edit(Peer node, String roomId, String userId, Command command);

  /** As {@link Hub#remove} on that node. */
  CompletableFuture<Void> remove(Peer node, String roomId);

  /** How many are connected to those of the rooms that live on other nodes. */
  Map<String, Integer> online(List<String> roomIds);

  /** The room lives on this node from now on. */
  void opened(LiveRoom room);

  /**
   * The room does not live on this node any more, as it was lost or given up; completes, also when
   * that fails, once any node may open it.
   */
  CompletableFuture<Void> closed(LiveRoom room, boolean lost);

  /** One node that is all there is. */
  Cluster ALONE =
      new Cluster() {
        @Override
        public Spot find(String roomId, int hops) {
          return new Spot.Here();
        }

        @Override
        public Spot lead(String roomId) {
          return new Spot.Here();
        }

        @Override
        public CompletableFuture<Long> follows(String roomId) {
          return CompletableFuture.completedFuture(Journal.ANY_EPOCH);
        }

        @Override
        public boolean suspect(Peer node, boolean isGone, String why) {
          throw new IllegalStateException("there is no other node");
        }

        @Override
        public CompletableFuture<Answer> edit(
            Peer node, String roomId, String userId, Command command) {
          throw new IllegalStateException("there is no other node");
        }

        @Override
        public CompletableFuture<Void> remove(Peer node, String roomId) {
          throw new IllegalStateException("there is no other node");
        }

        @Override
        public Map<String, Integer> online(List<String> roomIds) {
          return Map.of();
        }

        @Override
        public void opened(LiveRoom room) {}

        @Override
        public CompletableFuture<Void> closed(LiveRoom room, boolean lost) {
          return CompletableFuture.completedFuture(null);
        }
      };
}
