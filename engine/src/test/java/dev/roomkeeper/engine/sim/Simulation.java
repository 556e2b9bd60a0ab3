package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.kind.Layers;
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
      int perSecond = List.of(0, 66, 25, 10).get(below(4));
      RoomRules rules =
          RoomRules.DEFAULT
              .withFlushMillis(List.of(0, 0, 20, 50).get(below(4)))
              .withTicking(new RoomRules.Ticking(perSecond, below(2) * 2_000L, below(2) * 8))
              .withGraceMillis(List.of(0L, 1_500L, 10_000L).get(below(3)))
              .withStateBytesMax(45_000)
              .withMembersMax(100)
              .withKeeping(new RoomRules.Keeping(below(30), below(chance(0.5) ? 300 : 10_000)))
              .withWatchDelayMillis(List.of(0, 0, 300).get(below(3)));
      SimRoom room = new SimRoom(this, "room" + i, rules);
      room.way = new SimWay(this, room, weather);
      rooms.add(room);
      edits(room);
      lookForTimers(room);
      for (int n = 0; n < 2; n++) {
        List<String> layers = List.of(Layers.ALL, SimKind.CELLS.get(below(2)));
        SimWatcher watcher = new SimWatcher(this, room, "w" + n, layers.subList(0, 1 + below(2)));
        room.watchers.add(watcher);
        look(watcher);
      }
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

  private void look(SimWatcher watcher) {
    at(
        now() + below(800),
        () -> {
          if (faults) {
            watcher.act();
            look(watcher);
          }
        });
  }

  /** As the nodes of a cluster do: a room whose timer has come is opened by somebody. */
  private void lookForTimers(SimRoom room) {
    at(
        now() + 500,
        () -> {
          if (room.current == null && room.journal.isDue(now())) {
            SimWay.of(room).takeOver();
          }
          lookForTimers(room);
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
      if (chance(0.5)) {
        host.keepBusy(60);
        at(now() + 45, () -> loseAmidst(room, host));
      }
    } else if (what < 62) {
      host.pause();
    } else if (what < 70) {
      host.node().pause(SimHost.LEASE_MILLIS + 200 + below(2_000));
      SimWay.of(room).takeOver();
    } else if (what < 76) {
      host.input(new Input.Drain());
    } else if (what < 84) {
      loseAmidst(room, host);
    }
  }

  /** The host finds out that it lost the room in the turn in which people come. */
  private void loseAmidst(SimRoom room, SimHost host) {
    if (room.journal.isOwnedAt(host.epoch()) || !room.hosts.contains(host)) {
      return;
    }
    host.keepBusy(15);
    host.input(new Input.OwnershipLost());
    SimWay.of(room)
        .misled(
            host,
            () -> {
              room.clients.stream().filter(_ -> chance(0.4)).forEach(SimClient::connect);
              if (chance(0.5)) {
                room.edit();
              }
            });
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
      room.kind.mood.quiet = true;
      room.clients.forEach(SimClient::comeBack);
      room.watchers.forEach(SimWatcher::comeBack);
      tellFormerOwners(room);
    }
    runUntil(now() + CALM_MILLIS);
    for (SimRoom room : rooms) {
      Oracle.check(room.current != null, "%s has no host in the end", room.id);
      room.clients.forEach(SimClient::isAtRest);
      room.watchers.forEach(SimWatcher::isAtRest);
      room.truth.wakes.noneIsLeft();
      for (SimHost host : room.hosts) {
        Oracle.check(room.journal.isOwnedAt(host.epoch()), "%s was lost and not left", host);
      }
      if (room.current != null) {
        room.current.isAtRest();
      }
    }
  }

  /** As a cluster's directory does: an owner that has nothing to say would never find out. */
  private void tellFormerOwners(SimRoom room) {
    for (SimHost host : List.copyOf(room.hosts)) {
      if (!room.journal.isOwnedAt(host.epoch()) && !host.isPaused()) {
        host.input(new Input.OwnershipLost());
      }
    }
    at(now() + 500, () -> tellFormerOwners(room));
  }
}
