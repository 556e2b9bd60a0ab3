package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Port: the nodes of the cluster, and which of them serves a room. */
public interface Cluster {

  /** The node that serves a room. */
  sealed interface Spot {
    record Here() implements Spot {}

    record At(Peer node) implements Spot {}
  }

  /**
   * Finds the node that serves the room: its owner, or the node that should open it. Blocks for up
   * to two seconds, so call it from virtual threads only.
   *
   * @param hops how many nodes, or routers that asked one, forwarded the request before
   * @throws IllegalStateException if no node can be found
   */
  Spot find(String roomId, int hops);

  /**
   * Like {@link #find}, for a router. A router forwards to the node it is told, and that node
   * checks whether it is right. Blocks for 550 ms at most, since a router waits no longer: if the
   * room's row is not read by then, the answer is what this node knows.
   */
  Spot lead(String roomId);

  /**
   * The epoch that a takeover of the room by this node has to follow. Completes with {@link
   * RoomElsewhere} if another node owns the room.
   */
  CompletableFuture<Long> follows(String roomId);

  /**
   * Notes that the node did not answer. Returns whether its rooms may be taken over, which holds
   * until it is heard of again.
   *
   * @param isGone nothing listens at its address, so it can't be merely slow
   */
  boolean suspect(Peer node, boolean isGone, String why);

  /** {@link Hub#edit} on that node. */
  CompletableFuture<Answer> edit(Peer node, String roomId, String userId, Command command);

  /** {@link Hub#remove} on that node. */
  CompletableFuture<Void> remove(Peer node, String roomId, @Nullable String by);

  /** How many members are connected to each of the rooms that live on other nodes. */
  Map<String, Integer> online(List<String> roomIds);

  /** Notes that the room lives on this node from now on. */
  void opened(LiveRoom room);

  /**
   * Notes that the room left this node, because it was lost or given up. Completes once any node
   * may open it, also after a failure.
   */
  CompletableFuture<Void> closed(LiveRoom room, boolean lost);

  /** A cluster of this node alone. */
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
        public CompletableFuture<Void> remove(Peer node, String roomId, @Nullable String by) {
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
