package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One room in the whole world: its journal, the hosts that have or had it, its members. */
final class SimRoom {

  /** How one comes to the room. */
  interface Way {
    /** A socket; it is bound to a host, or closed, or nothing comes of it. */
    void enter(SimLink link, Input.Knock knock);

    /** An HTTP request. */
    void edit(long number, String editId, String type, JsonObject payload);

    /** After how long a member leaves a socket on which nothing came; 0 for never. */
    default long silentMillis() {
      return 0;
    }
  }

  final String id;
  final SimKind kind;
  final Oracle.RoomTruth truth = new Oracle.RoomTruth();
  final SimJournal journal = new SimJournal(truth);
  final List<SimHost> hosts = new ArrayList<>();
  final List<SimClient> clients = new ArrayList<>();
  final List<SimWatcher> watchers = new ArrayList<>();
  final InputTruth inputs = new InputTruth();
  @Nullable SimHost current;

  /** Nobody comes any more. */
  boolean isDeserted;

  @Nullable Way way;

  private final World sim;
  private long lastEdit;

  SimRoom(World sim, String id, RoomRules rules) {
    this.sim = sim;
    this.id = id;
    this.kind = new SimKind(rules);
  }

  Way way() {
    return Objects.requireNonNull(way);
  }

  /** Somebody's HTTP request edits the room. */
  void edit() {
    if (isDeserted) {
      return;
    }
    String editId = "edit-" + ++lastEdit;
    SimPayload payload = new SimPayload(sim, this, clients.getFirst().memberId, editId);
    if (sim.chance(0.15)) {
      long version = 1L + sim.below((int) truth.head() + 1);
      String type = sim.chance(0.7) ? SimKind.REVERT : SimKind.REAPPLY;
      way().edit(lastEdit, editId, type, payload.redo(version));
    } else {
      way().edit(lastEdit, editId, "edit", payload.of("edit"));
    }
  }

  /** Somebody's HTTP request sets a timer. */
  void wake(String name, long inMillis) {
    String editId = "edit-" + ++lastEdit;
    way().edit(lastEdit, editId, "edit", SimPayload.wake(editId, name, inMillis));
  }

  /** A host of the room as it was taken over. */
  SimHost open(SimJournal.Takeover taken, SimNode node, SimHost.Backend backend, long askedAt) {
    List<Commit> commits = taken.commits();
    Layers snapshot = taken.snapshot();
    KindWatch watch = new KindWatch(this);
    Room room =
        Room.recovered(
            id,
            id,
            kind.observedBy(watch),
            JsonObject.EMPTY,
            taken.epoch(),
            taken.snapshotVersion(),
            snapshot,
            commits);
    if (journal.isOwnedAt(taken.epoch())) {
      truth.recovered(room);
    }
    truth.served(taken.epoch());
    SimHost host = new SimHost(sim, this, node, backend, room, taken, askedAt);
    watch.of(host);
    hosts.add(host);
    if (current == null || current.epoch() < host.epoch()) {
      current = host;
    }
    return host;
  }

  void forget(SimHost host) {
    hosts.remove(host);
    if (current == host) {
      current = null;
    }
  }
}
