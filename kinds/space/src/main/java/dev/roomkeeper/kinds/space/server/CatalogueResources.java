package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.space.server.Catalogue.Avatar;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
import dev.roomkeeper.kinds.space.server.Catalogue.MapEntry;
import dev.roomkeeper.kinds.space.server.Catalogue.Placement;
import dev.roomkeeper.kinds.space.server.Catalogue.WorldMap;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.http.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Avatars, elements and maps: anybody sees them, admins provide them. */
final class CatalogueResources {
  private static final int ID_LENGTH = 16;
  private static final int USE_LENGTH_MAX = 32;

  private final Catalogue catalogue;
  private final Dice dice;
  private final InstantSource clock;

  private CatalogueResources(Catalogue catalogue, Dice dice, InstantSource clock) {
    this.catalogue = catalogue;
    this.dice = dice;
    this.clock = clock;
  }

  static void add(Routes routes, Catalogue catalogue, Dice dice, InstantSource clock) {
    CatalogueResources resources = new CatalogueResources(catalogue, dice, clock);
    routes.addShared("/api/v1/avatars", _ -> resources.avatars());
    routes.addShared("/api/v1/elements", _ -> resources.elements());
    routes.addShared("/api/v1/maps", _ -> resources.maps());
    routes.addShared("/api/v1/maps/:id", resources::map);
    routes.add(
        Method.POST, "/api/v1/admin/avatar", call -> changed(routes, resources.addAvatar(call)));
    routes.add(
        Method.POST, "/api/v1/admin/element", call -> changed(routes, resources.addElement(call)));
    routes.add(
        Method.PUT, "/api/v1/admin/element/:id", call -> changed(routes, resources.repaint(call)));
    routes.add(Method.POST, "/api/v1/admin/map", call -> changed(routes, resources.addMap(call)));
  }

  /** Whoever changed something must see it in this node's next answer. */
  private static Reply changed(Routes routes, Reply reply) {
    routes.renewShared();
    return reply;
  }

  private Reply avatars() {
    return Reply.ok(
        Shapes.list(
            "avatars",
            catalogue.avatars(),
            avatar ->
                JsonObject.EMPTY
                    .with("id", avatar.id())
                    .with("imageUrl", avatar.imageUrl())
                    .with("name", avatar.name())));
  }

  private Reply elements() {
    return Reply.ok(Shapes.list("elements", catalogue.elements(), SpaceShapes::element));
  }

  private Reply maps() {
    return Reply.ok(Shapes.list("maps", catalogue.maps(), CatalogueResources::entry));
  }

  private static JsonObject entry(MapEntry map) {
    return JsonObject.EMPTY
        .with("id", map.id())
        .with("name", map.name())
        .with("dimensions", map.size().toString())
        .with("thumbnail", map.thumbnail());
  }

  private Reply map(Call call) throws Refusal {
    WorldMap map =
        catalogue
            .map(call.path("id"))
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such map"));
    Map<String, Element> elements = elementsOf(map.elements());
    JsonObject json = entry(map.entry());
    JsonObject tiled = map.tiled();
    Catalogue.Spot spawn = map.spawn();
    if (tiled != null) {
      json = json.with("tiled", tiled);
    }
    if (!map.walls().isEmpty()) {
      json = json.with("walls", new Json.Arr(map.walls().stream().<Json>map(Json::of).toList()));
    }
    if (spawn != null) {
      json =
          json.with(
              "spawn", JsonObject.EMPTY.with("x", (long) spawn.x()).with("y", (long) spawn.y()));
    }
    List<Json> placed = new ArrayList<>();
    for (Placement placement : map.elements()) {
      Element element = elements.get(placement.elementId());
      if (element != null) {
        placed.add(
            JsonObject.of("element", SpaceShapes.element(element))
                .with("elementId", placement.elementId())
                .with("x", (long) placement.x())
                .with("y", (long) placement.y()));
      }
    }
    return Reply.ok(json.with("elements", new Json.Arr(placed)));
  }

  private Map<String, Element> elementsOf(List<Placement> placements) {
    Map<String, Element> elements = new HashMap<>();
    catalogue
        .elements(placements.stream().map(Placement::elementId).toList())
        .forEach(element -> elements.put(element.id(), element));
    return elements;
  }

