package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.host.RoomFacts;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.module.store.RowChange;
import dev.roomkeeper.server.hub.ListedRoom;
import dev.roomkeeper.server.hub.RoomCatalog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The records of rooms in an SQL database. */
public final class SqlRoomCatalog implements RoomCatalog {
  static final String COLUMNS = "id, kind, name, options, created_by, created_at, access";

  /** Without their options, which may be large. */
  private static final NewestFirst ALL =
      new NewestFirst(
          "(SELECT id, kind, name, created_by, created_at, active_at FROM room) listed",
          "created_at");

  private final SqlDatabase database;

  public SqlRoomCatalog(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public void create(RoomRecord room, boolean vanishes) {
    database.write(
        "room " + room.id(),
        handle -> {
          insert(database.projections(), handle, room, vanishes);
          return room;
        });
  }

  /** Puts a new room on record, within a transaction. */
  static void insert(Projections projections, Handle handle, RoomRecord room, boolean vanishes) {
    handle
        .createUpdate(
            """
            INSERT INTO room (id, kind, name, options, created_by, created_at, active_at,
                              listed, vanishes, epoch, head)
            VALUES (:id, :kind, :name, :options, :createdBy, :createdAt, :createdAt,
                    :listed, :vanishes, 0, 0)\
            """)
        .bind("id", room.id())
        .bind("kind", room.kind())
        .bind("name", room.name())
        .bind("options", CommitRow.text(room.options()))
        .bind("createdBy", room.createdBy())
        .bind("createdAt", room.createdAtMillis())
        .bind("listed", room.isListed())
        .bind("vanishes", vanishes)
        .execute();
    projections.begin(handle, room);
  }

  /** What is written with commits: a new name, who may enter. Pure; nearly always nothing. */
  static List<RowChange> rows(String roomId, List<Commit> commits) {
    List<RowChange> rows = new ArrayList<>();
    for (Commit commit : commits) {
      RoomFacts changed = RoomFacts.changedBy(commit);
      if (changed.name() != null) {
        rows.add(set(roomId, "name", changed.name()));
      }
      if (changed.access() != null) {
        rows.add(set(roomId, "access", stored(changed.access())));
      }
    }
    return rows;
  }

  private static RowChange set(String roomId, String column, String value) {
    return new RowChange.Set("room", Map.of("id", roomId), Map.of(column, value));
  }

  /** As {@code {"only": [ids]}}, or {@code {}} for everybody. */
  private static String stored(RoomFacts.Access access) {
    JsonObject json =
        access.everybody()
            ? JsonObject.EMPTY
            : JsonObject.of(
                RoomRecord.ONLY,
                new Json.Arr(access.users().stream().<Json>map(Json::of).toList()));
    return CommitRow.text(json);
  }

  private static RoomFacts.@Nullable Access access(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    if (!(CommitRow.json(stored).get(RoomRecord.ONLY) instanceof Json.Arr(var users))) {
      return RoomFacts.Access.OF_EVERYBODY;
    }
    return new RoomFacts.Access(
        false, users.stream().map(user -> user instanceof Json.Text(var id) ? id : "").toList());
  }

  @Override
  public Optional<RoomRecord> find(String roomId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM room WHERE id = :id")
            .bind("id", roomId)
            .map((row, _) -> read(row))
            .findFirst());
  }

  @Override
  public Optional<Weight> weigh(String roomId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT r.created_by, r.kind, r.state_version,
                  COALESCE((SELECT octet_length(s.layers) FROM snapshot s WHERE s.room_id = r.id
                            ORDER BY s.version DESC LIMIT 1), 0) +
                  COALESCE((SELECT sum(octet_length(c.patch)) FROM commit_log c
                            WHERE c.room_id = r.id AND c.version >
                              COALESCE((SELECT max(s.version) FROM snapshot s
                                        WHERE s.room_id = r.id), 0)), 0) AS bytes
                FROM room r WHERE r.id = :id\
                """)
            .bind("id", roomId)
            .map((row, _) ->
                new Weight(
                    row.getString("created_by"), row.getLong("bytes"), RoomHeads.needed(row)))
            .findFirst());
  }

  @Override
  public void needsFromNowOn(String roomId, int stateVersion) {
    database.write(
        "room " + roomId,
        handle ->
            handle
                .createUpdate(
                    "UPDATE room SET state_version = :version"
                        + " WHERE id = :id AND state_version < :version")
                .bind("id", roomId)
                .bind("version", stateVersion)
                .execute());
  }

  @Override
  public int countMadeBy(String userId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) FROM room WHERE created_by = :userId
                  AND NOT EXISTS (SELECT 1 FROM game_match m WHERE m.id = room.id)\
                """)
            .bind("userId", userId)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public List<ListedRoom> list(String kind, int most) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT id, kind, name, created_at FROM room
                WHERE listed AND (:kind = '' OR kind = :kind)
                ORDER BY active_at DESC, id LIMIT :most\
                """)
            .bind("kind", kind)
            .bind("most", most)
            .map((row, _) -> listed(row))
            .list());
  }

  private static ListedRoom listed(ResultSet row) throws SQLException {
    return new ListedRoom(
        row.getString("id"),
        row.getString("kind"),
        row.getString("name"),
        row.getLong("created_at"));
  }

  @Override
  public Optional<Found> search(String text, @Nullable String before, int most) {
    return database.read(handle ->
        ALL.page(
                handle,
                NewestFirst.Only.searched(text, "name", "id"),
                before,
                most,
                (row, _) ->
                    new Entry(listed(row), row.getString("created_by"), row.getLong("active_at")))
            .map(page -> new Found(page.entries(), page.more())));
  }

  @Override
  public List<String> vanishing(long beforeMillis, int most) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT id FROM room WHERE vanishes AND active_at < :before
                ORDER BY active_at LIMIT :most\
                """)
            .bind("before", beforeMillis)
            .bind("most", most)
            .mapTo(String.class)
            .list());
  }

  static RoomRecord read(ResultSet row) throws SQLException {
    RoomRecord created =
        new RoomRecord(
            row.getString("id"),
            row.getString("kind"),
            row.getString("name"),
            CommitRow.json(row.getString("options")),
            row.getString("created_by"),
            row.getLong("created_at"));
    return created.with(new RoomFacts(null, access(row.getString("access"))));
  }
}
