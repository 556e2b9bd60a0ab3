package dev.roomkeeper.bench;

import dev.roomkeeper.bench.Aisles.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where one client of a space walks: at random from block to free neighbour block, each the
 * server's to refuse. Touched by its client's loop, but for its place, which anybody may read.
 */
final class Walker {
  /** After a refused step, what the server says of the place has arrived by then. */
  private static final long PAUSE_MICROS = 1_000_000;

  private static final byte[] X = ascii("\"x\":");
  private static final byte[] Y = ascii("\"y\":");
  private static final byte[] OBJECT = ascii("\":{\"");

  private final Aisles map;
  private final String id;
  private final byte[] marker;
  private final Random random;
  private final @Nullable Onlooker onlooker;

  private volatile @Nullable Place place;
  private @Nullable Place told;
  private long dueMicros = -1;
  private long refusedMicros = -1;

  /**
   * @param id the member's, as the server names it
   * @param onlooker who checks all that this client is sent, if somebody does
   */
  Walker(Aisles map, String id, long seed, @Nullable Onlooker onlooker) {
    this.map = map;
    this.id = id;
    this.marker = ascii("\"" + id + "\":{");
    this.random = new Random(seed);
    this.onlooker = onlooker;
  }

  String id() {
    return id;
  }

  boolean isWatched() {
    return onlooker != null;
  }

  /** Where it stands, all its steps so far taken; null before it is in the space. */
  @Nullable Place place() {
    return place;
  }

  /** It is in the space, and this is what it sees. */
  void joined(JsonNode layers) {
    for (var layer : layers.properties()) {
      JsonNode at = layer.getValue().path("walkers").path(id);
      if (at.isObject()) {
        told = new Place(at.path("x").asInt(), at.path("y").asInt());
        place = told;
      }
    }
    if (place == null) {
      throw new IllegalStateException("a walker that stands nowhere");
    }
    if (onlooker != null) {
      onlooker.joined(this, layers);
    }
  }

  /** The frame of its next step, or null while it does not know where it stands. */
  @Nullable String step(long due) {
    if (refusedMicros >= 0) {
      if (Stamp.nowMicros() - refusedMicros < PAUSE_MICROS) {
        return null;
      }
      refusedMicros = -1;
      place = told;
    }
    Place from = place;
    if (from == null) {
      return null;
    }
    Place to = neighbour(from);
    place = to;
    dueMicros = due;
    return "{\"type\":\"move\",\"payload\":{\"x\":" + to.x() + ",\"y\":" + to.y() + "}}";
  }

  /** Any free one; a map of aisles has nobody locked in. */
  private Place neighbour(Place from) {
    List<Place> free = new ArrayList<>(4);
    for (Place to :
        List.of(
            new Place(from.x() + 1, from.y()),
            new Place(from.x() - 1, from.y()),
            new Place(from.x(), from.y() + 1),
            new Place(from.x(), from.y() - 1))) {
      if (map.isFree(to.x(), to.y())) {
        free.add(to);
      }
    }
    return free.get(random.nextInt(free.size()));
  }

  void refused() {
    refusedMicros = Stamp.nowMicros();
    dueMicros = -1;
  }

  /** Any frame after the first. */
  void frame(byte[] data, int length) {
    if (onlooker != null) {
      onlooker.frame(this, new String(data, 0, length, StandardCharsets.UTF_8));
    }
  }

  /** Looks for itself in a patch; the due time of its last step if that one shows, or -1. */
  long ownStep(byte[] data, int length) {
    int at = FrameScan.find(data, 0, length, marker);
    while (at >= 0) {
      follow(data, at, length);
      at = FrameScan.find(data, at, length, marker);
    }
    Place now = told;
    if (dueMicros < 0 || now == null || !now.equals(place)) {
      return -1;
    }
    long due = dueMicros;
    dueMicros = -1;
    return due;
  }

  /** Takes over what an object of its own says of its place: x, y or both, and nothing else. */
  private void follow(byte[] data, int from, int length) {
    Place before = told;
    if (before == null) {
      return;
    }
    int end = from;
    while (end < length && data[end] != '}') {
      end++;
    }
    int x = FrameScan.find(data, from, end, X);
    int y = FrameScan.find(data, from, end, Y);
    told =
        new Place(
            x < 0 ? before.x() : (int) FrameScan.number(data, x, end),
            y < 0 ? before.y() : (int) FrameScan.number(data, y, end));
  }

  /** How many walkers' places a patch has: objects that begin with an x or a y. */
  static int places(byte[] data, int length) {
    int places = 0;
    int at = FrameScan.find(data, 0, length, OBJECT);
    while (at >= 0) {
      if (at + 1 < length && (data[at] == 'x' || data[at] == 'y') && data[at + 1] == '"') {
        places++;
      }
      at = FrameScan.find(data, at, length, OBJECT);
    }
    return places;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
