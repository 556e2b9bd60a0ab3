package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.module.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mirror of spaces in an SQL database. {@link SpaceProjection} writes it. */
public final class SqlSpaces implements SpaceTable {
  private static final String SPACES =
      """
      SELECT s.id, r.name, s.width, s.height, s.kept, s.editors, s.map_id,
             COALESCE(s.thumbnail, m.thumbnail) AS thumbnail, s.created_by
      FROM space s JOIN room r ON r.id = s.id LEFT JOIN map m ON m.id = s.map_id
      WHERE \
      """;

  private static final String PLACED =
      """
      SELECT p.id, p.element_id, p.x, p.y, p.width, p.height, p.is_static, p.purpose, p.table_id,
             e.name, e.image_url
      FROM space_element p LEFT JOIN element e ON e.id = p.element_id
      WHERE p.space_id = :spaceId\
      """;

  private static final String MESSAGES =
      "SELECT id, user_id, name, message, sent_at FROM chat_message WHERE space_id = :spaceId";

  private final Database database;

  public SqlSpaces(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Space> find(String spaceId) {
    return spaces("s.id = :id", Map.of("id", spaceId)).stream().findFirst();
  }

  @Override
  public List<Space> madeBy(String userId, int most) {
    return spaces(
        "s.created_by = :userId ORDER BY s.created_at DESC, s.id LIMIT :most",
        Map.of("userId", userId, "most", most));
  }

  @Override
  public List<Space> holding(String placedId) {
    return spaces(
        "s.id IN (SELECT space_id FROM space_element WHERE id = :id) LIMIT 100",
        Map.of("id", placedId));
  }

  private List<Space> spaces(String where, Map<String, ?> values) {
    return database.read(handle ->
        handle.createQuery(SPACES + where).bindMap(values).map((row, _) -> readSpace(row)).list());
  }

  private static Space readSpace(ResultSet row) throws SQLException {
    return new Space(
        row.getString("id"),
        row.getString("name"),
        new Size(row.getInt("width"), row.getInt("height")),
        row.getBoolean("kept"),
        "everyone".equals(row.getString("editors")),
        row.getString("map_id"),
        row.getString("thumbnail"),
        row.getString("created_by"));
  }

  @Override
  public List<Placed> placed(String spaceId) {
    return placed(" ORDER BY p.id", Map.of("spaceId", spaceId));
  }

  @Override
  public Optional<Placed> placed(String spaceId, String placedId) {
    return placed(" AND p.id = :id", Map.of("spaceId", spaceId, "id", placedId)).stream()
        .findFirst();
  }

  private List<Placed> placed(String which, Map<String, ?> values) {
    return database.read(handle ->
        handle.createQuery(PLACED + which).bindMap(values).map((row, _) -> readPlaced(row)).list());
  }

  private static Placed readPlaced(ResultSet row) throws SQLException {
    String imageUrl = row.getString("image_url");
    return new Placed(
        row.getString("id"),
        new Catalogue.Element(
            row.getString("element_id"),
            row.getString("name"),
            imageUrl == null ? "" : imageUrl,
            row.getInt("width"),
            row.getInt("height"),
            row.getBoolean("is_static"),
            row.getString("purpose")),
        row.getInt("x"),
        row.getInt("y"),
        row.getString("table_id"));
  }

  @Override
  public void dress(String spaceId, String thumbnail) {
    database.write(
        "room " + spaceId,
        handle ->
            handle
                .createUpdate("UPDATE space SET thumbnail = :thumbnail WHERE id = :id")
                .bind("thumbnail", thumbnail)
                .bind("id", spaceId)
                .execute());
  }

  @Override
  public Optional<ChatPage> chat(String spaceId, @Nullable String before, int most) {
    return database.read(handle -> {
      String where = "";
      long beforeAt = 0;
      if (before != null) {
        Optional<Long> at =
            handle
                .createQuery(
                    "SELECT sent_at FROM chat_message WHERE space_id = :spaceId AND id = :id")
                .bind("spaceId", spaceId)
                .bind("id", before)
                .mapTo(Long.class)
                .findFirst();
        if (at.isEmpty()) {
          return Optional.empty();
        }
        beforeAt = at.get();
        where = " AND (sent_at < :at OR (sent_at = :at AND id < :before))";
      }
      var query =
          handle
              .createQuery(MESSAGES + where + " ORDER BY sent_at DESC, id DESC LIMIT :most")
              .bind("spaceId", spaceId)
              .bind("most", most + 1);
      if (before != null) {
        query.bind("at", beforeAt).bind("before", before);
      }
      List<ChatMessage> newestFirst = query.map((row, _) -> readMessage(row)).list();
      boolean more = newestFirst.size() > most;
      List<ChatMessage> page = new ArrayList<>(more ? newestFirst.subList(0, most) : newestFirst);
      Collections.reverse(page);
      return Optional.of(new ChatPage(page, more));
    });
  }

  private static ChatMessage readMessage(ResultSet row) throws SQLException {
    return new ChatMessage(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("name"),
        row.getString("message"),
        row.getLong("sent_at"));
  }
}
