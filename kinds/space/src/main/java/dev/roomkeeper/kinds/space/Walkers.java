package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Slots;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the walkers stand. A walker's place is only in the layer of its cell. The server's layer
 * knows which cell that is, so it changes only when a walker goes to the next cell.
 */
final class Walkers {
  private final Draft draft;

  Walkers(Draft draft) {
    this.draft = draft;
  }

  /** Where this member stands, or null if it stands nowhere. */
  @Nullable Block where(String memberId) {
    String layer = World.WALKED.of(memberId).get(draft);
    return layer == null ? null : World.WALKERS.named(layer).of(memberId).get(draft);
  }

  /** A member who stood nowhere stands here now. */
  void appear(String memberId, Block at) {
    Cell cell = Cell.of(at);
    World.WALKED.of(memberId).set(draft, cell.layer());
    World.WALKERS.in(cell.audience()).of(memberId).set(draft, at);
  }

  /** A member no longer stands anywhere. */
  void vanish(String memberId, Block from) {
    World.WALKED.of(memberId).remove(draft);
    lift(memberId, from);
  }

  /** A member moves from one block to the next. */
  void step(String memberId, Block from, Block to) {
    if (!Cell.of(from).equals(Cell.of(to))) {
      lift(memberId, from);
      appear(memberId, to);
      return;
    }
    BlockSlot place = World.WALKERS.in(Cell.of(to).audience()).of(memberId);
    if (from.x() != to.x()) {
      place.x().set(draft, to.x());
    } else {
      place.y().set(draft, to.y());
    }
  }

  private void lift(String memberId, Block from) {
    Slots<BlockSlot> walkers = World.WALKERS.in(Cell.of(from).audience());
    if (walkers.size(draft) == 1) {
      // An empty cell has no layer, so that walkers leave nothing behind on a large map.
      walkers.remove(draft);
    } else {
      walkers.of(memberId).remove(draft);
    }
  }

  /** Calls the action for each walker within this many blocks. */
  void forEachWithin(Block here, int distance, BiConsumer<String, Block> action) {
    Cell first = Cell.of(new Block(here.x() - distance, here.y() - distance));
    Cell last = Cell.of(new Block(here.x() + distance, here.y() + distance));
    for (Cell cell : Cell.between(first.x(), first.y(), last.x(), last.y())) {
      in(cell)
          .forEach((id, place) -> {
            Block at = BlockType.INSTANCE.of(place);
            if (at.distance(here) <= distance) {
              action.accept(id, at);
            }
          });
    }
  }

  /** The walkers in the cell: their places by id. */
  JsonObject in(Cell cell) {
    return World.WALKERS.in(cell.audience()).json(draft);
  }
}
