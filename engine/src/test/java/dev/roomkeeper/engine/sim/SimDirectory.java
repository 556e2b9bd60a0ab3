package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Redis holds: heartbeats and the map. It may be emptied, or fall back to what it was. */
final class SimDirectory {
  private static final long REMEMBERED_MILLIS = 60_000;

  private record Beat(Peer peer, long at) {}

  /** What a heartbeat brings. */
  record Heard(List<Roster.Heard> nodes, boolean known) {}

  private final World sim;
  private Map<String, Beat> beats = new TreeMap<>();
  private Map<String, Owner> map = new TreeMap<>();
  private Map<String, Beat> oldBeats = new TreeMap<>();
  private Map<String, Owner> oldMap = new TreeMap<>();

  SimDirectory(World sim) {
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

  /** Puts a room on the map unless it is there with a higher epoch; returns the epoch there. */
  long claim(String room, Owner owner) {
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
    return after == null ? 0 : after.epoch();
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
  }
}
