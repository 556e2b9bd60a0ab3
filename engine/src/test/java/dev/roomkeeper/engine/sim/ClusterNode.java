package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.RoomHost;
import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster;
import dev.roomkeeper.engine.cluster.Routing;
import dev.roomkeeper.engine.cluster.Routing.Decision;
import dev.roomkeeper.engine.cluster.Routing.Row;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server process among others: leads who comes to where the room is, and tells that it lives.
 */
final class ClusterNode {
  private static final long BEAT_MILLIS = 300;
  private static final long OWNED_CHECK_MILLIS = 1_000;
  private static final long DIRECTORY_MILLIS = 300;
  private static final long ANSWER_MILLIS = 500;
  private static final long DATABASE_MILLIS = 1_000;
  private static final int TRIES_MAX = 5;

  /**
   * Somebody came for a room.
   *
   * @param via the nodes it came by
   * @param isHere whether it waits still
   * @param settled this node has an answer, or is about to have one
   */
  record Arrival(
      SimRoom room,
      List<ClusterNode> via,
      BooleanSupplier isHere,
      Runnable settled,
      Consumer<Found> found) {}

  /** Where the way ends: at a host, or nowhere. */
  record Found(@Nullable SimHost host, List<ClusterNode> via) {}

  /** A socket that was offered to another node; whatever comes after it was given up is void. */
  private static final class Handing {
    enum State {
      ASKED,
      TAKEN,
      GIVEN_UP
    }

    State state = State.ASKED;
    @Nullable Found found;
  }

  final SimNode machine;
  final String address;
  final Map<SimRoom, SimHost> hosts = new LinkedHashMap<>();
  final Set<SimLink> carried = new LinkedHashSet<>();
  private final ClusterSimulation sim;
  final NodeBackend backend;
  private final Map<SimRoom, List<Arrival>> opening = new LinkedHashMap<>();
  private Roster roster = Roster.EMPTY;
  private boolean draining;
  private long checkedAt;

  ClusterNode(ClusterSimulation sim, String id, String address) {
    this.sim = sim;
    this.machine = new SimNode(sim, id);
    this.address = address;
    this.backend = new NodeBackend(sim, this);
    beat();
  }

  Peer self() {
    boolean isCutOff = backend.isCutOff();
    return new Peer(machine.id, address, hosts.size() * 11, !draining && !isCutOff, isCutOff);
  }

  Roster roster() {
    return roster;
  }

  // --- Whoever comes ---

  void arrive(Arrival arrival) {
    Oracle.check(arrival.via.size() <= 5, "%s goes in circles: %s", arrival.room.id, arrival.via);
    lookUp(arrival, 0);
  }

  private void lookUp(Arrival arrival, int tries) {
    if (!arrival.isHere.getAsBoolean()) {
      return;
    }
    if (tries > TRIES_MAX) {
      nowhere(arrival);
      return;
    }
    if (hosts.containsKey(arrival.room)) {
      decide(arrival, tries, null, new Row.NotRead()); // Whether it was lost, heartbeats tell.
      return;
    }
    sim.net.<Owner[]>call(
        machine,
        SimNet.REDIS,
        null,
        DIRECTORY_MILLIS,
        () -> {
          Owner there = sim.directory.find(arrival.room.id);
          return there == null ? new Owner[0] : new Owner[] {there};
        },
        reply -> {
          Owner[] there = reply.answer();
          Owner map = there == null || there.length == 0 ? null : there[0];
          decide(arrival, tries, map, new Row.NotRead());
        });
  }

  private void decide(Arrival arrival, int tries, @Nullable Owner map, Row row) {
    SimRoom room = arrival.room;
    SimHost host = hosts.get(room);
    Decision decision =
        Routing.decide(
            new Routing.Question(
                room.id,
                self(),
                host == null ? 0 : host.epoch(),
                arrival.via.size(),
                map,
                row,
                roster,
                machine.ticks()));
    sim.trace("%s for %s: %s (map %s, %s)", machine.id, room.id, decision, map, row);
    switch (decision) {
      case Decision.Serve() -> {
        arrival.settled.run();
        arrival.found.accept(new Found(host, arrival.via));
      }
      case Decision.ReadRow() -> readRow(arrival, tries, map);
      case Decision.Relay(var to) -> relay(arrival, tries, to.nodeId());
      case Decision.Place(var at) -> relay(arrival, tries, at.id());
      case Decision.TakeOver(var epoch) -> takeOver(arrival, tries, epoch);
      case Decision.Unavailable() -> nowhere(arrival);
    }
  }

