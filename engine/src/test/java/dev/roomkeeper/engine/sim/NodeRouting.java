package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Routing;
import dev.roomkeeper.engine.cluster.Routing.Decision;
import dev.roomkeeper.engine.cluster.Routing.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a node leads who comes to it, and what it tells routers; decided by the server's code. */
final class NodeRouting {
  private static final long DIRECTORY_MILLIS = 300;
  private static final long ROW_MILLIS = 1_500;
  private static final long LEAD_ROW_MILLIS = 250;
  private static final long OPEN_MILLIS = 300;
  private static final long ANSWER_MILLIS = 950;
  private static final long HOP_MILLIS = 250;
  private static final int HOPS_MAX = 3;
  private static final int TRIES_MAX = 5;
  private static final Row NOT_READ = new Row.NotRead();

  /**
   * Somebody came for a room.
   *
   * @param via the nodes it came by
   * @param hops how many nodes, or routers that asked one, sent it here
   * @param isHere whether it waits still
   * @param settled this node has an answer, or is about to have one
   */
  record Arrival(
      SimRoom room,
      List<ClusterNode> via,
      int hops,
      BooleanSupplier isHere,
      Runnable settled,
      Consumer<Found> found) {
    private void settle(Found found) {
      settled.run();
      this.found.accept(found);
    }
  }

  /** Where the way ends: at a host, or nowhere. */
  record Found(@Nullable SimHost host, List<ClusterNode> via) {}

  private final ClusterSimulation sim;
  private final ClusterNode node;

