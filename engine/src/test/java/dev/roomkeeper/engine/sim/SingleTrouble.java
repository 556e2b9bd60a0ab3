package dev.roomkeeper.engine.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** One thing goes wrong in a cluster that was well, and within a bounded time all is well again. */
final class SingleTrouble {
  private static final long WARM_MILLIS = 4_000;
  private static final long MOVE_MILLIS = 2_000;

  /** So late may a timer come whose room has to be found first, whose owner is dead. */
  private static final long TIMER_MILLIS = 5_000;

  enum Kind {
    KILL(3_000),
    KILL_WHILE_NOBODY_IS_THERE(8_000),
    FREEZE(7_000),
    DRAIN(2_000),
    REDIS_EMPTIED(0),
    REDIS_FELL_BACK(0),
    REDIS_REFUSES(0),
    REDIS_SILENT(0),
    REDIS_EMPTIED_AND_KILL(4_000),
    REDIS_REFUSES_AND_KILL(4_000),
    DATABASE_REFUSES(0),
    DATABASE_SILENT(0),
    NODE_WITHOUT_REDIS(4_000),
    NODE_WITHOUT_REDIS_WHILE_NOBODY_IS_THERE(4_000),
    NODE_WITHOUT_DATABASE(9_000),
    NODE_ALONE(9_000),
    FREEZE_THEN_SUCCESSOR_DIES_IN_OUTAGE(8_000);

    /** How soon all members are in their rooms again; 0: nobody has to move. */
    final long backMillis;

    Kind(long backMillis) {
      this.backMillis = backMillis;
    }
  }

  /** After so long nobody hosts a room in which nobody is. */
  private static final long PARKED_MILLIS = 36_000;

  private final ClusterSimulation sim;

  SingleTrouble(ClusterSimulation sim) {
    this.sim = sim;
  }

  void happen(Kind kind) {
    sim.runUntil(WARM_MILLIS);
    allAreIn("before");
    int before = sim.takeovers;
    ClusterNode node = sim.anyNode();
    sim.trace("now: %s, %s", kind, node);
    switch (kind) {
      case KILL -> node.kill();
      case KILL_WHILE_NOBODY_IS_THERE -> {
        timersAreSetAndEverybodyGoes();
        node.kill();
      }
      case FREEZE -> node.machine.pause(8_000);
      case DRAIN -> node.drain();
      case REDIS_EMPTIED -> sim.directory.clear();
      case REDIS_FELL_BACK -> sim.directory.fallBack();
      case REDIS_REFUSES -> sim.net.server(SimNet.REDIS, SimNet.Fate.REFUSED);
      case REDIS_SILENT -> sim.net.server(SimNet.REDIS, SimNet.Fate.SILENT);
      case REDIS_EMPTIED_AND_KILL -> {
        sim.directory.clear();
        node.kill();
      }
      case REDIS_REFUSES_AND_KILL -> {
        sim.net.server(SimNet.REDIS, SimNet.Fate.REFUSED);
        node.kill();
      }
      case DATABASE_REFUSES -> outage(SimNet.Fate.REFUSED);
      case DATABASE_SILENT -> outage(SimNet.Fate.SILENT);
      case NODE_WITHOUT_REDIS -> sim.net.cut(node.machine.id, SimNet.REDIS);
      case NODE_WITHOUT_REDIS_WHILE_NOBODY_IS_THERE -> {
        everybodyGoes();
        sim.runUntil(sim.now() + 2_000);
        sim.net.cut(node.machine.id, SimNet.REDIS);
        sim.runUntil(sim.now() + 6_000); // It seems dead, so whoever comes elsewhere stays there.
        everybodyComesBack();
      }
      case NODE_WITHOUT_DATABASE -> sim.net.cut(node.machine.id, SimNet.DATABASE);
      case NODE_ALONE -> {
        sim.net.cut(node.machine.id, SimNet.REDIS);
        sim.net.cut(node.machine.id, SimNet.DATABASE);
        for (ClusterNode other : sim.alive()) {
          sim.net.cut(node.machine.id, other.machine.id);
        }
      }
      case FREEZE_THEN_SUCCESSOR_DIES_IN_OUTAGE -> {
        sim.net.cut(node.machine.id, SimNet.REDIS); // Else it would be told when it wakes up.
        node.machine.pause(11_000);
        sim.runUntil(sim.now() + 7_000);
        sim.net.server(SimNet.DATABASE, SimNet.Fate.REFUSED);
        sim.runUntil(sim.now() + 1_000);
        successors(node).findFirst().ifPresent(ClusterNode::kill);
        sim.runUntil(sim.now() + 8_000); // It wakes up, and nobody is left who knows better.
        sim.net.heal();
      }
    }
    if (kind.backMillis > 0) {
      sim.runUntil(sim.now() + kind.backMillis);
      if (kind == Kind.KILL_WHILE_NOBODY_IS_THERE) {
        timersCame();
        return;
      }
      if (kind == Kind.NODE_WITHOUT_REDIS) { // Its rooms move when somebody comes by another node.
        sim.runUntil(sim.takenAt + MOVE_MILLIS);
      }
      if (kind != Kind.NODE_ALONE) { // Its members may know no other door.
        allAreIn("after " + kind);
      }
    } else {
      sim.runUntil(sim.now() + 3_000);
      // Who hangs up by itself and comes back finds the room where it was.
      sim.rooms.forEach(room -> room.clients.getFirst().comeBack());
      sim.runUntil(sim.now() + 3_000);
      allAreIn("after " + kind);
      Oracle.check(sim.takeovers == before, "%s made somebody take a room over", kind);
    }
  }

