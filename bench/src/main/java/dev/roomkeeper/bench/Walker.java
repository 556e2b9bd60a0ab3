package dev.roomkeeper.bench;

import dev.roomkeeper.bench.Aisles.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The walk of one client in a space: random steps to free neighbour blocks, which the server may
 * refuse. All methods run on the client's loop, except {@link #place}, which any thread may call.
 */
final class Walker {
  /**
   * How long a walker waits after a refused step. By then the server's word on its position has
   * arrived.
   */
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
  private @Nullable Place confirmed;
  private long dueMicros = -1;
  private long refusedMicros = -1;

  /**
   * @param id the member's id
   * @param onlooker checks all frames of this client, or null
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

  /** The position after all its steps so far; null before it joined. */
  @Nullable Place place() {
    return place;
  }

  /** The client has joined and received these layers. */
  void joined(JsonNode layers) {
    for (var layer : layers.properties()) {
      JsonNode at = layer.getValue().path("walkers").path(id);
      if (at.isObject()) {
        confirmed = new Place(at.path("x").asInt(), at.path("y").asInt());
        place = confirmed;
      }
    }
    if (place == null) {
      throw new IllegalStateException("the walker has no position");
    }
    if (onlooker != null) {
      onlooker.joined(this, layers);
    }
  }

  /** The frame of the next step, or null while the position is unknown. */
  @Nullable String step(long due) {
    if (refusedMicros >= 0) {
      if (Stamp.nowMicros() - refusedMicros < PAUSE_MICROS) {
        return null;
      }
      refusedMicros = -1;
      place = confirmed;
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

  /** A random free neighbour block; on this map there always is one. */
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

  /** A frame after the first. */
  void frame(byte[] data, int length) {
    if (onlooker != null) {
      onlooker.frame(this, new String(data, 0, length, StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads its own position from a patch. Returns the due time of the last step if the patch shows
   * it, else -1.
   */
  long ownStep(byte[] data, int length) {
    int at = FrameScan.find(data, 0, length, marker);
    while (at >= 0) {
      follow(data, at, length);
      at = FrameScan.find(data, at, length, marker);
    }
    Place now = confirmed;
    if (dueMicros < 0 || now == null || !now.equals(place)) {
      return -1;
    }
    long due = dueMicros;
    dueMicros = -1;
    return due;
  }

  /** Updates the position from its own object, which has x, y or both, and nothing else. */
  private void follow(byte[] data, int from, int length) {
    Place before = confirmed;
    if (before == null) {
      return;
    }
    int end = from;
    while (end < length && data[end] != '}') {
      end++;
    }
    int x = FrameScan.find(data, from, end, X);
    int y = FrameScan.find(data, from, end, Y);
    confirmed =
        new Place(
            x < 0 ? before.x() : (int) FrameScan.number(data, x, end),
            y < 0 ? before.y() : (int) FrameScan.number(data, y, end));
  }

  /** How many walkers' positions a patch has: objects that begin with an x or a y. */
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
