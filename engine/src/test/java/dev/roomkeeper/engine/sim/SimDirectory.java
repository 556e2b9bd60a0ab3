package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Redis holds, heartbeats and the map, and what it passes on. It may be emptied, or fall back
 * to what it was.
 */
final class SimDirectory {
  private static final long REMEMBERED_MILLIS = 60_000;

  private record Beat(Peer peer, long at) {}

  /** A node that listens to what is told of takeovers. */
  interface Listener {
    void taken(String roomId, long epoch);
  }

  /** What a heartbeat brings. */
  record Heard(List<Roster.Heard> nodes, boolean known) {}

  private final ClusterSimulation sim;
  private final Map<SimNode, Listener> listeners = new LinkedHashMap<>();
  private Map<String, Beat> beats = new TreeMap<>();
  private Map<String, Owner> map = new TreeMap<>();
  private Map<String, Beat> oldBeats = new TreeMap<>();
  private Map<String, Owner> oldMap = new TreeMap<>();

  SimDirectory(ClusterSimulation sim) {
    this.sim = sim;
  }

  Heard beat(Peer self) {
    boolean known = beats.put(self.id(), new Beat(self, sim.now())) != null;
    beats.values().removeIf(beat -> sim.now() - beat.at > REMEMBERED_MILLIS);
    List<Roster.Heard> nodes = new ArrayList<>();
    beats.values().forEach(beat -> nodes.add(new Roster.Heard(beat.peer, sim.now() - beat.at)));
    return new Heard(nodes, known);
  }

  @Nullable Owner find(String room) {
    return map.get(room);
  }

  /** Puts a room on the map unless it is there with a higher epoch; nobody is told which. */
  void claim(String room, Owner owner) {
    Owner before = map.get(room);
    if (before == null || owner.epoch() > before.epoch()) {
      map.put(room, owner);
    }
    Owner after = map.get(room);
    Oracle.check(
        before == null || after == null || after.epoch() >= before.epoch(),
        "the map fell back from %s to %s",
        before,
        after);
  }

  void release(String room, long epoch) {
    Owner there = map.get(room);
    if (there != null && there.epoch() == epoch) {
      map.remove(room);
    }
  }

  void leave(String nodeId) {
    beats.remove(nodeId);
  }

  // --- What it tells ---

  /** The node is connected, and asks for what is told from now on. */
  void listen(SimNode node, Listener listener) {
    listeners.put(node, listener);
  }

  /** Told once to those who can be reached now, by connections that may break meanwhile. */
  void announce(String roomId, long epoch) {
    listeners.forEach((node, listener) -> {
      if (!sim.net.isCut(SimNet.REDIS, node.id) && !sim.chance(sim.net.losing)) {
        sim.at(
            sim.net.later(),
            () -> {
              if (!sim.net.isCut(SimNet.REDIS, node.id)) {
                node.run(() -> listener.taken(roomId, epoch));
              }
            });
      }
    });
  }

  // --- What happens to it ---

  void clear() {
    sim.trace("redis is emptied");
    beats = new TreeMap<>();
    map = new TreeMap<>();
  }

  /** As it is now, a replica will have it later. */
  void remember() {
    oldBeats = new TreeMap<>(beats);
    oldMap = new TreeMap<>(map);
  }

  void fallBack() {
    sim.trace("redis falls back");
    beats = new TreeMap<>(oldBeats);
    map = new TreeMap<>(oldMap);
    listeners.clear(); // It is another server.
  }
}
