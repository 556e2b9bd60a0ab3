package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's question every now and then which rooms have a timer that has come, and nobody who
 * lives: it opens them.
 */
final class DueRooms {
  private static final long ASK_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 500;

  private final ClusterSimulation sim;
  private final ClusterNode node;
  private long askedAt;

  DueRooms(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  /** With each heartbeat. */
  void look() {
    if (sim.now() - askedAt < ASK_MILLIS || node.isDraining() || node.isCutOff()) {
      return;
    }
    askedAt = sim.now();
    sim.net.<List<SimRoom>>call(
        node.machine,
        SimNet.DATABASE,
        null,
        ANSWER_MILLIS,
        this::due,
        reply -> {
          List<SimRoom> due = reply.answer();
          if (due != null) {
            due.forEach(room -> node.openings.open(room, _ -> {}));
          }
        });
  }

  private List<SimRoom> due() {
    List<SimRoom> due = new ArrayList<>();
    for (SimRoom room : sim.rooms) {
      Owner owner = room.journal.owner();
      boolean isOwned =
          owner != null && !node.roster().isDead(owner.nodeId(), node.machine.ticks());
      if (room.journal.isDue(sim.now()) && !isOwned) {
        due.add(room);
      }
    }
    return due;
  }
}
