package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.module.store.Projection;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.module.store.RowChange;
import dev.roomkeeper.server.hub.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes kinds' tables with the commits of their rooms. A projection that fails never stops a
 * commit: its room is noted as a gap, and rebuilt from what the journal has of it.
 */
public final class Projections {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  /** For a database without kinds. */
  static final Projections NONE = new Projections(Map.of());

  private static final int KINDS_REMEMBERED = 20_000;
  private static final int GAPS_AT_A_TIME = 100;

  private final Map<String, Projection> byKind;

  /** Which rooms are of which kind, those used last; a room's kind never changes. */
  private final Map<String, String> kinds =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > KINDS_REMEMBERED;
            }
          });

  /** By the name of the kind; those without tables may be left out. */
  public Projections(Map<String, Projection> byKind) {
    Map<String, Projection> some = new LinkedHashMap<>(byKind);
    some.values().removeIf(projection -> projection == Projection.NONE);
    this.byKind = Collections.unmodifiableMap(some);
  }

  /** A room was taken over, and its commits will come. */
  void know(String roomId, String kind) {
    if (!byKind.isEmpty()) {
      kinds.put(roomId, kind);
    }
  }

  /**
   * What one append changes.
   *
   * @param rows null where nobody can tell
   */
  record Projected(@Nullable List<RowChange> rows) {
    static final Projected NOTHING = new Projected(List.of());
    static final Projected UNKNOWN = new Projected(null);

    boolean isNothing() {
      return rows != null && rows.isEmpty();
    }
  }

  /** What an append changes in tables; pure. */
  Projected of(String roomId, List<Commit> commits) {
    Projected ofKind = ofKind(roomId, commits);
    List<RowChange> ofEngine = new ArrayList<>(SqlAudit.rows(roomId, commits));
    ofEngine.addAll(SqlRoomCatalog.rows(roomId, commits));
    if (ofEngine.isEmpty() || ofKind.rows == null) {
      return ofKind;
    }
    List<RowChange> both = new ArrayList<>(ofKind.rows);
    both.addAll(ofEngine);
    return new Projected(both);
  }

  private Projected ofKind(String roomId, List<Commit> commits) {
    if (byKind.isEmpty()) {
      return Projected.NOTHING;
    }
    String kind = kinds.get(roomId);
    if (kind == null) {
      return Projected.UNKNOWN;
    }
    Projection projection = byKind.get(kind);
    if (projection == null) {
      return Projected.NOTHING;
    }
    return projected(
        roomId,
        () -> {
          List<RowChange> rows = new ArrayList<>();
          commits.forEach(commit -> rows.addAll(projection.of(roomId, commit)));
          return rows;
        });
  }

  private static Projected projected(String roomId, Supplier<List<RowChange>> maker) {
    try {
      return new Projected(maker.get());
    } catch (RuntimeException e) {
      LOG.error("What room {} changes in tables can't be told", roomId, e);
      return Projected.UNKNOWN;
    }
  }

  /** Writes what a new room begins with, in the transaction of its row. */
  void begin(Handle handle, RoomRecord room) {
    Projection projection = byKind.get(room.kind());
    if (projection != null) {
      write(handle, room.id(), projected(room.id(), () -> projection.begun(room)), 0);
    }
  }

  /** Writes the rows, or notes the gap. */
  void write(Handle handle, String roomId, Projected projected, long nowMillis) {
    if (projected.isNothing()) {
      return;
    }
    List<RowChange> rows = projected.rows;
    if (rows != null) {
      handle.savepoint("projection");
      try {
        RowWriter.write(handle, rows);
        handle.releaseSavepoint("projection");
        return;
      } catch (RuntimeException e) {
        LOG.error("Tables don't take what room {} changed: {}", roomId, SqlFault.describe(e));
        // Throws if it is the connection that broke: then nothing of all this is kept.
        handle.rollbackToSavepoint("projection");
      }
    }
    handle
        .createUpdate(
            """
            INSERT INTO projection_gap (room_id, noted_at) VALUES (:roomId, :now)
            ON CONFLICT (room_id) DO UPDATE SET noted_at = excluded.noted_at\
            """)
        .bind("roomId", roomId)
        .bind("now", nowMillis)
        .execute();
  }

  /** Notes all rooms of the kinds whose projection is another than before. Blocks. */
  public void compareVersions(SqlDatabase database) {
    byKind.forEach((kind, projection) ->
        database.write(
            "projection " + kind,
            handle -> {
              int before =
                  handle
                      .createQuery("SELECT version FROM projection WHERE kind = :kind")
                      .bind("kind", kind)
                      .mapTo(Integer.class)
                      .findFirst()
                      .orElse(0);
              if (projection.version() > before) {
                noteAll(handle, kind, projection.version());
              }
              return before;
            }));
  }

  private static void noteAll(Handle handle, String kind, int version) {
    handle
        .createUpdate(
            """
            INSERT INTO projection_gap (room_id, noted_at)
            SELECT id, 0 FROM room WHERE kind = :kind ON CONFLICT (room_id) DO NOTHING\
            """)
        .bind("kind", kind)
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO projection (kind, version) VALUES (:kind, :version)
            ON CONFLICT (kind) DO UPDATE SET version = excluded.version\
            """)
        .bind("kind", kind)
        .bind("version", version)
        .execute();
  }

  /** Rebuilds the rows of the rooms that were noted, those that wait longest first. Blocks. */
  public void fillGaps(SqlDatabase database, InstantSource clock) {
    if (byKind.isEmpty()) {
      return;
    }
    List<String> gaps =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT g.room_id FROM projection_gap g JOIN room r ON r.id = g.room_id
                    WHERE r.kind IN (<kinds>) ORDER BY g.noted_at LIMIT :most\
                    """)
                .bindList("kinds", List.copyOf(byKind.keySet()))
                .bind("most", GAPS_AT_A_TIME)
                .mapTo(String.class)
                .list());
    for (String roomId : gaps) {
      database
          .writeInBackground(
              "room " + roomId,
              handle -> {
                fill(handle, roomId, database.isPostgres(), clock.millis());
                return roomId;
              })
          .join();
    }
  }

  private void fill(Handle handle, String roomId, boolean isPostgres, long nowMillis) {
    RoomHeads.Head head = RoomHeads.locked(handle, roomId, isPostgres).orElse(null);
    Projection projection = head == null ? null : byKind.get(head.room().kind());
    if (head == null || projection == null) {
      return;
    }
    Projected whole =
        projected(
            roomId, () -> projection.whole(head.room(), layers(Recovery.recover(handle, head))));
    handle
        .createUpdate("DELETE FROM projection_gap WHERE room_id = :roomId")
        .bind("roomId", roomId)
        .execute();
    write(handle, roomId, whole, nowMillis);
  }

  private static Layers layers(Journal.Takeover taken) {
    Layers layers = taken.snapshot();
    for (Commit commit : taken.commits()) {
      if (commit.version() > taken.snapshotVersion()) {
        layers = layers.apply(commit.change());
      }
    }
    return layers;
  }
}
