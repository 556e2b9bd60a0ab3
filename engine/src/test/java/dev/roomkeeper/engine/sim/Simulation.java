package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.List;

/** Rooms, each by itself, from one seed: its host may crash, stand still, or be taken over. */
public final class Simulation extends World {
  private static final long CALM_MILLIS = 12_000;

  private final SimWeather weather = new SimWeather(this);
  private final List<SimRoom> rooms = new ArrayList<>();

  private Simulation(long seed) {
    super(seed);
  }

  /** Runs so many steps and then to rest; a {@link Violation} tells what went wrong after which. */
  public static void run(long seed, int steps) {
    Simulation simulation = new Simulation(seed);
    simulation.run(() -> {
      simulation.begin();
      simulation.storm(steps);
      simulation.calm();
    });
  }

  // --- The run ---

  private void begin() {
    int roomCount = 1 + below(2);
    for (int i = 0; i < roomCount; i++) {
      int flushMillis = List.of(0, 0, 20, 50).get(below(4));
      int tickMillis = List.of(0, 15, 40, 100).get(below(4));
      long graceMillis = List.of(0, 1_500, 10_000).get(below(3));
      RoomRules rules = new RoomRules(flushMillis, tickMillis, graceMillis, 45_000, 100, false);
      SimRoom room = new SimRoom(this, "room" + i, rules);
      room.way = new SimWay(this, room, weather);
      rooms.add(room);
      edits(room);
      for (int n = 1 + below(4); n >= 0; n--) {
        SimClient client = new SimClient(this, room, "m" + i + n);
        room.clients.add(client);
        live(client, 5 + below(40));
      }
    }
    chaos();
  }

  private void live(SimClient client, int paceMillis) {
    at(
        now() + below(2 * paceMillis),
        () -> {
          if (faults) {
            client.act();
            live(client, paceMillis);
          }
        });
  }

  private void edits(SimRoom room) {
    at(
        now() + below(400),
        () -> {
          if (faults) {
            room.edit();
            edits(room);
          }
        });
  }

  private void chaos() {
    at(
        now() + below(1_500),
        () -> {
          if (faults) {
            disturb(rooms.get(below(rooms.size())));
            chaos();
          }
        });
  }

  private void disturb(SimRoom room) {
    List<SimHost> hosts = room.hosts;
    SimHost host = hosts.isEmpty() ? null : hosts.get(below(hosts.size()));
    int what = below(100);
    if (what < 25) {
      weather.change();
    } else if (what < 27) {
      room.clients.forEach(client -> client.stayAway(20_000L + below(30_000)));
    } else if (what < 32) {
      room.clients.get(below(room.clients.size())).stayAway(below(15_000));
    } else if (host != null) {
      disturb(room, host, what);
    }
  }

  private void disturb(SimRoom room, SimHost host, int what) {
    if (what < 42) {
      host.crash();
    } else if (what < 55) {
      SimWay.of(room).takeOver(); // Somebody suspects the owner, rightly or not.
    } else if (what < 62) {
      host.pause();
    } else if (what < 70) {
      host.node().pause(SimHost.LEASE_MILLIS + 200 + below(2_000));
      SimWay.of(room).takeOver();
    } else if (what < 76) {
      host.input(new RoomHost.Input.Drain());
    } else if (what < 84 && !room.journal.isOwnedAt(host.epoch())) {
      host.input(new RoomHost.Input.OwnershipLost());
    }
  }

  private void storm(int most) {
    while (steps() < most) {
      happen();
    }
  }

  /** No more faults and no more wishes: everything comes to rest, and all is as it should be. */
  private void calm() {
    faults = false;
    weather.clear();
    for (SimRoom room : rooms) {
      room.kind.quiet = true;
      room.clients.forEach(SimClient::comeBack);
      tellFormerOwners(room);
    }
    runUntil(now() + CALM_MILLIS);
    for (SimRoom room : rooms) {
      Oracle.check(room.current != null, "%s has no host in the end", room.id);
      room.clients.forEach(SimClient::isAtRest);
      if (room.current != null) {
        room.current.isAtRest();
      }
    }
  }

  /** As a cluster's directory does: an owner that has nothing to say would never find out. */
  private void tellFormerOwners(SimRoom room) {
    for (SimHost host : List.copyOf(room.hosts)) {
      if (!room.journal.isOwnedAt(host.epoch()) && !host.isPaused()) {
        host.input(new RoomHost.Input.OwnershipLost());
      }
    }
    at(now() + 500, () -> tellFormerOwners(room));
  }
}
