package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that blocks walkers: the map's edges, its walls, and the static elements on it. */
final class Ground {
  private final Draft draft;
  private final Extent extent;

  Ground(Draft draft) {
    this.draft = draft;
    this.extent = new Extent(World.MAP.width().need(draft), World.MAP.height().need(draft));
  }

  /** Writes the map of a new space. */
  static void begin(
      Draft draft, Extent extent, Block spawn, List<String> walls, Collection<Element> elements) {
    World.MAP.set(draft, new World.GivenMap(extent.width(), extent.height(), spawn));
    World.WALLS.set(draft, json(ofWalls(walls)));
    World.FURNITURE.set(draft, json(ofElements(elements, extent)));
  }

  Extent extent() {
    return extent;
  }

  /** The place near which newcomers appear. */
  Block spawn() {
    return World.MAP.spawn().need(draft);
  }

  private boolean isWall(Block block) {
    return CellBits.isSet(text(World.WALLS, Cell.of(block)), block);
  }

  private boolean isFurnished(Block block) {
    return CellBits.isSet(text(World.FURNITURE, Cell.of(block)), block);
  }

  /** The walls in the cell. */
  CellBits walls(Cell cell) {
    return CellBits.of(text(World.WALLS, cell));
  }

  /** The static elements in the cell. */
  CellBits furniture(Cell cell) {
    return CellBits.of(text(World.FURNITURE, cell));
  }

  private @Nullable String text(Slots<Slot<String>> what, Cell cell) {
    return what.of(cell.key()).get(draft);
  }

  /** Whether no wall and no static element is on the block. */
  boolean isFree(Block block) {
    return extent.contains(block) && !isWall(block) && !isFurnished(block);
  }

  /** The refusal that says what is in the way of a step, or null. */
  @Nullable String obstacle(Block from, Block to) {
    if (!extent.contains(to)) {
      return to + " is outside of the map";
    }
    if (isWall(to)) {
      return "there is a wall at " + to;
    }
    // A walker on whom something was placed may walk out of it.
    return isFurnished(to) && !isFurnished(from) ? "something stands at " + to : null;
  }

  /** The element is now on the map. */
  void placed(Element element) {
    changed(element, List.of(element), true);
  }

  /** The element is no longer on the map; the others are. */
  void removed(Element element, Collection<Element> others) {
    changed(element, others, false);
  }

  private void changed(Element element, Collection<Element> elements, boolean onlyMore) {
    if (!element.isStatic()) {
      return;
    }
    for (Cell cell : cells(element, extent)) {
      Slot<String> text = World.FURNITURE.of(cell.key());
      CellBits bits = onlyMore ? CellBits.of(text.get(draft)) : new CellBits();
      elements.forEach(other -> fill(bits, cell, other, extent));
      if (bits.isEmpty()) {
        text.remove(draft);
      } else {
        text.set(draft, bits.text());
      }
    }
  }

  private static Map<String, CellBits> ofElements(Collection<Element> elements, Extent extent) {
    Map<String, CellBits> cells = new TreeMap<>();
    for (Element element : elements) {
      for (Cell cell : element.isStatic() ? cells(element, extent) : List.<Cell>of()) {
        CellBits bits = cells.computeIfAbsent(cell.key(), _ -> new CellBits());
        fill(bits, cell, element, extent);
      }
    }
    return cells;
  }

  private static void fill(CellBits bits, Cell cell, Element element, Extent extent) {
    if (element.isStatic()) {
      int right = Math.min(element.right(), extent.width());
      int bottom = Math.min(element.bottom(), extent.height());
      bits.fill(cell, element.x(), element.y(), right, bottom);
    }
  }

  /** The cells that contain blocks of the element. */
  private static List<Cell> cells(Element element, Extent extent) {
    Cell first = Cell.of(new Block(element.x(), element.y()));
    int right = Math.min(element.right(), extent.width()) - 1;
    int bottom = Math.min(element.bottom(), extent.height()) - 1;
    Cell last = Cell.of(new Block(right, bottom));
    return Cell.between(first.x(), first.y(), last.x(), last.y());
  }

  private static Map<String, CellBits> ofWalls(List<String> rows) {
    Map<String, CellBits> cells = new TreeMap<>();
    for (int y = 0; y < rows.size(); y++) {
      String row = rows.get(y);
      for (int x = 0; x < row.length(); x++) {
        if (row.charAt(x) == SpaceOptions.WALL) {
          Cell cell = Cell.of(new Block(x, y));
          cells.computeIfAbsent(cell.key(), _ -> new CellBits()).fill(cell, x, y, x + 1, y + 1);
        }
      }
    }
    return cells;
  }

  private static JsonObject json(Map<String, CellBits> cells) {
    Map<String, Json> texts = new TreeMap<>();
    cells.forEach((cell, bits) -> {
      if (!bits.isEmpty()) {
        texts.put(cell, Json.of(bits.text()));
      }
    });
    return JsonObject.of(texts);
  }
}
