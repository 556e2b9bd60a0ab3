package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The avatars, elements and maps in an SQL database. */
public final class SqlCatalogue implements Catalogue {
  private static final String ELEMENTS =
      "SELECT id, name, image_url, width, height, is_static, purpose FROM element";
  private static final String ENTRY = "SELECT id, name, width, height, thumbnail";

  private final Database database;

  public SqlCatalogue(Database database) {
    this.database = database;
  }

  @Override
  public List<Avatar> avatars() {
    return database.read(handle ->
        handle
            .createQuery("SELECT id, name, image_url FROM avatar ORDER BY created_at, name, id")
            .map((row, _) ->
                new Avatar(row.getString("id"), row.getString("name"), row.getString("image_url")))
            .list());
  }

  @Override
  public List<Element> elements() {
    return database.read(handle ->
        handle
            .createQuery(ELEMENTS + " ORDER BY created_at, name, id")
            .map((row, _) -> readElement(row))
            .list());
  }

  @Override
  public List<Element> elements(Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return database.read(handle ->
        handle
            .createQuery(ELEMENTS + " WHERE id IN (<ids>)")
            .bindList("ids", List.copyOf(Set.copyOf(ids)))
            .map((row, _) -> readElement(row))
            .list());
  }

  private static Element readElement(ResultSet row) throws SQLException {
    return new Element(
        row.getString("id"),
        row.getString("name"),
        row.getString("image_url"),
        row.getInt("width"),
        row.getInt("height"),
        row.getBoolean("is_static"),
        row.getString("purpose"));
  }

  @Override
  public List<MapEntry> maps() {
    return database.read(handle ->
        handle
            .createQuery(ENTRY + " FROM map ORDER BY created_at, name, id")
            .map((row, _) -> readEntry(row))
            .list());
  }

  @Override
  public Optional<WorldMap> map(String id) {
    return database.read(handle ->
        handle
            .createQuery(ENTRY + ", walls, spawn_x, spawn_y, tiled FROM map WHERE id = :id")
            .bind("id", id)
            .map((row, _) -> {
              String walls = row.getString("walls");
              String tiled = row.getString("tiled");
              return new WorldMap(
                  readEntry(row),
                  walls == null ? List.of() : walls.lines().toList(),
                  readSpawn(row),
                  tiled == null ? null : JsonCodec.json(tiled),
                  placements(handle, id));
            })
            .findFirst());
  }

  private static MapEntry readEntry(ResultSet row) throws SQLException {
    return new MapEntry(
        row.getString("id"),
        row.getString("name"),
        new Size(row.getInt("width"), row.getInt("height")),
        row.getString("thumbnail"));
  }

  private static @Nullable Spot readSpawn(ResultSet row) throws SQLException {
    int x = row.getInt("spawn_x");
    return row.wasNull() ? null : new Spot(x, row.getInt("spawn_y"));
  }

  private static List<Placement> placements(Handle handle, String mapId) {
    return handle
        .createQuery("SELECT element_id, x, y FROM map_element WHERE map_id = :id ORDER BY place")
        .bind("id", mapId)
        .map((row, _) ->
            new Placement(row.getString("element_id"), row.getInt("x"), row.getInt("y")))
        .list();
  }

  @Override
  public boolean add(Avatar avatar, long nowMillis) {
    return database.write("avatar " + avatar.id(), handle -> insert(handle, avatar, nowMillis));
  }

  private static boolean insert(Handle handle, Avatar avatar, long nowMillis) {
    return handle
            .createUpdate(
                """
                INSERT INTO avatar (id, name, image_url, created_at)
                SELECT :id, :name, :imageUrl, :now WHERE (SELECT count(*) FROM avatar) < :most\
                """)
            .bind("id", avatar.id())
            .bind("name", avatar.name())
            .bind("imageUrl", avatar.imageUrl())
            .bind("now", nowMillis)
            .bind("most", AVATARS_MAX)
            .execute()
        == 1;
  }

  @Override
  public boolean add(Element element, long nowMillis) {
    return database.write("element " + element.id(), handle -> insert(handle, element, nowMillis));
  }

