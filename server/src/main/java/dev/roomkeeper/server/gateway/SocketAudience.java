package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sockets of one room. A flush costs one hand-over per event loop, however many sockets receive
 * it.
 */
final class SocketAudience implements Audience {
  /** If more hand-overs than this are pending, the room pauses. */
  private static final int UNDELIVERED_MAX = 64;

  private final RoomRecord room;
  private final AtomicInteger undelivered = new AtomicInteger();
  private final Map<Long, Connection> connections = new ConcurrentHashMap<>();
  // Replaced and never changed, because a delivery can close, and so remove, a connection.
  private final Map<Lane, List<Connection>> byLane = new ConcurrentHashMap<>();

  SocketAudience(RoomRecord room) {
    this.room = room;
  }

  /** Adds a connection, on its lane's loop, before the room hears of it. */
  void add(Connection connection) {
    connections.put(connection.id(), connection);
    byLane.compute(
        connection.lane(),
        (_, here) -> {
          List<Connection> now = here == null ? new ArrayList<>() : new ArrayList<>(here);
          now.add(connection);
          return now;
        });
  }

  /** Removes a connection, on its lane's loop. */
  void remove(Connection connection) {
    connections.remove(connection.id());
    byLane.computeIfPresent(
        connection.lane(),
        (_, here) -> {
          List<Connection> now = new ArrayList<>(here);
          now.remove(connection);
          return now.isEmpty() ? null : now;
        });
  }

  @Override
  public void publish(Flush flush) {
    FlushFrames frames = new FlushFrames(flush);
    boolean isForAll =
        flush.reach() == Flush.Reach.LAST || !flush.change().isEmpty() || !flush.events().isEmpty();
    if (!isForAll) {
      flush
          .personal()
          .forEach((id, personal) -> {
            Connection connection = connections.get(id);
            if (connection != null) {
              post(connection.lane(), () -> connection.deliver(room, frames, personal));
            }
          });
      return;
    }
    for (Lane lane : byLane.keySet()) {
      post(
          lane,
          () -> {
            for (Connection connection : byLane.getOrDefault(lane, List.of())) {
              connection.deliver(room, frames, flush.personal().get(connection.id()));
            }
          });
    }
  }

  /** Has a lane deliver something, and counts it as pending until that is done. */
  private void post(Lane lane, Runnable delivery) {
    undelivered.incrementAndGet();
    lane.post(() -> {
      undelivered.decrementAndGet();
      delivery.run();
    });
  }

  @Override
  public void wrote(long id, long bytes) {
    Connection connection = connections.get(id);
    if (connection != null) {
      connection.wrote(room.id(), bytes);
    }
  }

  @Override
  public boolean isBehind() {
    return undelivered.get() > UNDELIVERED_MAX;
  }

  @Override
  public void close(long id, CloseCode code, String reason) {
    Connection connection = connections.get(id);
    if (connection != null) {
      connection.lane().post(() -> connection.close(code, reason));
    }
  }

  @Override
  public void gone() {
    for (Connection connection : List.copyOf(connections.values())) {
      connection.lane().post(() -> connection.close(CloseCode.MOVING, "the room is moving"));
    }
  }
}
