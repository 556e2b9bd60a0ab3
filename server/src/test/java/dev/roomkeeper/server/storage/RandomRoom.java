package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal.Takeover;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A room as its owner knows it, with random commits to make. */
final class RandomRoom {
  private static final List<String> LAYERS =
      List.of("all", "member:u_1", "member:ü", "role:dm", "cell:-1,2", "server");
  private static final List<String> KEYS =
      List.of("a", "b", "__proto__", "", "a.b", "'; --", "ключ", "\u0000", "🂡", "\"\\\n");

  final String id;
  private final RandomGenerator random;
  long epoch;
  long version;
  Layers layers = Layers.EMPTY;
  final List<Commit> kept = new ArrayList<>();

  RandomRoom(String id, RandomGenerator random) {
    this.id = id;
    this.random = random;
  }

  RoomRecord onRecord() {
    return new RoomRecord(
        id, "lobby", "Room " + id, JsonObject.of("trays", Json.of("open")), "u_1", 1_000);
  }

  /** Some commits on this room's version. */
  List<Commit> commits(int count) {
    List<Commit> commits = new ArrayList<>();
    Layers before = layers;
    long base = version;
    for (int i = 0; i < count; i++) {
      Commit commit = commit(before, base);
      commits.add(commit);
      before = before.apply(commit.change());
      base = commit.version();
    }
    return commits;
  }

  /** A commit that touches nothing but this; for tests in which the state does not matter. */
  Commit small(long base) {
    Json mark = Json.of("v" + (base + 1));
    JsonObject before = JsonObject.of("all", JsonObject.EMPTY);
    Patch patch = new Patch(JsonObject.of("all", JsonObject.of("mark", mark)));
    Change.Nested change = Change.of(new Document(before), patch);
    return new Commit(
        newId(),
        new Commit.Span(epoch, base, base + 1),
        2_000,
        new Commit.Cause("u_1", 1, "board"),
        true,
        change,
        List.of());
  }

  private Commit commit(Layers before, long base) {
    boolean durable = random.nextInt(4) > 0;
    boolean ofMember = random.nextBoolean();
    return new Commit(
        newId(),
        new Commit.Span(epoch, base, base + (durable ? 1 : 1 + random.nextInt(5))),
        random.nextLong(1L << 45),
        new Commit.Cause(
            ofMember ? "u_" + random.nextInt(3) : null,
            ofMember ? random.nextLong(1L << 50) : 0,
            ofMember ? "board" : null),
        durable,
        change(before),
        random.nextInt(3) == 0 ? events() : List.of());
  }

  private String newId() {
    return Long.toString(random.nextLong(Long.MAX_VALUE), 36) + "-" + random.nextInt(1_000);
  }

  private Change.Nested change(Layers before) {
    JsonObject root = JsonObject.EMPTY;
    JsonObject patch = JsonObject.EMPTY;
    int touched = 1 + random.nextInt(3);
    for (int i = 0; i < touched; i++) {
      String layer = pick(LAYERS);
      root = root.with(layer, before.layer(layer).root());
      patch = patch.with(layer, object(3, true));
    }
    return Change.of(new Document(root), new Patch(patch));
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      events.add(
          new Event(pick(LAYERS), "message", random.nextBoolean() ? "u_1" : null, object(2, true)));
    }
    return events;
  }

  private JsonObject object(int depth, boolean nulls) {
    JsonObject object = JsonObject.EMPTY;
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      object = object.with(pick(KEYS), value(depth, nulls));
    }
    return object;
  }

  private Json value(int depth, boolean nulls) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> nulls ? Json.Null.NULL : Json.of(false);
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of((double) random.nextInt(-50, 50));
      case 3 -> Json.of(random.nextDouble(-1e30, 1e30));
      case 4 -> Json.of(pick(KEYS));
      case 5 -> new Json.Arr(List.of(value(depth - 1, false), value(0, false)));
      default -> object(depth - 1, nulls);
    };
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Goes on from these commits, which are kept. */
  void keep(List<Commit> commits) {
    for (Commit commit : commits) {
      layers = layers.apply(commit.change());
      version = commit.version();
      kept.add(commit);
    }
  }

  /** The state that a takeover brings back; fails where commits do not follow each other. */
  static Layers recovered(Takeover taken) {
    Layers layers = taken.snapshot();
    long version = taken.snapshotVersion();
    for (Commit commit : taken.commits()) {
      if (commit.version() > taken.snapshotVersion()) {
        assertThat(commit.base()).isEqualTo(version);
        layers = layers.apply(commit.change());
        version = commit.version();
      }
    }
    return layers;
  }
}
