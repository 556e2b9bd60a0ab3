package dev.roomkeeper.server.storage;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.hub.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of rooms: who owns a room, at which epoch, and when its first timer is due. */
final class RoomHeads {
  private RoomHeads() {}

  /** A room whose epoch was just raised. */
  record Head(RoomRecord room, long epoch, long head) {}

  /** The outcome of raising a room's epoch. */
  sealed interface Raised {
    record To(Head head) implements Raised {}

    record NoRoom() implements Raised {}

    /** The room is at another epoch than the one to follow. */
    record Elsewhere() implements Raised {}
  }

  static Raised raiseEpoch(Handle handle, String roomId, long follows, @Nullable String owner) {
    Optional<Head> head =
        handle
            .createQuery(
                "UPDATE room SET epoch = epoch + 1, voided = 0, owner = :owner"
                    + " WHERE id = :roomId AND (:follows = -1 OR epoch = :follows) RETURNING "
                    + SqlRoomCatalog.COLUMNS
                    + ", epoch, head")
            .bind("owner", owner)
            .bind("roomId", roomId)
            .bind("follows", follows)
            .map((row, _) ->
                new Head(SqlRoomCatalog.read(row), row.getLong("epoch"), row.getLong("head")))
            .findFirst();
    if (head.isPresent()) {
      return new Raised.To(head.get());
    }
    return owners(handle, List.of(roomId)).isEmpty() ? new Raised.NoRoom() : new Raised.Elsewhere();
  }

  /** The room, with its row locked until the transaction ends. */
  static Optional<Head> locked(Handle handle, String roomId, boolean isPostgres) {
    // SQLite has one writer anyway.
    String lock = isPostgres ? " FOR NO KEY UPDATE" : "";
    return handle
        .createQuery(
            "SELECT " + SqlRoomCatalog.COLUMNS + ", epoch, head FROM room WHERE id = :id" + lock)
        .bind("id", roomId)
        .map((row, _) ->
            new Head(SqlRoomCatalog.read(row), row.getLong("epoch"), row.getLong("head")))
        .findFirst();
  }

  /** The owners of the rooms. Rooms that do not exist are missing. */
  static Map<String, Journal.Owner> owners(Handle handle, List<String> roomIds) {
    Map<String, Journal.Owner> owners = new HashMap<>();
    handle
        .createQuery(
            "SELECT id, owner, epoch, kind, state_version FROM room WHERE id IN (<roomIds>)")
        .bindList("roomIds", roomIds)
        .map((row, _) ->
            owners.put(
                row.getString("id"),
                new Journal.Owner(row.getString("owner"), row.getLong("epoch"), needed(row))))
        .list();
    return owners;
  }

  /** What a node needs to run the room of this row. */
  static Kinds.Needed needed(ResultSet row) throws SQLException {
    return new Kinds.Needed(row.getString("kind"), row.getInt("state_version"));
  }

  static Map<String, Long> owned(Handle handle, String owner) {
    Map<String, Long> epochs = new HashMap<>();
    handle
        .createQuery("SELECT id, epoch FROM room WHERE owner = :owner")
        .bind("owner", owner)
        .map((row, _) -> epochs.put(row.getString("id"), row.getLong("epoch")))
        .list();
    return epochs;
  }

  static int release(Handle handle, String roomId, long epoch) {
    return handle
        .createUpdate("UPDATE room SET owner = NULL WHERE id = :roomId AND epoch = :epoch")
        .bind("roomId", roomId)
        .bind("epoch", epoch)
        .execute();
  }

  /** The rooms whose first timer is due, the longest overdue first. */
  static List<String> due(Handle handle, long nowMillis, int most) {
    return handle
        .createQuery("SELECT id FROM room WHERE wake_at <= :now ORDER BY wake_at LIMIT :most")
        .bind("now", nowMillis)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  /**
   * Deletes the room if it is at this epoch, and returns whether it did. Tables that mirror a room
   * refer to its row with ON DELETE CASCADE.
   */
  static boolean remove(Handle handle, String roomId, long epoch, Journal.Removal removal) {
    int taken =
        handle
            .createUpdate("UPDATE room SET epoch = epoch + 1 WHERE id = :roomId AND epoch = :epoch")
            .bind("roomId", roomId)
            .bind("epoch", epoch)
            .execute();
    if (taken == 1) {
      SqlAudit.noteRemoval(handle, roomId, removal);
      for (String table : List.of("commit_log", "snapshot")) {
        handle
            .createUpdate("DELETE FROM " + table + " WHERE room_id = :roomId")
            .bind("roomId", roomId)
            .execute();
      }
      handle.createUpdate("DELETE FROM room WHERE id = :roomId").bind("roomId", roomId).execute();
    }
    return taken == 1;
  }
}
