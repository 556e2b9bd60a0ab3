package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Input;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One server process among others: has rooms, tells that it lives, and hears who else does. */
final class ClusterNode {
  private static final long BEAT_MILLIS = 300;

  /** A heartbeat so late means that the process stood still. */
  private static final long STALL_MILLIS = 1_000;

  private static final long DIRECTORY_MILLIS = 300;
  private static final long DATABASE_MILLIS = 500;

  final SimNode machine;
  final String address;
  final Map<SimRoom, SimHost> hosts = new LinkedHashMap<>();
  final Set<SimLink> carried = new LinkedHashSet<>();
  final NodeRouting routing;
  final Openings openings;
  private final ClusterSimulation sim;
  private final NodeBackend backend;
  private final OwnedQuery owned;
  private final MapEntries entries;
  private final DueRooms due;
  private Roster roster = Roster.EMPTY;
  private Peer self;
  private boolean draining;
  private boolean beating;
  private long beatAt;

  ClusterNode(ClusterSimulation sim, String id, String address) {
    this.sim = sim;
    this.machine = new SimNode(sim, id);
    this.address = address;
    this.self = new Peer(id, address, 0, true);
    this.routing = new NodeRouting(sim, this);
    this.openings = new Openings(sim, this);
    this.backend = new NodeBackend(sim, this);
    this.owned = new OwnedQuery(sim, this);
    this.entries = new MapEntries(sim, this);
    this.due = new DueRooms(sim, this);
    this.beatAt = sim.now();
    beatAgain();
  }

  /** As it last said of itself. */
  Peer self() {
    return self;
  }

  private void lookAtSelf() {
    boolean takesRooms = !draining && !isCutOff();
    self = new Peer(machine.id, address, hosts.size() * 11, takesRooms, isCutOff(), Kinds.UNSAID);
  }

  Roster roster() {
    return roster;
  }

  boolean isDraining() {
    return draining;
  }

  boolean isCutOff() {
    return owned.isCutOff();
  }

  /** Whether the node, which did not answer, is held for dead now. */
  boolean suspects(String nodeId, boolean isGone) {
    roster = roster.suspecting(nodeId, isGone, machine.ticks());
    boolean isDead = roster.isDead(nodeId, machine.ticks());
    sim.trace("%s holds %s for %s", machine.id, nodeId, isDead ? "dead" : "slow");
    return isDead;
  }

  // --- Its rooms ---

  /** A room that was taken over. */
  SimHost opened(SimRoom room, SimJournal.Takeover taken, long askedAt) {
    SimHost host = room.open(taken, machine, backend, askedAt);
    hosts.put(room, host);
    entries.opened(host);
    return host;
  }

  void gone(SimHost host) {
    hosts.remove(host.room, host);
    entries.gone(host);
  }

  /** Off the map only when the row says so too: who finds nothing on the map reads the row. */
  void released(SimHost host) {
    entries.released(host);
  }

  /** It can't write any more, and others can: whoever comes is to find the room there. */
  void giveUp() {
    sim.trace("%s is cut off from the database, and gives up", machine.id);
    List.copyOf(hosts.values()).forEach(host -> host.input(new Input.OwnershipLost()));
  }

  // --- Among the others ---

  private void beatAgain() {
    beat();
    sim.at(sim.now() + BEAT_MILLIS, () -> machine.run(this::beatAgain));
  }

  private boolean hasStood() {
    return sim.now() - beatAt > STALL_MILLIS + BEAT_MILLIS;
  }

  boolean mayBeVouchedFor() {
    return !hasStood() && owned.mayBeVouchedFor();
  }

  private void beat() {
    boolean hasStood = hasStood();
    beatAt = sim.now();
    owned.ask(hasStood);
    entries.publish();
    due.look();
    if (!beating) {
      beating = true;
      lookAtSelf();
      Peer told = self;
      sim.net.<SimDirectory.Heard>call(
          machine,
          SimNet.REDIS,
          null,
          2 * DIRECTORY_MILLIS,
          () -> {
            sim.directory.listen(machine, entries::taken);
            return sim.directory.beat(told);
          },
          this::heard);
    }
  }

  private void heard(SimNet.Reply<SimDirectory.Heard> reply) {
    beating = false;
    SimDirectory.Heard beat = reply.answer();
    if (beat == null) {
      roster = roster.deaf();
      return;
    }
    roster = roster.heard(beat.nodes(), beat.known(), machine.ticks());
    if (!beat.known()) {
      entries.claim(List.copyOf(hosts.values())); // It was emptied, and is to be told again.
    }
  }

  /** Redis, and does not ask whether it heard. */
  void tell(Runnable what) {
    sim.net.<Boolean>call(
        machine,
        SimNet.REDIS,
        null,
        DIRECTORY_MILLIS,
        () -> {
          what.run();
          return true;
        },
        _ -> {});
  }

  /** What this node says to one that can't reach the database; it reads the row first. */
  void voice(SimRoom room, long epoch, Consumer<Voice> say) {
    sim.net.<Long>call(
        machine,
        SimNet.DATABASE,
        null,
        DATABASE_MILLIS,
        room.journal::epoch,
        reply -> {
          Long row = reply.answer();
          // In this order: in the server the room may become live between the two.
          boolean isOpening = openings.has(room);
          SimHost here = hosts.get(room);
          long served = here == null ? 0 : here.epoch();
          say.accept(Vouching.answer(epoch, row == null ? -1 : row, served, isOpening));
        });
  }

  /** Whether the database answers this node. */
  void reaches(Consumer<Boolean> say) {
    sim.net.<Boolean>call(
        machine,
        SimNet.DATABASE,
        null,
        DATABASE_MILLIS,
        () -> true,
        reply -> say.accept(reply.answer() != null));
  }

  // --- Its end ---

  void drain() {
    draining = true;
    sim.trace("%s drains", machine.id);
    lookAtSelf();
    beat();
    drainNext();
  }

  private void drainNext() {
    if (hosts.isEmpty() && openings.isEmpty()) {
      sim.at(
          sim.now() + 100,
          () ->
              machine.run(() -> {
                if (hosts.isEmpty() && openings.isEmpty()) {
                  tell(() -> sim.directory.leave(machine.id));
                  sim.at(sim.now() + 50, () -> machine.run(this::kill));
                } else {
                  drainNext();
                }
              }));
      return;
    }
    hosts.values().stream().findFirst().ifPresent(host -> host.input(new Input.Drain()));
    sim.at(sim.now() + 20, () -> machine.run(this::drainNext));
  }

  void kill() {
    if (machine.isDead()) {
      return;
    }
    sim.trace("%s is killed", machine.id);
    machine.die();
    List.copyOf(hosts.values()).forEach(host -> host.crash(50));
    hosts.clear();
    List.copyOf(carried).forEach(link -> link.breakMidway(sim.now() + sim.below(50)));
    carried.clear();
    sim.died(this);
  }

  @Override
  public String toString() {
    return machine.id;
  }
}