  private Reply addAvatar(Call call) throws Refusal {
    call.admin();
    Fields fields = new Fields(call.body());
    Avatar avatar =
        new Avatar(
            dice.id(ID_LENGTH),
            Shapes.name(fields, "name"),
            SpaceShapes.imageUrl(fields, "imageUrl"));
    Refusal.check(fields);
    added(catalogue.add(avatar, clock.millis()));
    return Reply.ok(JsonObject.EMPTY.with("avatarId", avatar.id()));
  }

  private Reply addElement(Call call) throws Refusal {
    call.admin();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    Element element =
        new Element(
            dice.id(ID_LENGTH),
            isThere(body, "name") ? Shapes.name(fields, "name") : null,
            SpaceShapes.imageUrl(fields, "imageUrl"),
            fields.integer("width", 1, Element.SIDE_MAX),
            fields.integer("height", 1, Element.SIDE_MAX),
            fields.bool("static", false),
            isThere(body, "use") ? fields.text("use", USE_LENGTH_MAX) : null);
    if (!body.has("static")) {
      fields.wrong("\"static\" must be true or false");
    }
    Refusal.check(fields);
    added(catalogue.add(element, clock.millis()));
    return Reply.ok(JsonObject.EMPTY.with("id", element.id()));
  }

  private Reply repaint(Call call) throws Refusal {
    call.admin();
    Fields fields = new Fields(call.body());
    String imageUrl = SpaceShapes.imageUrl(fields, "imageUrl");
    Refusal.check(fields);
    String id = call.path("id");
    if (!catalogue.repaint(id, imageUrl)) {
      throw new Refusal(404, "NOT_FOUND", "there is no such element");
    }
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply addMap(Call call) throws Refusal {
    call.admin();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String name = Shapes.name(fields, "name");
    String thumbnail = SpaceShapes.imageUrl(fields, "thumbnail");
    TiledMap tiled = tiled(body);
    Size size = tiled == null ? SpaceShapes.size(body, fields, "dimensions") : tiled.size();
    if (size == null) {
      fields.wrong("\"dimensions\" must read \"WxH\"");
    }
    Refusal.check(fields);
    MapEntry entry =
        new MapEntry(dice.id(ID_LENGTH), name, size == null ? new Size(1, 1) : size, thumbnail);
    List<Placement> elements = placements(body, entry.size());
    WorldMap map =
        tiled == null
            ? new WorldMap(entry, List.of(), null, null, elements)
            : new WorldMap(entry, tiled.walls(), tiled.spawn(), tiled.json(), elements);
    added(catalogue.add(map, clock.millis()));
    return Reply.ok(JsonObject.EMPTY.with("id", entry.id()));
  }

  private static @Nullable TiledMap tiled(JsonObject body) throws Refusal {
    if (!isThere(body, "tiled")) {
      return null;
    }
    if (!(body.get("tiled") instanceof JsonObject json)) {
      throw Refusal.bad("\"tiled\" must be a Tiled map, a JSON object");
    }
    return switch (TiledMap.read(json)) {
      case TiledMap.Read.Good(var map) -> map;
      case TiledMap.Read.Bad(var sentence) -> throw Refusal.bad("\"tiled\": " + sentence);
    };
  }

  private List<Placement> placements(JsonObject body, Size size) throws Refusal {
    if (!isThere(body, "defaultElements")) {
      return List.of();
    }
    if (!(body.get("defaultElements") instanceof Json.Arr(var items))
        || items.size() > WorldMap.ELEMENTS_MAX) {
      throw Refusal.bad("\"defaultElements\" must be an array of at most " + WorldMap.ELEMENTS_MAX);
    }
    List<Placement> placements = new ArrayList<>();
    for (Json item : items) {
      Fields fields = new Fields(item instanceof JsonObject object ? object : JsonObject.EMPTY);
      placements.add(
          new Placement(
              fields.text("elementId", Shapes.ID_LENGTH_MAX),
              fields.integer("x", 0, size.width()),
              fields.integer("y", 0, size.height())));
      if (fields.problem() != null) {
        throw Refusal.bad("\"defaultElements\": " + fields.problem());
      }
    }
    Map<String, Element> known = elementsOf(placements);
    if (!placements.stream().map(Placement::elementId).allMatch(known::containsKey)) {
      throw Refusal.bad("\"defaultElements\": there is no such element");
    }
    return placements;
  }

  private static boolean isThere(JsonObject body, String key) {
    return body.has(key) && body.get(key) != Json.Null.NULL;
  }

  private static void added(boolean added) throws Refusal {
    if (!added) {
      throw new Refusal(409, "CONFLICT", "there are too many already");
    }
  }
}
