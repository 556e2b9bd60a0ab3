package dev.roomkeeper.kinds.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Many members who walk about at random, come and go, while things are placed and removed; beside
 * it the plainest model of where everybody stands. After each step both are compared.
 */
final class RandomWalk {
  private static final int REACH_IN = 3;
  private static final int REACH_OUT = 5;
  private static final int CELL = 16;
  private static final int SLACK = 2;

  private record Spot(int x, int y) {
    int distance(Spot other) {
      return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
    }
  }

  private final String context;
  private final Random random;
  private final int width;
  private final int height;
  private final List<String> members;
  private final TestRoom room;
  private final Map<String, Spot> standing = new TreeMap<>(); // the model
  private final Map<String, Spot> lookingFrom = new TreeMap<>(); // cells
  private final Set<String> blocked = new TreeSet<>(); // "x,y" of walls
  private final Map<String, String> placed = new TreeMap<>(); // static, id -> "x,y"
  private Map<String, Set<String>> near = new TreeMap<>();
  private int taken;
  private int refused;
  private int fullest;

  RandomWalk(long seed, int width, int height, int people) {
    context = "seed " + seed;
    random = new Random(seed);
    this.width = width;
    this.height = height;
    StringBuilder walls = new StringBuilder("[");
    for (int y = 0; y < height; y++) {
      walls.append('\'');
      for (int x = 0; x < width; x++) {
        boolean isWall = random.nextInt(12) == 0;
        walls.append(isWall ? '#' : '.');
        if (isWall) {
          blocked.add(x + "," + y);
        }
      }
      walls.append("',");
    }
    room =
        new TestRoom(
            new Space(), "{width:%d, height:%d, walls:%s]}".formatted(width, height, walls), seed);
    members = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      members.add("m" + i);
      arrive(members.getLast());
    }
    near = neighbours();
  }

  int taken() {
    return taken;
  }

  int refused() {
    return refused;
  }

  int fullest() {
    return fullest;
  }

  void play(int steps) {
    for (int i = 0; i < steps; i++) {
      String member = members.get(random.nextInt(members.size()));
      TestClient client = room.online().get(member);
      switch (random.nextInt(40)) {
        case 0 -> {
          if (client == null) {
            arrive(member);
          } else {
            room.drop(client);
            standing.remove(member);
          }
        }
        case 1 -> place();
        case 2 -> removePlaced();
        default -> {
          if (client != null) {
            step(client);
          }
        }
      }
      compareNeighbours();
      if (i % 10 == 0) {
        compareViews();
      }
    }
  }

  private boolean isBlocked(Spot spot) {
    String key = spot.x + "," + spot.y;
    return spot.x < 0
        || spot.y < 0
        || spot.x >= width
        || spot.y >= height
        || blocked.contains(key)
        || placed.containsValue(key);
  }

  private void arrive(String member) {
    TestClient client = room.join(member);
    Block at = Walk.at(client);
    Spot spot = new Spot(at.x(), at.y());
    // Whatever it chose, it is a block where one can stand.
    assertThat(isBlocked(spot)).as("%s: %s arrives at %s", context, member, at).isFalse();
    standing.put(member, spot);
    lookingFrom.put(member, cell(spot));
  }

  private void step(TestClient client) {
    Spot from = java.util.Objects.requireNonNull(standing.get(client.memberId));
    boolean isStraight = random.nextInt(4) > 0;
    boolean isAcross = random.nextBoolean();
    int dx = isStraight && !isAcross ? 0 : random.nextInt(3) - 1;
    int dy = isStraight && isAcross ? 0 : random.nextInt(3) - 1;
    Spot to = new Spot(from.x + dx, from.y + dy);
    boolean standsInside = placed.containsValue(from.x + "," + from.y);
    boolean may =
        Math.abs(dx) + Math.abs(dy) == 1
            && (!isBlocked(to)
                || (standsInside
                    && !blocked.contains(to.x + "," + to.y)
                    && placed.containsValue(to.x + "," + to.y)));
    Answer answer =
        client.send("move", JsonObject.EMPTY.with("x", (long) to.x).with("y", (long) to.y));
    assertThat(answer instanceof Answer.Ack)
        .as("%s: %s from %s to %s: %s", context, client.memberId, from, to, answer)
        .isEqualTo(may);
    if (!may) {
      refused++;
      return;
    }
    taken++;
    standing.put(client.memberId, to);
    Spot eye = java.util.Objects.requireNonNull(lookingFrom.get(client.memberId));
    boolean isBeyond =
        to.x < eye.x * CELL - SLACK
            || to.x > eye.x * CELL + CELL - 1 + SLACK
            || to.y < eye.y * CELL - SLACK
            || to.y > eye.y * CELL + CELL - 1 + SLACK;
    if (isBeyond) {
      lookingFrom.put(client.memberId, cell(to));
    }
  }

  private void place() {
    String id = "e" + random.nextInt(1_000);
    Spot spot = new Spot(random.nextInt(width), random.nextInt(height));
    JsonObject element =
        JsonObject.EMPTY
            .with("id", id)
            .with("elementId", "e")
            .with("x", (long) spot.x)
            .with("y", (long) spot.y)
            .with("width", 1)
            .with("height", 1)
            .with("static", true);
    Answer answer = room.edit("m0", "place", element);
    assertThat(answer instanceof Answer.Ack).as(context).isEqualTo(!placed.containsKey(id));
    placed.putIfAbsent(id, spot.x + "," + spot.y);
  }

  private void removePlaced() {
    if (placed.size() > 20) {
      String id = List.copyOf(placed.keySet()).get(random.nextInt(placed.size()));
      room.edit("m0", "remove", JsonObject.EMPTY.with("id", id));
      placed.remove(id);
    }
  }

  // --- What the members see ---

  private static Spot cell(Spot spot) {
    return new Spot(Math.floorDiv(spot.x, CELL), Math.floorDiv(spot.y, CELL));
  }

  /** Each sees exactly those who stand in the nine cells around where it looks from. */
  private void compareViews() {
    room.online()
        .forEach((id, client) -> {
          Spot eye = java.util.Objects.requireNonNull(lookingFrom.get(id));
          Map<String, String> expected = new TreeMap<>();
          standing.forEach((other, spot) -> {
            if (cell(spot).distance(eye) <= 1) {
              expected.put(other, "{\"x\":" + spot.x + ",\"y\":" + spot.y + "}");
            }
          });
          Map<String, String> seen = new TreeMap<>();
          client.at("walkers").forEach((other, place) -> seen.put(other, place.toString()));
          assertThat(seen).as("%s: what %s sees", context, id).isEqualTo(expected);
          JsonObject view = room.layers().view(client.layersHeld()).root();
          assertThat(client.view().equals(view)).as(context).isTrue();
        });
  }

  private Map<String, Set<String>> neighbours() {
    Map<String, Set<String>> neighbours = new TreeMap<>();
    for (String member : members) {
      JsonObject own = room.layers().root().object(Layers.member(member)).object("near");
      neighbours.put(member, new TreeSet<>(own.keys()));
    }
    return neighbours;
  }

  private void compareNeighbours() {
    Map<String, Set<String>> now = neighbours();
    for (String one : members) {
      Set<String> ofOne = of(now, one);
      fullest = Math.max(fullest, ofOne.size());
      assertThat(ofOne.size()).as("%s: near %s", context, one).isLessThanOrEqualTo(8);
      for (String other : members) {
        comparePair(one, other, now);
      }
    }
    near = now;
  }

  private void comparePair(String one, String other, Map<String, Set<String>> now) {
    if (one.compareTo(other) >= 0) {
      assertThat(one.equals(other) && of(now, one).contains(one)).as(context).isFalse();
      return;
    }
    boolean together = of(now, one).contains(other);
    boolean before = of(near, one).contains(other);
    String what = context + ": " + one + " and " + other;
    assertThat(of(now, other).contains(one)).as(what).isEqualTo(together);
    Spot a = standing.get(one);
    Spot b = standing.get(other);
    if (a == null || b == null) {
      assertThat(together).as(what).isFalse();
      return;
    }
    int distance = a.distance(b);
    if (together) {
      assertThat(distance).as(what).isLessThanOrEqualTo(before ? REACH_OUT : REACH_IN);
    } else if (distance <= REACH_IN) {
      assertThat(isFullOfNearer(one, distance, now) || isFullOfNearer(other, distance, now))
          .as("%s, %d apart, are kept apart by nobody nearer", what, distance)
          .isTrue();
    } else if (before && distance <= REACH_OUT) {
      assertThat(gained(one, now) || gained(other, now))
          .as("%s, %d apart, part and nobody came between", what, distance)
          .isTrue();
    }
  }

  private boolean gained(String member, Map<String, Set<String>> now) {
    return !of(near, member).containsAll(of(now, member));
  }

  private boolean isFullOfNearer(String member, int distance, Map<String, Set<String>> now) {
    Spot here = java.util.Objects.requireNonNull(standing.get(member));
    return of(now, member).size() == 8
        && of(now, member).stream()
            .map(standing::get)
            .allMatch(spot -> spot != null && spot.distance(here) <= distance);
  }

  private static Set<String> of(Map<String, Set<String>> sets, String member) {
    return sets.getOrDefault(member, new TreeSet<>());
  }
}
