package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Slot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which cells a member holds: its view cell and the cells around it. The view cell is the one it
 * stands in, but it changes only when the member is {@link #SLACK} blocks beyond it. So somebody
 * who walks to and fro on a border does not gain and lose cells all the time.
 */
final class Sight {
  static final int SLACK = 2;

  /** A client that knows no cells can see a whole map of at most this many. */
  static final int WHOLE_CELLS_MAX = 1_024;

  private static final String WHOLE = "whole";

  private final Draft draft;
  private final Extent extent;

  Sight(Draft draft, Extent extent) {
    this.draft = draft;
    this.extent = extent;
  }

  /** A member joins and stands here. */
  void open(Member member, Block at, boolean whole) {
    boolean seesAll = whole && extent.cellsAcross() * extent.cellsDown() <= WHOLE_CELLS_MAX;
    Cell cell = Cell.of(at);
    look(member, seesAll ? Cell.all(extent) : cell.andAround(extent));
    World.SIGHTS.of(member.id()).set(draft, seesAll ? WHOLE : cell.layer());
  }

  /** A member walked here. */
  void follow(Member member, Block at) {
    Slot<String> sight = World.SIGHTS.of(member.id());
    String from = sight.get(draft, WHOLE);
    if (!from.equals(WHOLE) && Cell.ofLayer(from).isBeyond(at, SLACK)) {
      Cell cell = Cell.of(at);
      look(member, cell.andAround(extent));
      sight.set(draft, cell.layer());
    }
  }

  void close(Member member) {
    World.SIGHTS.of(member.id()).remove(draft);
  }

  private void look(Member member, List<Cell> cells) {
    Set<String> wanted = new LinkedHashSet<>();
    cells.forEach(cell -> wanted.add(cell.layer()));
    for (String layer : member.layers()) {
      if (Cell.isLayer(layer) && !wanted.remove(layer)) {
        draft.release(member.id(), layer);
      }
    }
    wanted.forEach(layer -> draft.hold(member.id(), layer));
  }
}
