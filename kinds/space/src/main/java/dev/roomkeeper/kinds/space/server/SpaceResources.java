package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
import dev.roomkeeper.kinds.space.server.Catalogue.Placement;
import dev.roomkeeper.kinds.space.server.Catalogue.WorldMap;
import dev.roomkeeper.kinds.space.server.SpaceTable.Placed;
import dev.roomkeeper.kinds.space.server.SpaceTable.Space;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.Rooms;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/space}: creating, showing, listing and deleting spaces, and their chat. */
final class SpaceResources {
  private static final String KIND = "space";
  private static final int LISTED_MAX = 1_000;
  private static final int ID_LENGTH = 16;
  private static final int MESSAGES_MAX = 100;

  private final Rooms rooms;
  private final Catalogue catalogue;
  private final SpaceTable spaces;
  private final Dice dice;

  private SpaceResources(Rooms rooms, Catalogue catalogue, SpaceTable spaces, Dice dice) {
    this.rooms = rooms;
    this.catalogue = catalogue;
    this.spaces = spaces;
    this.dice = dice;
  }

  static void add(Routes routes, House house, Catalogue catalogue, SpaceTable spaces) {
    SpaceResources resources = new SpaceResources(house.rooms(), catalogue, spaces, house.dice());
    routes.add(Method.POST, "/api/v1/space", resources::create);
    routes.add(Method.GET, "/api/v1/space/all", resources::list);
    routes.add(Method.GET, "/api/v1/space/:id", resources::show);
    routes.add(Method.PUT, "/api/v1/space/:id", resources::change);
    routes.add(Method.DELETE, "/api/v1/space/:id", resources::delete);
    routes.add(Method.GET, "/api/v1/rooms/:id/chat", resources::chat);
  }

  private Reply create(Call call) throws Refusal {
    call.user();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String name = Shapes.name(fields, "name");
    Size size = SpaceShapes.size(body, fields, "dimensions");
    String mapId = fields.optionalText("mapId", Shapes.ID_LENGTH_MAX);
    String thumbnail =
        body.has("thumbnail") && body.get("thumbnail") != Json.Null.NULL
            ? SpaceShapes.imageUrl(fields, "thumbnail")
            : null;
    JsonObject options = JsonObject.of("kept", Json.of(fields.bool("kept", true)));
    if (body.has("editors")) {
      options = options.with("editors", fields.text("editors", 16)); // The kind knows which.
    }
    if (body.has("listed")) {
      options = options.with("listed", fields.bool("listed", true));
    }
    Json only = body.get("only");
    if (only != null) {
      options = options.with("only", only); // The server knows which.
    }
    Refusal.check(fields);
    if (mapId != null) {
      WorldMap map = catalogue.map(mapId).orElseThrow(() -> Refusal.bad("there is no such map"));
      options = withMap(options, map);
    } else if (size != null) {
      options = withSize(options, size);
    } else {
      throw Refusal.bad("a space needs \"dimensions\" or a \"mapId\"");
    }
    RoomRecord room = rooms.create(call, KIND, name, options);
    if (thumbnail != null) {
      spaces.dress(room.id(), thumbnail);
    }
    return Reply.ok(JsonObject.EMPTY.with("spaceId", room.id()));
  }

  private static JsonObject withSize(JsonObject options, Size size) {
    return options.with("width", (long) size.width()).with("height", (long) size.height());
  }

  private JsonObject withMap(JsonObject options, WorldMap map) {
    JsonObject made = withSize(options, map.entry().size()).with("mapId", map.entry().id());
    if (!map.walls().isEmpty()) {
      made = made.with("walls", new Json.Arr(map.walls().stream().<Json>map(Json::of).toList()));
    }
    Catalogue.Spot spawn = map.spawn();
    if (spawn != null) {
      made =
          made.with(
              "spawn", JsonObject.EMPTY.with("x", (long) spawn.x()).with("y", (long) spawn.y()));
    }
    return map.elements().isEmpty() ? made : made.with("elements", copies(map.elements()));
  }

