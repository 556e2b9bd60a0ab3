package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a room by a balancer: to the node that another names, as {@code deploy/nginx.conf} has
 * it, or to any node; if nobody listens there, to the next.
 */
final class ClusterDoor implements SimRoom.Way {
  private static final long LOOKUP_MILLIS = 700;
  private static final int LOOKUPS_MAX = 3;

  private final ClusterSimulation sim;
  private final SimRoom room;

  ClusterDoor(ClusterSimulation sim, SimRoom room) {
    this.sim = sim;
    this.room = room;
  }

  @Override
  public long silentMillis() {
    return 3_000;
  }

  @Override
  public void join(SimLink link, RoomHost.Input.Join join) {
    sim.at(sim.now() + sim.below(8), () -> enter(link, join));
  }

  private void enter(SimLink link, RoomHost.Input.Join join) {
    if (sim.chance(0.5)) {
      route(link, join, LOOKUPS_MAX);
    } else {
      enterAnywhere(link, join);
    }
  }

  /** Any node is asked where the room is; one that says nothing in time is left out for a while. */
  private void route(SimLink link, RoomHost.Input.Join join, int lookups) {
    if (!link.isOpen()) {
      return;
    }
    ClusterNode asked = lookups == 0 ? null : sim.lookups.any();
    if (asked == null) {
      enterAnywhere(link, join);
      return;
    }
    boolean[] isOver = {false};
    asked.machine.run(() -> asked.routing.lead(room, nodeId -> told(link, join, nodeId, isOver)));
    sim.at(
        sim.now() + LOOKUP_MILLIS,
        () -> {
          if (!isOver[0]) {
            isOver[0] = true;
            sim.lookups.failed(asked);
            route(link, join, lookups - 1);
          }
        });
  }

  /** What it says may be out of date by the time that it is heard. */
  private void told(SimLink link, RoomHost.Input.Join join, String nodeId, boolean[] isOver) {
    sim.at(
        sim.now() + sim.below(sim.chance(0.1) ? (int) LOOKUP_MILLIS : 8),
        () -> {
          if (!isOver[0] && link.isOpen()) {
            isOver[0] = true;
            ClusterNode there = sim.listening(sim.node(nodeId).address);
            sim.trace("a router is told of %s for %s, and goes to %s", nodeId, room.id, there);
            if (there == null) {
              enterAnywhere(link, join);
            } else {
              enterAt(there, link, join, 1);
            }
          }
        });
  }

  private void enterAnywhere(SimLink link, RoomHost.Input.Join join) {
    ClusterNode front = any();
    if (front == null) {
      link.refuse();
      return;
    }
    enterAt(front, link, join, 0);
    sim.at(
        sim.now() + 900,
        () -> {
          if (link.host() == null) {
            sim.sockets.failed(front);
          }
        });
  }

  private void enterAt(ClusterNode front, SimLink link, RoomHost.Input.Join join, int hops) {
    NodeRouting.Arrival arrival =
        new NodeRouting.Arrival(
            room, List.of(), hops, link::isOpen, () -> {}, found -> found(link, join, found));
    front.machine.run(() -> front.routing.arrive(arrival));
  }

  private void found(SimLink link, RoomHost.Input.Join join, NodeRouting.Found found) {
    SimHost host = found.host();
    if (!link.isOpen()) {
      return;
    }
    if (host == null || host.isOver() || found.via().stream().anyMatch(n -> n.machine.isDead())) {
      link.refuse();
      return;
    }
    link.bind(host);
    List<ClusterNode> via = found.via();
    via.forEach(node -> node.carried.add(link));
    boolean[] isCut = {false};
    link.by(delivery -> carry(via, host, isCut, delivery));
    link.join(join);
  }

  /**
   * Through all nodes between, in order; nothing ever again once one died or was cut from the next.
   */
  private void carry(List<ClusterNode> via, SimHost host, boolean[] isCut, Runnable delivery) {
    for (int i = 0; i < via.size(); i++) {
      SimNode here = via.get(i).machine;
      SimNode next = i + 1 < via.size() ? via.get(i + 1).machine : host.node();
      isCut[0] |= here.isDead() || sim.net.fate(here.id, next.id) != SimNet.Fate.FINE;
      if (here.isPaused()) {
        here.run(() -> carry(via, host, isCut, delivery));
        return;
      }
    }
    if (!isCut[0]) {
      delivery.run();
    }
  }

  @Override
  public void edit(long number, String editId, JsonObject payload) {
    ClusterNode front = any();
    if (front != null) {
      NodeRouting.Arrival arrival =
          new NodeRouting.Arrival(
              room,
              List.of(),
              0,
              () -> true,
              () -> {},
              found -> {
                SimHost host = found.host();
                if (host != null && !host.isOver()) {
                  host.edit(number, editId, payload);
                }
              });
      front.machine.run(() -> front.routing.arrive(arrival));
    }
  }

  private @Nullable ClusterNode any() {
    ClusterNode good = sim.sockets.any();
    return good != null || sim.alive().isEmpty() ? good : sim.anyNode();
  }
}