  NodeRouting(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  // --- Whoever comes ---

  void arrive(Arrival arrival) {
    Oracle.check(arrival.hops <= 2, "%s goes in circles: %s", arrival.room.id, arrival.via);
    find(arrival, 0);
  }

  private void find(Arrival arrival, int tries) {
    if (!arrival.isHere.getAsBoolean()) {
      return;
    }
    if (tries > TRIES_MAX) {
      nowhere(arrival);
    } else if (node.openings.has(arrival.room)) {
      enter(arrival, tries);
    } else {
      decide(arrival.room, arrival.hops, decision -> go(arrival, tries, decision));
    }
  }

  private void go(Arrival arrival, int tries, Decision decision) {
    switch (decision) {
      case Decision.Serve(), Decision.TakeOver(_) -> enter(arrival, tries);
      case Decision.Relay(var to) -> relay(arrival, tries, to.nodeId());
      case Decision.Place(var at) when at.id().equals(node.machine.id) -> enter(arrival, tries);
      case Decision.Place(var at) -> relay(arrival, tries, at.id());
      case Decision.ReadRow(), Decision.Unavailable() -> nowhere(arrival);
    }
  }

  private static void nowhere(Arrival arrival) {
    arrival.settle(new Found(null, arrival.via));
  }

  /** It is let in after some time in any case; where it turns out wrong then, it is sent away. */
  private void enter(Arrival arrival, int tries) {
    boolean[] isIn = {false};
    sim.at(
        sim.now() + OPEN_MILLIS,
        () ->
            node.machine.run(() -> {
              if (!isIn[0]) {
                isIn[0] = true;
                arrival.settled.run();
              }
            }));
    node.openings.open(
        arrival.room,
        outcome -> {
          boolean wasIn = isIn[0];
          isIn[0] = true;
          switch (outcome) {
            case Openings.Outcome.Live(var host) -> arrival.settle(new Found(host, arrival.via));
            case Openings.Outcome.Elsewhere() when !wasIn -> find(arrival, tries + 1);
            case Openings.Outcome.Elsewhere(), Openings.Outcome.Failed() -> nowhere(arrival);
          }
        });
  }

  // --- To another node ---

  /** A socket that is offered to another node; whatever comes after it was given up is void. */
  private final class Handing {
    private final Arrival arrival;
    private final int tries;
    private final String to;
    private boolean isTaken;
    private boolean isGivenUp;
    private @Nullable Found found;

    Handing(Arrival arrival, int tries, String to) {
      this.arrival = arrival;
      this.tries = tries;
      this.to = to;
    }

    Arrival further() {
      List<ClusterNode> via = new ArrayList<>(arrival.via);
      via.add(node);
      return new Arrival(
          arrival.room,
          via,
          arrival.hops + 1,
          () -> arrival.isHere.getAsBoolean() && !isGivenUp,
          () -> sim.at(sim.net.later(), () -> node.machine.run(this::answered)),
          this::found);
    }

    private void answered() {
      if (!isTaken && !isGivenUp) {
        isTaken = true;
        arrival.settled.run();
        if (found != null) {
          arrival.found.accept(found);
        }
      }
    }

    private void found(Found there) {
      if (isTaken && found == null) {
        arrival.found.accept(there);
      }
      found = there;
    }

    void silent(boolean isGone) {
      if (isTaken || isGivenUp) {
        return;
      }
      isGivenUp = true;
      if (node.suspects(to, isGone)) {
        find(arrival, tries + 1);
      } else {
        nowhere(arrival); // It is slow: whoever came is to come again.
      }
    }
  }

  private void relay(Arrival arrival, int tries, String nodeId) {
    if (arrival.hops >= HOPS_MAX) {
      nowhere(arrival);
      return;
    }
    ClusterNode to = sim.node(nodeId);
    Oracle.check(to != node, "%s sends a socket on to itself", node);
    Handing handing = new Handing(arrival, tries, nodeId);
    long millis = ANSWER_MILLIS - arrival.hops * HOP_MILLIS;
    sim.at(sim.now() + millis, () -> node.machine.run(() -> handing.silent(false)));
    sim.net.<Boolean>call(
        node.machine,
        nodeId,
        to.machine,
        millis,
        () -> {
          to.routing.arrive(handing.further());
          return true;
        },
        reply -> {
          if (reply.fate() == SimNet.Fate.REFUSED) {
            handing.silent(true);
          }
        });
  }

  // --- Routers ---

  /** A router asks, to send on whoever asked it; it is told a node in any case. */
  void lead(SimRoom room, Consumer<String> told) {
    String self = node.machine.id;
    if (node.openings.has(room)) {
      told.accept(self);
      return;
    }
    decide(
        room,
        0,
        Routing::lead,
        LEAD_ROW_MILLIS,
        decision ->
            told.accept(
                switch (decision) {
                  case Decision.Relay(var to) -> to.nodeId();
                  case Decision.Place(var at) -> at.id();
                  case Decision.Serve(), Decision.TakeOver(_) -> self;
                  case Decision.ReadRow(), Decision.Unavailable() -> self;
                }));
  }

  // --- Deciding ---

  void decide(SimRoom room, int hops, Consumer<Decision> then) {
    decide(room, hops, Routing::decide, ROW_MILLIS, then);
  }

  /** With the map asked by the first node, and the row read if that is needed. */
  private void decide(
      SimRoom room,
      int hops,
      Function<Routing.Question, Decision> how,
      long rowMillis,
      Consumer<Decision> then) {
    if (hops > 0 || node.hosts.containsKey(room)) { // Whether it was lost, this node is told.
      decide(room, hops, null, how, rowMillis, then);
      return;
    }
    sim.net.<Owner[]>call(
        node.machine,
        SimNet.REDIS,
        null,
        DIRECTORY_MILLIS,
        () -> {
          Owner there = sim.directory.find(room.id);
          return there == null ? new Owner[0] : new Owner[] {there};
        },
        reply -> {
          Owner[] there = reply.answer();
          Owner map = there == null || there.length == 0 ? null : there[0];
          decide(room, hops, map, how, rowMillis, then);
        });
  }

  private void decide(
      SimRoom room,
      int hops,
      @Nullable Owner map,
      Function<Routing.Question, Decision> how,
      long rowMillis,
      Consumer<Decision> then) {
    Decision decision = how.apply(question(room, hops, map, NOT_READ));
    if (!(decision instanceof Decision.ReadRow)) {
      sim.trace("%s for %s: %s (map %s)", node, room.id, decision, map);
      then.accept(decision);
      return;
    }
    readRow(
        room,
        rowMillis,
        row -> {
          Decision byRow = how.apply(question(room, hops, map, row));
          sim.trace("%s for %s: %s (map %s, %s)", node, room.id, byRow, map, row);
          then.accept(byRow);
        });
  }

  private Routing.Question question(SimRoom room, int hops, @Nullable Owner map, Row row) {
    SimHost host = node.hosts.get(room);
    return new Routing.Question(
        room.id,
        node.self(),
        host == null ? 0 : host.epoch(),
        hops,
        map,
        row,
        node.roster(),
        node.machine.ticks());
  }

  private void readRow(SimRoom room, long millis, Consumer<Row> then) {
    if (node.isCutOff()) {
      then.accept(new Row.Unreachable());
      return;
    }
    sim.net.<Row>call(
        node.machine,
        SimNet.DATABASE,
        null,
        millis,
        () -> new Row.Read(room.journal.owner(), room.journal.epoch(), Kinds.Needed.UNKNOWN),
        reply -> {
          Row row = reply.answer();
          then.accept(row == null ? new Row.Unreachable() : row);
        });
  }
}
