package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.host.RoomHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node puts on the map of its rooms, as the server does: when one opens, when another number
 * is connected to it, all every now and then. It is not told what was there before.
 */
final class MapEntries {
  private static final long ONLINE_MILLIS = 1_000;
  private static final long ALL_MILLIS = 20_000;

  private final ClusterSimulation sim;
  private final ClusterNode node;
  private final Map<SimRoom, Integer> published = new HashMap<>(); // online
  private long publishedAt;
  private long publishedAllAt;

  MapEntries(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  void opened(SimHost host) {
    claim(List.of(host));
    node.tell(() -> sim.directory.announce(host.room.id, host.epoch()));
  }

  /** It may have fallen out of the directory's hands. */
  void claim(Collection<SimHost> hosts) {
    for (SimHost host : hosts) {
      published.put(host.room, host.links.size());
      Owner me = new Owner(node.machine.id, node.address, host.epoch());
      node.tell(() -> sim.directory.claim(host.room.id, me));
    }
  }

  void gone(SimHost host) {
    published.remove(host.room);
  }

  void released(SimHost host) {
    node.tell(() -> sim.directory.release(host.room.id, host.epoch()));
  }

  /** With each heartbeat. */
  void publish() {
    if (sim.now() - publishedAt < ONLINE_MILLIS) {
      return;
    }
    publishedAt = sim.now();
    if (sim.now() - publishedAllAt >= ALL_MILLIS) {
      publishedAllAt = sim.now();
      published.clear();
    }
    List<SimHost> changed = new ArrayList<>();
    for (SimHost host : node.hosts.values()) {
      if (published.getOrDefault(host.room, -1) != host.links.size()) {
        changed.add(host);
      }
    }
    claim(changed);
  }

  /** Somebody took a room over; if it was this node's, it is no more. */
  void taken(String roomId, long epoch) {
    for (SimHost host : List.copyOf(node.hosts.values())) {
      if (host.room.id.equals(roomId) && host.epoch() < epoch) {
        host.input(new RoomHost.Input.OwnershipLost());
      }
    }
  }
}
