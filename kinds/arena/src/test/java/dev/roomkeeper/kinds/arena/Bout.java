package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An arena in which a test plays tick by tick. */
final class Bout {
  final TestRoom room;
  private final PlacedArena arena = new PlacedArena();
  private final Map<String, Integer> numbers = new TreeMap<>();

  static {
    Arena.prepare();
  }

  Bout(String options) {
    room = new TestRoom(arena, options, 1);
  }

  TestClient join(String id) {
    TestClient client = room.join(id);
    numbers.put(id, 0);
    return client;
  }

  long tick() {
    return (long) room.layers().object(Layers.live(Layers.ALL)).number("tick", 0);
  }

  /** Runs so many ticks. */
  void run(int ticks) {
    long end = tick() + ticks;
    while (tick() < end) {
      room.passAtOnce(1);
    }
  }

  /** Sends one step that sees everything as it was so many ticks ago. */
  void steer(TestClient client, int keys, int angle, int fire, int ticksAgo) {
    claim(client, keys, angle, fire, (int) Math.max(0, tick() - ticksAgo) * 16);
  }

  void claim(TestClient client, int keys, int angle, int fire, int view) {
    int n = Objects.requireNonNull(numbers.merge(client.memberId, 1, Integer::sum));
    client.cast(
        "steer",
        JsonObject.EMPTY
            .with("n", n)
            .with("keys", keys)
            .with("angle", angle)
            .with("fire", fire)
            .with("view", view));
  }

  /** Puts a body there, with all its health; nothing protects it. */
  void place(TestClient client, int x, int y) {
    place(client, x, y, Fighter.HEALTH_MAX);
  }

  void place(TestClient client, int x, int y, int health) {
    if (tick() == 0) {
      run(1); // until then nobody has a body
    }
    arena.place(client.memberId, new PlacedArena.Place(x, y, health));
  }

  int slot(String id) {
    return (int)
        room.layers().root().object(Layers.ALL).object("players").object(id).number("slot", -1);
  }

  double player(String id, String what) {
    return room.layers().root().object(Layers.ALL).object("players").object(id).number(what, -1);
  }

  /** A body as the server has it; null if it is not on the map. */
  @Nullable Pose pose(String id) {
    String kept = room.layers().object(Layers.live(Layers.SERVER)).text("fighters");
    FighterState state = FighterState.all(kept).get(slot(id));
    if (state == null) {
      return null;
    }
    Fighter fighter = new Fighter(slot(id), state);
    return fighter.lives() ? fighter.pose(tick()) : null;
  }

  Pose need(String id) {
    return Objects.requireNonNull(pose(id), id + " is not on the map");
  }

  /** A body as this client sees it; null if it does not. */
  static @Nullable Pose seen(TestClient client, int slot) {
    long told = (long) client.at("bodies").number(Roster.key(slot), 0);
    return told == 0 ? null : Pose.told(told);
  }
}
