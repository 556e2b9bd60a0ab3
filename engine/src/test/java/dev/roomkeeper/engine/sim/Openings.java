package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.cluster.Owner;
import dev.roomkeeper.engine.cluster.Routing.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rooms that a node opens, each once whoever comes meanwhile, as the server's hub does. */
final class Openings {
  private static final long OPEN_MILLIS = 5_000;
  private static final Outcome ELSEWHERE = new Outcome.Elsewhere();
  private static final Outcome FAILED = new Outcome.Failed();

  /** What came of it. */
  sealed interface Outcome {
    record Live(SimHost host) implements Outcome {}

    /** Another node has the room. */
    record Elsewhere() implements Outcome {}

    record Failed() implements Outcome {}
  }

  private final ClusterSimulation sim;
  private final ClusterNode node;
  private final Map<SimRoom, List<Consumer<Outcome>>> opening = new LinkedHashMap<>();

  Openings(ClusterSimulation sim, ClusterNode node) {
    this.sim = sim;
    this.node = node;
  }

  boolean isEmpty() {
    return opening.isEmpty();
  }

  boolean has(SimRoom room) {
    return opening.containsKey(room);
  }

  void open(SimRoom room, Consumer<Outcome> then) {
    SimHost live = node.hosts.get(room);
    List<Consumer<Outcome>> others = opening.get(room);
    if (node.isDraining()) {
      then.accept(FAILED);
    } else if (live != null) {
      then.accept(new Outcome.Live(live));
    } else if (others != null) {
      others.add(then); // Should another node be quicker, that one is told.
    } else {
      List<Consumer<Outcome>> waiting = new ArrayList<>(List.of(then));
      opening.put(room, waiting);
      begin(room, waiting);
    }
  }

  private void begin(SimRoom room, List<Consumer<Outcome>> waiting) {
    sim.at(sim.now() + OPEN_MILLIS, () -> node.machine.run(() -> over(room, waiting, FAILED)));
    // Asked as somebody who was sent here: by the row, which is read now.
    node.routing.decide(
        room,
        1,
        decision -> {
          switch (decision) {
            case Decision.TakeOver(var epoch) -> takeOver(room, waiting, epoch);
            case Decision.Serve(), Decision.Relay(_), Decision.Place(_) ->
                over(room, waiting, ELSEWHERE);
            case Decision.ReadRow(), Decision.Unavailable() -> over(room, waiting, FAILED);
          }
        });
  }

  private void takeOver(SimRoom room, List<Consumer<Outcome>> waiting, long epoch) {
    long askedAt = sim.now();
    Owner me = new Owner(node.machine.id, node.address, epoch + 1);
    sim.net.<SimJournal.Takeover[]>call(
        node.machine,
        SimNet.DATABASE,
        null,
        OPEN_MILLIS,
        () -> {
          SimJournal.Takeover taken =
              room.journal.takeOver(epoch, me, sim.below(SimJournal.RESUME_COMMITS + 1), sim.now());
          sim.trace("%s takes %s over after %d: %s", node, room.id, epoch, taken != null);
          sim.takenOver(room, taken);
          return taken == null ? new SimJournal.Takeover[0] : new SimJournal.Takeover[] {taken};
        },
        reply -> {
          SimJournal.Takeover[] taken = reply.answer();
          if (opening.get(room) != waiting) {
            return; // It was given up, and nobody serves by it.
          }
          if (taken == null) {
            over(room, waiting, FAILED);
          } else if (taken.length == 0) {
            over(room, waiting, ELSEWHERE); // Somebody was faster.
          } else {
            over(room, waiting, new Outcome.Live(node.opened(room, taken[0], askedAt)));
          }
        });
  }

  private void over(SimRoom room, List<Consumer<Outcome>> waiting, Outcome outcome) {
    if (opening.get(room) == waiting) {
      opening.remove(room);
      waiting.forEach(each -> each.accept(outcome));
    }
  }
}
