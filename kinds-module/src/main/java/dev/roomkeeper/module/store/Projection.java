package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;

/**
 * Mirrors a kind's rooms in its tables, so that they can be queried without being opened. Pure:
 * each callback computes changes of rows from its arguments alone.
 *
 * <p>The changes of a commit are made in the transaction that keeps it. If they fail, the commit is
 * kept anyway, and the room is noted and rebuilt later by {@link #whole}.
 */
public interface Projection {
  /** A kind without tables. */
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
   * The version of this projection. If it differs from before, all rooms of the kind are rebuilt
   * after the start.
   */
  int version();

  /** A room was created. Its first commit comes later. */
  List<RowChange> begun(RoomRecord room);

  /** A commit was kept. Most commits change no table, so the answer is empty. */
  List<RowChange> of(String roomId, Commit commit);

  /** The room's whole state, after its rows were found to be possibly wrong. */
  List<RowChange> whole(RoomRecord room, Layers layers);
}
