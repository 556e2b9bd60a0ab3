package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.Commit;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.engine.Layers;
import dev.roomkeeper.engine.Room;
import dev.roomkeeper.engine.RoomRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room in the whole world: its journal, the hosts that have or had it, its members. */
final class SimRoom {
  final String id;
  final SimKind kind;
  final Oracle.RoomTruth truth = new Oracle.RoomTruth();
  final SimJournal journal = new SimJournal(truth);
  final List<SimHost> hosts = new ArrayList<>();
  final List<SimClient> clients = new ArrayList<>();
  @Nullable SimHost current;

  private final Simulation sim;
  private boolean isTakingOver;
  private long lastEdit;

  SimRoom(Simulation sim, String id, RoomRules rules) {
    this.sim = sim;
    this.id = id;
    this.kind = new SimKind(rules);
  }

  /** Where a member is led; null while nobody has the room. */
  @Nullable SimHost find() {
    if (sim.faults() && hosts.size() > 1 && sim.chance(0.1)) {
      return hosts.get(sim.below(hosts.size())); // The directory was stale.
    }
    if (current == null) {
      takeOver();
    }
    return current;
  }

  /** Somebody's HTTP request edits the room. */
  void edit() {
    SimHost host = find();
    if (host != null) {
      String editId = "edit-" + ++lastEdit;
      JsonObject payload =
          new SimPayload(sim, this, clients.getFirst().memberId, editId).of("edit");
      host.edit(lastEdit, editId, payload);
    }
  }

  void takeOver() {
    if (isTakingOver) {
      return;
    }
    isTakingOver = true;
    long askedAt = sim.now();
    sim.at(
        sim.now() + sim.below(20),
        () -> {
          SimJournal.Taken taken = journal.takeOver(sim.below(80), sim.now());
          sim.trace("%s is taken over: epoch %d", id, taken.epoch());
          sim.at(sim.now() + sim.below(20), () -> open(taken, askedAt));
        });
  }

  private void open(SimJournal.Taken taken, long askedAt) {
    isTakingOver = false;
    if (sim.faults() && sim.chance(0.05)) {
      return; // The node crashed before it could serve.
    }
    List<Commit> commits = taken.commits();
    Layers snapshot = taken.snapshot();
    Room room =
        Room.recovered(
            id,
            id,
            kind,
            JsonObject.EMPTY,
            taken.epoch(),
            taken.snapshotVersion(),
            snapshot,
            commits);
    if (journal.isOwnedAt(taken.epoch())) {
      truth.recovered(room);
    }
    current = new SimHost(sim, this, room, commits, taken.snapshotVersion(), askedAt);
    hosts.add(current);
  }

  void forget(SimHost host) {
    hosts.remove(host);
    if (current == host) {
      current = null;
    }
  }
}
