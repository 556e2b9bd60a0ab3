package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;

/** Whose layers a commit changed. */
final class Moves {
  private Moves() {}

  /** Those who hold other layers after the commit than before. */
  static List<String> of(Commit commit) {
    List<String> moved = new ArrayList<>();
    commit
        .change()
        .at(Layers.SERVER, Members.MEMBERS)
        .forEach((memberId, member) -> {
          if (!(member instanceof Change.Nested nested) || nested.get(Members.LAYERS) != null) {
            moved.add(memberId);
          }
        });
    return moved;
  }

  /**
   * Whether a commit and the next may become one. Events are told to those who held their layer
   * when they happened, which can't be known of a commit in which members moved as well.
   */
  static boolean compose(Commit commit, Commit next) {
    return !commit.durable()
        && !next.durable()
        && ((commit.events().isEmpty() && next.events().isEmpty())
            || (of(commit).isEmpty() && of(next).isEmpty()));
  }
}
