package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Reach;
import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.host.RoomHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node's question once a second which rooms are its own: so it learns of a takeover of which
 * Redis did not tell, and that it alone does not reach the database.
 */
final class OwnedQuery {
  private static final long ASK_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 500;
  private static final long REACHES_MILLIS = 700;

  /** The database gives up a statement after that time, or the line to it is dead. */
  private static final long HANGING_MILLIS = 5_000;

  private static final int HANGING_MAX = 2;

  private final ClusterSimulation sim;
  private final ClusterNode node;
  private Reach reach = Reach.FINE;
  private boolean isAsking;
  private int hanging;
  private long dueAt;
  private long toldAt = Long.MIN_VALUE / 2; // as of the question; on the machine's clock
  private long stoodAt = Long.MIN_VALUE / 2;

  OwnedQuery(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  /** Whether others reach the database and this node does not. */
  boolean isCutOff() {
    return reach.isCutOff();
  }

  boolean mayBeVouchedFor() {
    return Vouching.isAllowed(toldAt, stoodAt, node.machine.ticks());
  }

  /**
   * Asks if it is time to.
   *
   * @param hasStood since it was called last, the node stood still
   */
  void ask(boolean hasStood) {
    if (hasStood) {
      stoodAt = node.machine.ticks();
      dueAt = sim.now();
    }
    if (isAsking || sim.now() < dueAt) {
      return;
    }
    isAsking = true;
    dueAt = sim.now() + ASK_MILLIS;
    if (hanging >= HANGING_MAX) {
      unanswered();
      return;
    }
    hanging++;
    List<SimHost> before = List.copyOf(node.hosts.values());
    long askedAt = node.machine.ticks();
    boolean[] isEnded = {false};
    sim.net.<Map<SimRoom, Long>>call(
        node.machine,
        SimNet.DATABASE,
        null,
        HANGING_MILLIS,
        this::owned,
        reply -> {
          hanging--;
          Map<SimRoom, Long> owned = reply.answer();
          if (owned != null) {
            toldAt = Math.max(toldAt, askedAt);
            answered(before, owned); // Also when it is late.
          }
          ended(isEnded, owned != null);
        });
    sim.at(sim.now() + ANSWER_MILLIS, () -> node.machine.run(() -> ended(isEnded, false)));
  }

  private Map<SimRoom, Long> owned() {
    Map<SimRoom, Long> owned = new LinkedHashMap<>();
    for (SimRoom room : sim.rooms) {
      Owner owner = room.journal.owner();
      if (owner != null && owner.nodeId().equals(node.machine.id)) {
        owned.put(room, room.journal.epoch());
      }
    }
    return owned;
  }

  private void answered(List<SimHost> before, Map<SimRoom, Long> owned) {
    reach = Reach.FINE;
    for (SimHost host : before) {
      if (owned.getOrDefault(host.room, 0L) != host.epoch()) {
        host.input(new RoomHost.Input.OwnershipLost());
      }
    }
  }

  private void ended(boolean[] isEnded, boolean isAnswered) {
    if (isEnded[0]) {
      return;
    }
    isEnded[0] = true;
    if (isAnswered) {
      isAsking = false;
    } else {
      unanswered();
    }
  }

  /** Without the database, while others reach it, it is of no use: do they? */
  private void unanswered() {
    List<Peer> peers = node.roster().takers(node.machine.id, node.machine.ticks());
    List<Boolean> answers = new ArrayList<>();
    if (peers.isEmpty()) {
      heardOthers(answers);
    }
    for (Peer peer : peers) {
      ClusterNode other = sim.node(peer.id());
      sim.net.<Boolean>ask(
          node.machine,
          peer.id(),
          other.machine,
          REACHES_MILLIS,
          other::reaches,
          reply -> {
            answers.add(Boolean.TRUE.equals(reply.answer()));
            if (answers.size() == peers.size()) {
              heardOthers(answers);
            }
          });
    }
  }

  private void heardOthers(List<Boolean> reaching) {
    isAsking = false;
    dueAt = sim.now();
    reach = reach.unanswered(reaching.contains(true), node.machine.ticks());
    if (reach.isCutOff()) {
      node.giveUp();
    }
  }
}
