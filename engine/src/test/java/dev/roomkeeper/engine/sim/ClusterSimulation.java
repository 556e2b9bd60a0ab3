package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes with several rooms each, Redis, a database and members, from one seed. The nodes
 * find rooms and vouch for one another by the same code as the server's.
 */
public final class ClusterSimulation extends World {
  private static final long CALM_MILLIS = 14_000;

  final SimNet net = new SimNet(this);
  final SimDirectory directory = new SimDirectory(this);
  final List<SimRoom> rooms = new ArrayList<>();
  private final Map<String, ClusterNode> nodes = new LinkedHashMap<>();

  /** As deploy/nginx.conf has it. */
  final Upstream lookups = new Upstream(this, 1_000);

  /** A balancer that looks after nodes' health. */
  final Upstream sockets = new Upstream(this, 5_000);

  int takeovers;
  long takenAt;
  private int started;

  private ClusterSimulation(long seed) {
    super(seed);
  }

  /** Trouble of all kinds at once for so many steps, then rest. */
  public static void run(long seed, int steps) {
    ClusterSimulation simulation = new ClusterSimulation(seed);
    simulation.run(() -> {
      simulation.begin(2 + simulation.below(2), 1 + simulation.below(3));
      new ClusterChaos(simulation).begin();
      while (simulation.steps() < steps) {
        simulation.happen();
      }
      simulation.calm();
    });
  }

  /** One trouble by itself, out of the blue; all is well again within a given time. */
  public static void single(long seed, String trouble) {
    ClusterSimulation simulation = new ClusterSimulation(seed);
    simulation.run(() -> {
      simulation.stalling = 0;
      simulation.begin(3, 3);
      for (SimRoom room : simulation.rooms) {
        room.kind.mood.welcoming = true;
        room.clients.forEach(client -> client.isSteady = true);
      }
      new SingleTrouble(simulation).happen(SingleTrouble.Kind.valueOf(trouble));
      simulation.calm();
    });
  }

  private void begin(int nodeCount, int roomCount) {
    for (int i = 0; i < nodeCount; i++) {
      start("host" + i);
    }
    for (int i = 0; i < roomCount; i++) {
      int perSecond = List.of(0, 0, 0, 7).get(below(4));
      RoomRules rules =
          RoomRules.DEFAULT
              .withFlushMillis(List.of(0, 0, 20, 50).get(below(4)))
              .withTicking(new RoomRules.Ticking(perSecond, 0, below(2) * 8))
              .withGraceMillis(List.of(1_500L, 10_000L).get(below(2)))
              .withStateBytesMax(45_000)
              .withMembersMax(100)
              .withKeeping(new RoomRules.Keeping(below(30), below(10_000)));
      SimRoom room = new SimRoom(this, "room" + i, rules);
      room.way = new ClusterDoor(this, room);
      rooms.add(room);
      edits(room);
      SimWatcher watcher = new SimWatcher(this, room, "w0", List.of(Layers.ALL, "cell:0,0"));
      room.watchers.add(watcher);
      look(watcher);
      for (int n = 1 + below(2); n >= 0; n--) {
        SimClient client = new SimClient(this, room, "m" + i + n);
        room.clients.add(client);
        live(client, 40 + below(150));
      }
    }
    long remembering = 500;
    at(remembering, this::remember);
  }

  private void remember() {
    directory.remember();
    at(now() + 2_000, this::remember);
  }

  private void live(SimClient client, int paceMillis) {
    at(
        now() + below(2 * paceMillis),
        () -> {
          if (faults()) {
            client.act();
            live(client, paceMillis);
          }
        });
  }

  private void look(SimWatcher watcher) {
    at(
        now() + below(1_500),
        () -> {
          if (faults()) {
            watcher.act();
            look(watcher);
          }
        });
  }

  private void edits(SimRoom room) {
    at(
        now() + below(2_000),
        () -> {
          if (faults()) {
            room.edit();
            edits(room);
          }
        });
  }

  /** No more faults and no more wishes: everything comes to rest, and all is as it should be. */
  private void calm() {
    faults = false;
    boolean isRedisGone = chance(0.2);
    net.heal();
    if (isRedisGone) {
      net.server(SimNet.REDIS, SimNet.Fate.REFUSED); // All goes well without it.
    }
    while (alive().size() < 2) {
      start("late" + started);
    }
    for (SimRoom room : rooms) {
      room.kind.mood.quiet = true;
    }
    runUntil(now() + 6_000); // Who is frozen goes on, and who was forgotten finds out.
    for (SimRoom room : rooms) {
      room.clients.forEach(SimClient::connectIfNot);
      room.watchers.forEach(SimWatcher::comeBack);
    }
    runUntil(now() + CALM_MILLIS - 6_000);
    for (SimRoom room : rooms) {
      SimHost current = room.current;
      Oracle.check(current != null, "%s has no host in the end", room.id);
      room.clients.forEach(SimClient::isAtRest);
      room.watchers.forEach(SimWatcher::isAtRest);
      room.truth.wakes.noneIsLeft();
      for (SimHost host : room.hosts) {
        Oracle.check(room.journal.isOwnedAt(host.epoch()), "%s was lost and not left", host);
      }
      if (current != null) {
        current.isAtRest();
      }
    }
  }

  // --- Nodes ---

  void start(String address) {
    String id = "node" + ++started;
    nodes.put(id, new ClusterNode(this, id, address));
  }

  void died(ClusterNode node) {
    at(now() + 500 + below(4_000), () -> start(node.address));
  }

  ClusterNode node(String id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  /** Perhaps another process than the one that was known there. */
  @Nullable ClusterNode listening(String address) {
    return alive().stream().filter(node -> node.address.equals(address)).findFirst().orElse(null);
  }

  List<ClusterNode> alive() {
    return nodes.values().stream().filter(node -> !node.machine.isDead()).toList();
  }

  ClusterNode anyNode() {
    List<ClusterNode> alive = alive();
    return alive.get(below(alive.size()));
  }

  void takenOver(SimRoom room, SimJournal.@Nullable Takeover taken) {
    if (taken != null) {
      trace("%s is at epoch %d", room.id, taken.epoch());
      takeovers++;
      takenAt = now();
    }
  }
}