  private static void nowhere(Arrival arrival) {
    arrival.settled.run(); // An answer, which is passed on.
    arrival.found.accept(new Found(null, arrival.via));
  }

  private void readRow(Arrival arrival, int tries, @Nullable Owner map) {
    SimJournal journal = arrival.room.journal;
    sim.net.<Row>call(
        machine,
        SimNet.DATABASE,
        null,
        DATABASE_MILLIS,
        () -> new Row.Read(journal.owner(), journal.epoch()),
        reply -> {
          Row row = reply.answer();
          decide(arrival, tries, map, row == null ? new Row.Unreachable() : row);
        });
  }

  private void relay(Arrival arrival, int tries, String nodeId) {
    ClusterNode to = sim.node(nodeId);
    List<ClusterNode> via = new ArrayList<>(arrival.via);
    via.add(this);
    Handing handing = new Handing();
    BiConsumer<Boolean, Boolean> answered =
        (isGood, isGone) -> {
          if (handing.state != Handing.State.ASKED) {
            return;
          }
          handing.state = isGood ? Handing.State.TAKEN : Handing.State.GIVEN_UP;
          if (isGood) {
            arrival.settled.run();
            if (handing.found != null) {
              arrival.found.accept(handing.found);
            }
          } else {
            sim.trace("%s suspects %s", machine.id, nodeId);
            roster = roster.suspecting(nodeId, isGone, machine.ticks());
            lookUp(arrival, tries + 1);
          }
        };
    Arrival further =
        new Arrival(
            arrival.room,
            via,
            () -> arrival.isHere.getAsBoolean() && handing.state != Handing.State.GIVEN_UP,
            () -> sim.at(sim.net.later(), () -> machine.run(() -> answered.accept(true, false))),
            found -> {
              handing.found = found;
              if (handing.state == Handing.State.TAKEN) {
                arrival.found.accept(found);
              }
            });
    sim.net.<Boolean>call(
        machine,
        nodeId,
        to.machine,
        ANSWER_MILLIS,
        () -> {
          to.arrive(further);
          return true;
        },
        reply -> {
          if (reply.fate() != SimNet.Fate.FINE) {
            answered.accept(false, reply.fate() == SimNet.Fate.REFUSED);
          }
        });
  }

  private void takeOver(Arrival arrival, int tries, long epoch) {
    SimRoom room = arrival.room;
    List<Arrival> waiting = opening.get(room);
    if (waiting != null) {
      arrival.settled.run();
      waiting.add(arrival);
      return;
    }
    List<Arrival> all = new ArrayList<>(List.of(arrival));
    opening.put(room, all);
    arrival.settled.run();
    long askedAt = sim.now();
    Owner me = new Owner(machine.id, address, epoch + 1);
    sim.net.<SimJournal.Taken[]>call(
        machine,
        SimNet.DATABASE,
        null,
        DATABASE_MILLIS,
        () -> {
          SimJournal.Taken taken = room.journal.takeOver(epoch, me, sim.below(80), sim.now());
          sim.trace("%s takes %s over after %d: %s", machine.id, room.id, epoch, taken != null);
          sim.takenOver(room, taken);
          return taken == null ? new SimJournal.Taken[0] : new SimJournal.Taken[] {taken};
        },
        reply -> {
          SimJournal.Taken[] taken = reply.answer();
          opening.remove(room);
          if (taken == null) {
            all.forEach(ClusterNode::nowhere);
          } else if (taken.length == 0) {
            all.forEach(each -> lookUp(each, tries + 1)); // Somebody was faster.
          } else {
            open(room, taken[0], askedAt);
            SimHost host = hosts.get(room);
            all.forEach(each -> each.found.accept(new Found(host, each.via)));
          }
        });
  }

