package dev.roomkeeper.bench;

import dev.roomkeeper.bench.Aisles.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads every frame of one walker's client, and compares it with the positions that the other
 * walkers know themselves. No frame may contain a walker that is far away, and none that is near
 * may be missing.
 */
final class Onlooker {
  /**
   * A member sees at most 32 blocks beyond its cell, and keeps the cell until it is 2 blocks
   * outside. The rest allows for late frames: as far as two walkers move apart in 3 seconds.
   */
  static final int FAR_BLOCKS = 2 * Aisles.CELL + 2 + 14;

  private static final int CELLS_MAX = 9;
  private static final int FAULTS_KEPT = 5;

  private final Map<String, Walker> walkers;
  private final Map<String, Map<String, Place>> view = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long frames;

  /**
   * @param walkers all walkers of the space, by id
   */
  Onlooker(Map<String, Walker> walkers) {
    this.walkers = walkers;
  }

  synchronized long frames() {
    return frames;
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized void joined(Walker self, JsonNode layers) {
    frames++;
    enter(self, layers);
    checkCells();
  }

  synchronized void frame(Walker self, String text) {
    frames++;
    JsonNode frame = HttpApi.JSON.readTree(text);
    if (!frame.path("type").asString("").equals("patch")) {
      checkNear(self, frame);
      return;
    }
    for (JsonNode left : frame.path("leave")) {
      String layer = left.asString();
      check(
          isLive(layer) || view.remove(layer) != null,
          "lost a layer that it did not hold: " + layer);
    }
    for (var change : frame.path("changes").properties()) {
      change(self, change.getKey(), change.getValue());
    }
    enter(self, frame.path("enter"));
    checkCells();
  }

  private void enter(Walker self, JsonNode layers) {
    for (var layer : layers.properties()) {
      if (isCell(layer.getKey())) {
        view.put(layer.getKey(), new TreeMap<>());
      }
      change(self, layer.getKey(), layer.getValue());
    }
  }

  private void change(Walker self, String layer, JsonNode patch) {
    if (layer.equals("all")) {
      return; // the members of the space, wherever they are
    }
    checkNear(self, patch);
    if (isLive(layer)) {
      return; // The live twin of a checked layer; a space writes no live state.
    }
    if (!isCell(layer)) {
      check(layer.equals("member:" + self.id()), "another's layer: " + layer);
      return;
    }
    Map<String, Place> cell = view.get(layer);
    if (cell == null) {
      check(false, "a change of a layer that it does not hold: " + layer);
      return;
    }
    if (patch.path("walkers").isNull()) {
      cell.clear();
    }
    for (var walker : patch.path("walkers").properties()) {
      String id = walker.getKey();
      Place before = cell.get(id);
      if (walker.getValue().isNull()) {
        cell.remove(id);
      } else {
        cell.put(
            id,
            new Place(
                walker.getValue().path("x").asInt(before == null ? -1 : before.x()),
                walker.getValue().path("y").asInt(before == null ? -1 : before.y())));
      }
    }
  }

  private static boolean isLive(String layer) {
    return layer.startsWith("live:");
  }

  /** Checks that no key and no value is the id of a walker that is far away. */
  private void checkNear(Walker self, JsonNode node) {
    if (node.isString()) {
      checkNear(self, node.asString());
    }
    for (var field : node.properties()) {
      checkNear(self, field.getKey());
    }
    node.forEach(inner -> checkNear(self, inner));
  }

  private void checkNear(Walker self, String name) {
    Walker other = walkers.get(name);
    Place there = other == null ? null : other.place();
    Place here = self.place();
    if (there != null && here != null) {
      check(
          there.distance(here) <= FAR_BLOCKS,
          "at " + here + " it received a walker that stands at " + there);
    }
  }

  /** Checks that the cells lie within a square of three by three. */
  private void checkCells() {
    check(view.size() <= CELLS_MAX, "holds " + view.keySet());
    for (int part = 0; part < 2; part++) {
      int index = part;
      int[] sides = view.keySet().stream().mapToInt(cell -> side(cell, index)).sorted().toArray();
      check(sides.length == 0 || sides[sides.length - 1] - sides[0] <= 2, "holds " + view.keySet());
    }
  }

  /**
   * The difference between what the client sees and where the walkers stand, or null if there is
   * none. It means something only when all walkers have stopped and all frames have arrived.
   */
  synchronized @Nullable String difference() {
    Map<String, Map<String, Place>> truth = new TreeMap<>();
    view.keySet().forEach(cell -> truth.put(cell, new TreeMap<>()));
    walkers.forEach((id, walker) -> {
      Place at = walker.place();
      Map<String, Place> cell =
          at == null
              ? null
              : truth.get("cell:" + at.x() / Aisles.CELL + "," + at.y() / Aisles.CELL);
      if (at != null && cell != null) {
        cell.put(id, at);
      }
    });
    return truth.equals(view) ? null : "sees " + view + ", there are " + truth;
  }

  private static boolean isCell(String layer) {
    return layer.startsWith("cell:");
  }

  private static int side(String cell, int index) {
    return Integer.parseInt(cell.substring("cell:".length()).split(",", 2)[index]);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds && faults.size() < FAULTS_KEPT) {
      faults.add(otherwise);
    }
  }
}
