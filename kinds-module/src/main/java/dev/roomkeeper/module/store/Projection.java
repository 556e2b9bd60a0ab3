package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;

/**
 * What of a kind's rooms stands in its tables, so that it can be asked without opening them. Pure:
 * each callback makes changes of rows from its arguments alone.
 *
 * <p>The changes of a commit are made in the transaction that keeps it. If they fail, the commit is
 * kept all the same: the room is noted, and rebuilt later by {@link #whole}.
 */
public interface Projection {
  /** No tables. */
  Projection NONE =
      new Projection() {
        @Override
        public int version() {
          return 0;
        }

        @Override
        public List<RowChange> begun(RoomRecord room) {
          return List.of();
        }

        @Override
        public List<RowChange> of(String roomId, Commit commit) {
          return List.of();
        }

        @Override
        public List<RowChange> whole(RoomRecord room, Layers layers) {
          return List.of();
        }
      };

  /**
   * What this projection writes. With another number than before, all rooms of the kind are rebuilt
   * after the start.
   */
  int version();

  /** A room was made; its first commit comes later. */
  List<RowChange> begun(RoomRecord room);

  /** A commit is kept. Most concern no table: then this is empty. */
  List<RowChange> of(String roomId, Commit commit);

  /** The room as it stands, after it was found that its rows may be wrong. */
  List<RowChange> whole(RoomRecord room, Layers layers);
}