  private void open(SimRoom room, SimJournal.Taken taken, long askedAt) {
    SimHost former = hosts.get(room);
    if (former != null) {
      former.input(new RoomHost.Input.OwnershipLost());
    }
    SimHost host = room.open(taken, machine, backend, askedAt);
    hosts.put(room, host);
    backend.opened(room, askedAt);
    claim(host);
  }

  // --- Among the others ---

  private void beat() {
    sim.net.<SimDirectory.Heard>call(
        machine,
        SimNet.REDIS,
        null,
        2 * DIRECTORY_MILLIS,
        () -> sim.directory.beat(self()),
        this::heard);
    if (sim.now() - checkedAt >= OWNED_CHECK_MILLIS) {
      checkedAt = sim.now();
      checkOwned();
    }
    sim.at(sim.now() + BEAT_MILLIS, () -> machine.run(this::beat));
  }

  private void heard(SimNet.Reply<SimDirectory.Heard> reply) {
    SimDirectory.Heard beat = reply.answer();
    if (beat == null) {
      roster = roster.deaf();
      return;
    }
    roster = roster.heard(beat.nodes(), beat.known(), machine.ticks());
    List.copyOf(hosts.values()).forEach(this::claim);
  }

  /** The directory may be gone for good: the rows say it too, all in one query. */
  private void checkOwned() {
    List<SimHost> mine = List.copyOf(hosts.values());
    sim.net.<List<SimHost>>call(
        machine,
        SimNet.DATABASE,
        null,
        DATABASE_MILLIS,
        () -> mine.stream().filter(host -> !host.room.journal.isOwnedAt(host.epoch())).toList(),
        reply -> {
          List<SimHost> lost = reply.answer();
          backend.reached(lost != null);
          if (lost != null) {
            lost.forEach(host -> host.input(new RoomHost.Input.OwnershipLost()));
          }
        });
  }

  /** What this node says to who can't reach the database. */
  Voice voice(SimRoom room, long epoch) {
    boolean reaches = sim.net.fate(machine.id, SimNet.DATABASE) == SimNet.Fate.FINE;
    SimHost here = hosts.get(room);
    return Vouching.answer(
        epoch,
        reaches ? room.journal.epoch() : -1,
        here == null ? 0 : here.epoch(),
        opening.containsKey(room));
  }

  /** The map may have been emptied; or it says that the room is another's. */
  private void claim(SimHost host) {
    Owner me = new Owner(machine.id, address, host.epoch());
    sim.net.<Long>call(
        machine,
        SimNet.REDIS,
        null,
        DIRECTORY_MILLIS,
        () -> sim.directory.claim(host.room.id, me),
        reply -> {
          Long epoch = reply.answer();
          if (epoch != null && epoch > host.epoch()) {
            host.input(new RoomHost.Input.OwnershipLost());
          }
        });
  }

  private void tell(Runnable what) {
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

  void gone(SimHost host, boolean lost) {
    hosts.remove(host.room, host);
    if (!lost) {
      tell(() -> sim.directory.release(host.room.id, host.epoch()));
    }
  }

  /** It can't write any more, and others can: whoever comes is to find the room there. */
  void giveUp() {
    sim.trace("%s is cut off from the database, and gives up", machine.id);
    List.copyOf(hosts.values()).forEach(host -> host.input(new RoomHost.Input.OwnershipLost()));
  }

  // --- Its end ---

  void drain() {
    draining = true;
    sim.trace("%s drains", machine.id);
    drainNext();
  }

  private void drainNext() {
    if (hosts.isEmpty() && opening.isEmpty()) {
      sim.at(
          sim.now() + 100,
          () ->
              machine.run(() -> {
                if (hosts.isEmpty() && opening.isEmpty()) {
                  tell(() -> sim.directory.leave(machine.id));
                  sim.at(sim.now() + 50, () -> machine.run(this::kill));
                } else {
                  drainNext();
                }
              }));
      return;
    }
    hosts.values().stream().findFirst().ifPresent(host -> host.input(new RoomHost.Input.Drain()));
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