  private JsonObject copies(List<Placement> placements) {
    Map<String, Element> elements = new HashMap<>();
    catalogue
        .elements(placements.stream().map(Placement::elementId).toList())
        .forEach(element -> elements.put(element.id(), element));
    Map<String, Json> placed = new HashMap<>();
    for (Placement placement : placements) {
      Element element = elements.get(placement.elementId());
      if (element != null) {
        placed.put(
            dice.id(ID_LENGTH), PlacedResources.placed(element, placement.x(), placement.y()));
      }
    }
    return JsonObject.of(placed);
  }

  private Reply list(Call call) throws Refusal {
    User user = call.user();
    return Reply.ok(
        Shapes.list(
            "spaces",
            spaces.madeBy(user.userId(), LISTED_MAX),
            space ->
                JsonObject.EMPTY
                    .with("id", space.id())
                    .with("name", space.name())
                    .with("dimensions", space.size().toString())
                    .with("thumbnail", Shapes.textOrNull(space.thumbnail()))));
  }

  private Reply show(Call call) throws Refusal {
    Space space = find(call.path("id"));
    String userId = call.userIdIfAny();
    if (!admits(space, userId)) {
      throw new Refusal(403, "FORBIDDEN", "this space is for invited people only");
    }
    JsonObject json =
        Shapes.list("elements", spaces.placed(space.id()), SpaceResources::placed)
            .with("dimensions", space.size().toString())
            .with("name", space.name())
            .with("kept", space.kept())
            .with("thumbnail", Shapes.textOrNull(space.thumbnail()))
            .with("canEdit", userId != null && space.mayEdit(userId));
    String mapId = space.mapId();
    return Reply.ok(mapId == null ? json : json.with("mapId", mapId));
  }

  /** Anybody may see a space, except that one for invited users is only for these. */
  private boolean admits(Space space, @Nullable String userId) {
    return rooms
        .find(space.id())
        .map(room -> room.admits(userId == null ? "" : userId))
        .orElse(true);
  }

  private static JsonObject placed(Placed placed) {
    JsonObject json =
        JsonObject.of("element", SpaceShapes.element(placed.element()))
            .with("id", placed.id())
            .with("x", (long) placed.x())
            .with("y", (long) placed.y());
    String table = placed.table();
    return table == null ? json : json.with("table", table);
  }

  private Space find(String id) throws Refusal {
    return spaces.find(id).orElseThrow(() -> Refusal.bad("there is no such space"));
  }

  private Space own(Call call, User user) throws Refusal {
    Space space = find(call.path("id"));
    if (!space.createdBy().equals(user.userId())) {
      throw new Refusal(403, "FORBIDDEN", "only the owner of a space may do this");
    }
    return space;
  }

  private Reply change(Call call) throws Refusal {
    User user = call.user();
    Fields fields = new Fields(call.body());
    String editors = fields.text("editors", 16); // The kind knows which.
    Refusal.check(fields);
    Space space = own(call, user);
    JsonObject settings = JsonObject.EMPTY.with("editors", editors);
    rooms.edited(space.id(), user.userId(), "settings", settings);
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply delete(Call call) throws Refusal {
    User user = call.user();
    rooms.remove(own(call, user).id(), user.userId());
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply chat(Call call) throws Refusal {
    User user = call.identity();
    String id = call.path("id");
    RoomRecord room =
        rooms
            .find(id)
            .filter(found -> found.kind().equals(KIND))
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such space"));
    if (!room.admits(user.userId())) {
      throw new Refusal(403, "FORBIDDEN", "this room is for invited people only");
    }
    int limit = Shapes.limit(call, MESSAGES_MAX);
    String before = call.query("before", "");
    SpaceTable.ChatPage page =
        spaces
            .chat(id, before.isEmpty() ? null : before, limit)
            .orElseThrow(() -> Refusal.bad("\"before\" must be the id of a message"));
    return Reply.ok(
        Shapes.list("messages", page.messages(), SpaceResources::message)
            .with("more", page.more()));
  }

  private static JsonObject message(SpaceTable.ChatMessage message) {
    return JsonObject.EMPTY
        .with("id", message.id())
        .with("from", message.from())
        .with("name", message.name())
        .with("message", message.message())
        .with("at", message.atMillis());
  }
}
