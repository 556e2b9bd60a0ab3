package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.engine.RoomHost;
import dev.roomkeeper.engine.cluster.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a room by a balancer: to where a lookup says, or to any node; if nobody listens there,
 * to the next.
 */
final class ClusterDoor implements SimRoom.Way {
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
    ClusterNode front = front();
    if (front == null) {
      link.refuse();
      return;
    }
    ClusterNode.Arrival arrival =
        new ClusterNode.Arrival(
            room, List.of(), link::isOpen, () -> {}, found -> found(link, join, found));
    front.machine.run(() -> front.arrive(arrival));
    sim.at(
        sim.now() + 900,
        () -> {
          if (link.host() == null) {
            sim.avoid(front);
          }
        });
  }

  private void found(SimLink link, RoomHost.Input.Join join, ClusterNode.Found found) {
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

  /** Through all nodes between, in order; half open for good if one was cut from the next. */
  private void carry(List<ClusterNode> via, SimHost host, boolean[] isCut, Runnable delivery) {
    for (int i = 0; i < via.size(); i++) {
      SimNode here = via.get(i).machine;
      SimNode next = i + 1 < via.size() ? via.get(i + 1).machine : host.node();
      isCut[0] |= sim.net.fate(here.id, next.id) != SimNet.Fate.FINE;
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
    ClusterNode front = front();
    if (front != null) {
      ClusterNode.Arrival arrival =
          new ClusterNode.Arrival(
              room,
              List.of(),
              () -> true,
              () -> {},
              found -> {
                SimHost host = found.host();
                if (host != null && !host.isOver()) {
                  host.edit(number, editId, payload);
                }
              });
      front.machine.run(() -> front.arrive(arrival));
    }
  }

  private @Nullable ClusterNode front() {
    List<ClusterNode> nodes = sim.inUse();
    if (nodes.isEmpty()) {
      return null;
    }
    ClusterNode any = nodes.get(sim.below(nodes.size()));
    Owner owner = sim.chance(0.5) ? sim.directory.find(room.id) : null;
    if (owner == null || any.roster().isDead(owner.nodeId(), any.machine.ticks())) {
      return any;
    }
    ClusterNode looked = sim.node(owner.nodeId());
    return nodes.contains(looked) ? looked : any;
  }
}
