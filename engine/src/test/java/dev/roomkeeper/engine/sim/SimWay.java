package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to a room that stands by itself: to its newest host, or to a new one on a new node. */
final class SimWay implements SimRoom.Way {
  private final World sim;
  private final SimRoom room;
  private final SimWeather weather;
  private boolean isTakingOver;
  private @Nullable SimHost former;

  SimWay(World sim, SimRoom room, SimWeather weather) {
    this.sim = sim;
    this.room = room;
    this.weather = weather;
  }

  static SimWay of(SimRoom room) {
    return (SimWay) room.way();
  }

  @Override
  public void enter(SimLink link, Input.Knock knock) {
    SimHost host = find();
    if (host == null) {
      link.refuse();
    } else {
      link.bind(host);
      link.enter(knock);
    }
  }

  @Override
  public void edit(long number, String editId, String type, JsonObject payload) {
    SimHost host = find();
    if (host != null) {
      host.edit(number, editId, type, payload);
    }
  }

  /** Where a member is led; null while nobody has the room. */
  private @Nullable SimHost find() {
    List<SimHost> hosts = room.hosts;
    if (former != null) {
      return former;
    }
    if (sim.faults() && hosts.size() > 1 && sim.chance(0.1)) {
      return hosts.get(sim.below(hosts.size())); // The directory was stale.
    }
    if (room.current == null) {
      takeOver();
    }
    return room.current;
  }

  /** Whoever comes by this is led to a former owner. */
  void misled(SimHost to, Runnable comers) {
    former = to;
    comers.run();
    former = null;
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
          SimJournal.Takeover taken =
              room.journal.takeOver(sim.below(SimJournal.RESUME_COMMITS + 1), sim.now());
          sim.trace("%s is taken over: epoch %d", room.id, taken.epoch());
          sim.at(sim.now() + sim.below(20), () -> open(taken, askedAt));
        });
  }

  private void open(SimJournal.Takeover taken, long askedAt) {
    isTakingOver = false;
    if (sim.faults() && sim.chance(0.05)) {
      return; // The node crashed before it could serve.
    }
    room.open(taken, new SimNode(sim, room.id + "@" + taken.epoch()), weather, askedAt);
  }
}