  /**
   * Members, watchers and requests; a timer comes two seconds later. Rooms may be parked by then.
   */
  private void timersAreSetAndEverybodyGoes() {
    long millis = sim.chance(0.5) ? 1_000 : PARKED_MILLIS;
    sim.rooms.forEach(room -> room.wake("last", millis + 2_000));
    sim.runUntil(sim.now() + 500);
    everybodyGoes();
    sim.runUntil(sim.now() + millis - 500);
  }

  private void everybodyGoes() {
    for (SimRoom room : sim.rooms) {
      room.isDeserted = true;
      room.clients.forEach(client -> client.stayAway(2 * PARKED_MILLIS));
      room.watchers.forEach(SimWatcher::goAway);
    }
  }

  private void everybodyComesBack() {
    for (SimRoom room : sim.rooms) {
      room.isDeserted = false;
      room.clients.forEach(SimClient::comeBack);
    }
  }

  private void timersCame() {
    long late = SimHost.DAY_MILLIS + sim.now() - TIMER_MILLIS;
    for (SimRoom room : sim.rooms) {
      Oracle.check(room.truth.wakes.first() > late, "a timer of %s does not come", room.id);
    }
    everybodyComesBack();
  }

  /** Those that have a room which the node believes to have. */
  private Stream<ClusterNode> successors(ClusterNode node) {
    return sim.alive().stream()
        .filter(other -> other != node)
        .filter(other -> node.hosts.keySet().stream().anyMatch(other.hosts::containsKey));
  }

  private void allAreIn(String when) {
    for (SimRoom room : sim.rooms) {
      for (SimClient client : room.clients) {
        Oracle.check(client.isJoined() && client.isAt(room.current), "%s: %s is out", when, client);
      }
    }
  }

  /**
   * Last values and lazy changes are shown all the while, but for what a commit in flight holds.
   */
  private void outage(SimNet.Fate fate) {
    sim.net.server(SimNet.DATABASE, fate);
    sim.runUntil(sim.now() + 3_500);
    Map<SimRoom, Long> shown = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      for (SimRoom room : sim.rooms) {
        SimHost host = room.current;
        Oracle.check(host != null, "%s was given up", room.id);
        long version = host == null ? 0 : host.state().version();
        Long before = shown.put(room, version);
        Oracle.check(
            before == null || version > before || (host != null && host.isHeldUp()),
            "%s shows nothing new without the database",
            room.id);
      }
      sim.runUntil(sim.now() + 1_500);
    }
    sim.net.heal();
    sim.runUntil(sim.now() + 3_000);
  }
}
