package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.CloseCode;
import dev.roomkeeper.engine.Flush;
import dev.roomkeeper.server.hub.Audience;
import dev.roomkeeper.server.hub.RoomRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of one room: a flush costs one hand-over per event loop, however many receive it. */
final class SocketAudience implements Audience {
  private final RoomRecord room;
  private final Map<Long, Connection> connections = new ConcurrentHashMap<>();
  // Each set is touched on its lane's loop alone.
  private final Map<Lane, Set<Connection>> byLane = new ConcurrentHashMap<>();

  SocketAudience(RoomRecord room) {
    this.room = room;
  }

  /** Adds a connection, on its lane's loop, before the room hears of it. */
  void add(Connection connection) {
    connections.put(connection.id(), connection);
    byLane.computeIfAbsent(connection.lane(), _ -> new LinkedHashSet<>()).add(connection);
  }

  /** Removes a connection, on its lane's loop. */
  void remove(Connection connection) {
    connections.remove(connection.id());
    byLane.computeIfPresent(
        connection.lane(),
        (_, here) -> {
          here.remove(connection);
          return here.isEmpty() ? null : here;
        });
  }

  @Override
  public void publish(Flush flush) {
    FlushFrames frames = new FlushFrames(flush);
    if (flush.change().isEmpty() && flush.overlay().isEmpty() && flush.events().isEmpty()) {
      flush
          .personal()
          .forEach(
              (id, personal) -> {
                Connection connection = connections.get(id);
                if (connection != null) {
                  connection
                      .lane()
                      .post(() -> connection.deliver(room, frames, personal));
                }
              });
      return;
    }
    for (Lane lane : byLane.keySet()) {
      lane.post(
          () -> {
            for (Connection connection : byLane.getOrDefault(lane, Set.of())) {
              connection.deliver(room, frames, flush.personal().get(connection.id()));
            }
          });
    }
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
