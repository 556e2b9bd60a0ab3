package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to a room that stands by itself: to its newest host, or to a new one on a new node. */
final class SimWay implements SimRoom.Way {
  private final World sim;
  private final SimRoom room;
  private final SimWeather weather;
  private boolean isTakingOver;

  SimWay(World sim, SimRoom room, SimWeather weather) {
    this.sim = sim;
    this.room = room;
    this.weather = weather;
  }

  static SimWay of(SimRoom room) {
    return (SimWay) room.way();
  }

  @Override
  public void join(SimLink link, RoomHost.Input.Join join) {
    SimHost host = find();
    if (host == null) {
      link.refuse();
    } else {
      link.bind(host);
      link.join(join);
    }
  }

  @Override
  public void edit(long number, String editId, JsonObject payload) {
    SimHost host = find();
    if (host != null) {
      host.edit(number, editId, payload);
    }
  }

  /** Where a member is led; null while nobody has the room. */
  private @Nullable SimHost find() {
    List<SimHost> hosts = room.hosts;
    if (sim.faults() && hosts.size() > 1 && sim.chance(0.1)) {
      return hosts.get(sim.below(hosts.size())); // The directory was stale.
    }
    if (room.current == null) {
      takeOver();
    }
    return room.current;
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
          SimJournal.Taken taken = room.journal.takeOver(sim.below(80), sim.now());
          sim.trace("%s is taken over: epoch %d", room.id, taken.epoch());
          sim.at(sim.now() + sim.below(20), () -> open(taken, askedAt));
        });
  }

  private void open(SimJournal.Taken taken, long askedAt) {
    isTakingOver = false;
    if (sim.faults() && sim.chance(0.05)) {
      return; // The node crashed before it could serve.
    }
    room.open(taken, new SimNode(sim, room.id + "@" + taken.epoch()), weather, askedAt);
  }
}
