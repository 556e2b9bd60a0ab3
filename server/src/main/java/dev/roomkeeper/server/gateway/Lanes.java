package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.LiveRoom;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes of all event loops, and which of these a connection is to live on. */
final class Lanes {
  /** Members of a larger room live where they came, so that not all of it is one loop's work. */
  private static final int ONE_LOOP_MEMBERS_MAX = 1_000;

  private final Clock clock;
  private final Lane.Traffic traffic = new Lane.Traffic();
  private final Map<EventLoop, Lane> byLoop = new ConcurrentHashMap<>();

  Lanes(Clock clock) {
    this.clock = clock;
  }

  Lane of(EventLoop loop) {
    return byLoop.computeIfAbsent(loop, made -> new Lane(made, clock, traffic));
  }

  /**
   * Where a connection to this room is to live: a room and its sockets share an event loop, else
   * each event would wake others up.
   *
   * @param here the loop on which it came
   */
  static EventLoop home(Optional<LiveRoom> room, EventLoop here) {
    boolean isSmall = room.isPresent() && room.get().online() < ONE_LOOP_MEMBERS_MAX;
    return isSmall && room.get().loop() instanceof EventLoop loop ? loop : here;
  }

  /** What went over the sockets so far, by the names of the metrics. */
  Map<String, Long> traffic() {
    return Map.of(
        "frames_in", traffic.framesIn.sum(),
        "bytes_in", traffic.bytesIn.sum(),
        "frames_out", traffic.framesOut.sum(),
        "bytes_out", traffic.bytesOut.sum(),
        "writes", traffic.writes.sum(),
        "conflations", traffic.conflations.sum(),
        "hand_overs", traffic.handOvers.sum(),
        "differences", traffic.differences.sum());
  }

  /** Closes the sockets of a user. */
  void closeOf(String userId, CloseCode code, String reason) {
    byLoop.values().forEach(lane -> lane.closeOf(userId, code, reason));
  }

  /** The rooms in which these users have sockets on this node. */
  CompletableFuture<Map<String, Set<String>>> roomsOf(Set<String> userIds) {
    CompletableFuture<Map<String, Set<String>>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (Lane lane : byLoop.values()) {
      all =
          all.thenCombine(
              lane.roomsOf(userIds),
              (rooms, more) -> {
                more.forEach(
                    (user, ids) -> rooms.computeIfAbsent(user, _ -> new HashSet<>()).addAll(ids));
                return rooms;
              });
    }
    return all;
  }

  /** Closes all sockets; completes when the last is gone. */
  CompletableFuture<Void> close(CloseCode code, String reason) {
    return CompletableFuture.allOf(
        byLoop.values().stream()
            .map(lane -> lane.close(code, reason))
            .toArray(CompletableFuture<?>[]::new));
  }
}
