package dev.roomkeeper.server.blackbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the database of a server that is not running, or whose rooms are quiet, with plain JDBC and
 * nothing of the server's own code, and replays one room's journal.
 */
final class JournalAudit {
  /** A row of the journal. */
  record Row(
      long version,
      long base,
      long epoch,
      String id,
      @Nullable String author,
      long seq,
      boolean durable,
      String patch,
      String events) {}

  final List<Row> rows = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  final ObjectNode layers = Site.JSON.createObjectNode();
  final Map<Long, Row> byVersion = new TreeMap<>();
  long epoch;
  long head;
  int sightsCompared;
  int sightsOfLost;
  int snapshots;

  private JournalAudit() {}

  /**
   * Replays the room.
   *
   * @param sights what clients saw, to be compared with the state at their versions
   */
  static JournalAudit of(Path data, String roomId, List<RoomClient.Sight> sights)
      throws SQLException {
    JournalAudit audit = new JournalAudit();
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("roomkeeper.db"))) {
      audit.checkFile(connection);
      audit.read(connection, roomId);
      audit.replay(sights, readSnapshots(connection, roomId));
    }
    return audit;
  }

  /** As {@link #of(Path, String, List)}, from any database. */
  static JournalAudit of(Connection connection, String roomId, List<RoomClient.Sight> sights)
      throws SQLException {
    JournalAudit audit = new JournalAudit();
    audit.read(connection, roomId);
    audit.replay(sights, readSnapshots(connection, roomId));
    return audit;
  }

  private void checkFile(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
      result.next();
      if (!"ok".equals(result.getString(1))) {
        faults.add("SQLite finds the file damaged: " + result.getString(1));
      }
    }
  }

  private void read(Connection connection, String roomId) throws SQLException {
    try (PreparedStatement room =
        connection.prepareStatement("SELECT epoch, head FROM room WHERE id = ?")) {
      room.setString(1, roomId);
      try (ResultSet result = room.executeQuery()) {
        result.next();
        epoch = result.getLong(1);
        head = result.getLong(2);
      }
    }
    readLog(connection, "commit_log", roomId);
    if (KeptLog.isIn(connection)) {
      readLog(connection, KeptLog.TABLE, roomId);
      rows.sort(Comparator.comparingLong(Row::version));
    }
  }

  private void readLog(Connection connection, String table, String roomId) throws SQLException {
    try (PreparedStatement log =
        connection.prepareStatement(
            "SELECT version, base, epoch, id, author, seq, durable, patch, events FROM "
                + table
                + " WHERE room_id = ? ORDER BY version")) {
      log.setString(1, roomId);
      try (ResultSet result = log.executeQuery()) {
        while (result.next()) {
          String events = result.getString(9);
          rows.add(
              new Row(
                  result.getLong(1),
                  result.getLong(2),
                  result.getLong(3),
                  result.getString(4),
                  result.getString(5),
                  result.getLong(6),
                  result.getBoolean(7),
                  result.getString(8),
                  events == null ? "" : events));
        }
      }
    }
  }

  private static Map<Long, String> readSnapshots(Connection connection, String roomId)
      throws SQLException {
    Map<Long, String> snapshots = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT version, layers FROM snapshot WHERE room_id = ?")) {
      select.setString(1, roomId);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          snapshots.put(result.getLong(1), result.getString(2));
        }
      }
    }
    return snapshots;
  }

  private void replay(List<RoomClient.Sight> sights, Map<Long, String> kept) {
    Map<Long, List<RoomClient.Sight>> byVersionSeen = new HashMap<>();
    for (RoomClient.Sight sight : sights) {
      byVersionSeen.computeIfAbsent(sight.version(), _ -> new ArrayList<>()).add(sight);
    }
    long version = 0;
    long lastEpoch = 0;
    for (Row row : rows) {
      if (row.base != version || row.version <= row.base) {
        faults.add("a gap: " + row.base + " to " + row.version + " follows version " + version);
      }
      if (row.epoch < lastEpoch) {
        faults.add("epoch " + row.epoch + " follows epoch " + lastEpoch + " at " + row.version);
      }
      if (row.durable && row.version != row.base + 1) {
        faults.add("a durable commit spans versions " + row.base + " to " + row.version);
      }
      version = row.version;
      lastEpoch = row.epoch;
      byVersion.put(version, row);
      MergePatch.applyToLayers(layers, Site.JSON.readTree(row.patch));
      for (RoomClient.Sight sight : byVersionSeen.getOrDefault(version, List.of())) {
        compare(sight, row);
      }
      String snapshot = kept.get(version);
      if (snapshot != null) {
        snapshots++;
        if (!Site.JSON.readTree(snapshot).equals(layers)) {
          faults.add("the snapshot of version " + version + " is not the replayed state");
        }
      }
    }
    if (head != version || epoch < lastEpoch) {
      faults.add("the head is at " + epoch + ":" + head + ", the log ends at " + version);
    }
    if (snapshots != kept.size()) {
      faults.add("a snapshot is of no version in the log: " + kept.keySet());
    }
  }

  private void compare(RoomClient.Sight sight, Row row) {
    if (row.epoch > sight.epoch()) {
      sightsOfLost++; // A lazy commit that was lost had this number then.
      return;
    }
    sightsCompared++;
    sight
        .layers()
        .forEachEntry((layer, seen) -> {
          if (layer.startsWith("live:")) {
            return; // Never journaled.
          }
          JsonNode replayed = layers.get(layer);
          if (!(replayed == null ? seen.isEmpty() : replayed.equals(seen))) {
            faults.add(
                "at "
                    + sight.epoch()
                    + ":"
                    + sight.version()
                    + " layer "
                    + layer
                    + " was seen as "
                    + seen
                    + " and is "
                    + replayed);
          }
        });
  }
}