  private static boolean insert(Handle handle, Element element, long nowMillis) {
    return handle
            .createUpdate(
                """
                INSERT INTO element (id, name, image_url, width, height, is_static, purpose,
                                     created_at)
                SELECT :id, :name, :imageUrl, :width, :height, :isStatic, :purpose, :now
                WHERE (SELECT count(*) FROM element) < :most\
                """)
            .bind("id", element.id())
            .bind("name", element.name())
            .bind("imageUrl", element.imageUrl())
            .bind("width", element.width())
            .bind("height", element.height())
            .bind("isStatic", element.isStatic())
            .bind("purpose", element.use())
            .bind("now", nowMillis)
            .bind("most", ELEMENTS_MAX)
            .execute()
        == 1;
  }

  @Override
  public boolean add(WorldMap map, long nowMillis) {
    return database.write("map " + map.entry().id(), handle -> insert(handle, map, nowMillis));
  }

  private static boolean insert(Handle handle, WorldMap map, long nowMillis) {
    Spot spawn = map.spawn();
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO map (id, name, width, height, thumbnail, walls, spawn_x, spawn_y, tiled,
                                 created_at)
                SELECT :id, :name, :width, :height, :thumbnail, :walls, :spawnX, :spawnY, :tiled,
                       :now
                WHERE (SELECT count(*) FROM map) < :most\
                """)
            .bind("id", map.entry().id())
            .bind("name", map.entry().name())
            .bind("width", map.entry().size().width())
            .bind("height", map.entry().size().height())
            .bind("thumbnail", map.entry().thumbnail())
            .bind("walls", map.walls().isEmpty() ? null : String.join("\n", map.walls()))
            .bind("spawnX", spawn == null ? null : (Integer) spawn.x())
            .bind("spawnY", spawn == null ? null : (Integer) spawn.y())
            .bind("tiled", map.tiled() == null ? null : JsonCodec.text(map.tiled()))
            .bind("now", nowMillis)
            .bind("most", MAPS_MAX)
            .execute();
    if (inserted == 1 && !map.elements().isEmpty()) {
      insertPlacements(handle, map);
    }
    return inserted == 1;
  }

  private static void insertPlacements(Handle handle, WorldMap map) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO map_element (map_id, place, element_id, x, y)"
                + " VALUES (:mapId, :place, :elementId, :x, :y)")) {
      for (int i = 0; i < map.elements().size(); i++) {
        Placement placement = map.elements().get(i);
        batch
            .bind("mapId", map.entry().id())
            .bind("place", i)
            .bind("elementId", placement.elementId())
            .bind("x", placement.x())
            .bind("y", placement.y())
            .add();
      }
      batch.execute();
    }
  }

  @Override
  public boolean repaint(String elementId, String imageUrl) {
    return database.write(
        "element " + elementId,
        handle ->
            handle
                    .createUpdate("UPDATE element SET image_url = :imageUrl WHERE id = :id")
                    .bind("imageUrl", imageUrl)
                    .bind("id", elementId)
                    .execute()
                == 1);
  }

  @Override
  public boolean isEmpty() {
    return database.read(SqlCatalogue::isEmpty);
  }

  private static boolean isEmpty(Handle handle) {
    return handle
            .createQuery(
                "SELECT (SELECT count(*) FROM avatar) + (SELECT count(*) FROM element)"
                    + " + (SELECT count(*) FROM map)")
            .mapTo(Long.class)
            .one()
        == 0;
  }

  @Override
  public boolean plant(Seeds seeds, long nowMillis) {
    return database.write(
        "avatar",
        handle -> {
          if (!isEmpty(handle)) {
            return false;
          }
          // One millisecond apart, so that lists keep the order.
          long[] now = {nowMillis};
          seeds.avatars().forEach(avatar -> insert(handle, avatar, now[0]++));
          seeds.elements().forEach(element -> insert(handle, element, now[0]++));
          seeds.maps().forEach(map -> insert(handle, map, now[0]++));
          return true;
        });
  }
}
