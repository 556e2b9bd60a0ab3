package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where. A walker's place is in the layer of its cell alone; the server's layer knows
 * which cell that is, and so is written only when a walker goes from one cell into the next.
 */
final class Walkers {
  private static final String WALKERS = "walkers";

  private final Draft draft;

  Walkers(Draft draft) {
    this.draft = draft;
  }

  /** Where this member stands, or null for one who stands nowhere. */
  @Nullable Block where(String memberId) {
    return draft.get(Layers.SERVER, List.of(WALKERS, memberId)) instanceof Json.Text(var layer)
            && draft.get(layer, List.of(WALKERS, memberId)) instanceof JsonObject place
        ? Block.of(place)
        : null;
  }

  /** A member who stood nowhere stands here now. */
  void appear(String memberId, Block at) {
    String layer = Cell.of(at).layer();
    draft.put(Layers.SERVER, List.of(WALKERS, memberId), Json.of(layer));
    draft.put(layer, List.of(WALKERS, memberId), at.json());
  }

  /** A member stands nowhere from now on. */
  void vanish(String memberId, Block from) {
    draft.remove(Layers.SERVER, List.of(WALKERS, memberId));
    lift(memberId, from);
  }

  /** A member who stood on the one block stands on the next. */
  void step(String memberId, Block from, Block to) {
    if (!Cell.of(from).equals(Cell.of(to))) {
      lift(memberId, from);
      appear(memberId, to);
    } else if (from.x() != to.x()) {
      draft.put(Cell.of(to).layer(), List.of(WALKERS, memberId, "x"), Json.of((long) to.x()));
    } else {
      draft.put(Cell.of(to).layer(), List.of(WALKERS, memberId, "y"), Json.of((long) to.y()));
    }
  }

  private void lift(String memberId, Block from) {
    String layer = Cell.of(from).layer();
    boolean isLast = draft.object(layer, List.of(WALKERS)).size() == 1;
    // A cell that nobody stands in has no layer: a walker leaves none behind on a large map.
    draft.remove(layer, isLast ? List.of(WALKERS) : List.of(WALKERS, memberId));
  }

  /** Calls the action for each who stands at most so many blocks from here. */
  void forEachWithin(Block here, int distance, BiConsumer<String, Block> action) {
    Cell first = Cell.of(new Block(here.x() - distance, here.y() - distance));
    Cell last = Cell.of(new Block(here.x() + distance, here.y() + distance));
    for (Cell cell : Cell.between(first.x(), first.y(), last.x(), last.y())) {
      in(cell)
          .forEach((id, place) -> {
            Block at = Block.of((JsonObject) place);
            if (at.distance(here) <= distance) {
              action.accept(id, at);
            }
          });
    }
  }

  /** Those who stand in the cell: their places by id. */
  JsonObject in(Cell cell) {
    return draft.object(cell.layer(), List.of(WALKERS));
  }
}
