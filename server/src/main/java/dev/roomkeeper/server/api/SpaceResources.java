package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.api.Routes.Refusal;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.NewRoom;
import dev.roomkeeper.server.hub.RoomRecord;
import dev.roomkeeper.server.spaces.Catalogue;
import dev.roomkeeper.server.spaces.Catalogue.Element;
import dev.roomkeeper.server.spaces.Catalogue.Placement;
import dev.roomkeeper.server.spaces.Catalogue.WorldMap;
import dev.roomkeeper.server.spaces.Size;
import dev.roomkeeper.server.spaces.SpaceTable;
import dev.roomkeeper.server.spaces.SpaceTable.Placed;
import dev.roomkeeper.server.spaces.SpaceTable.Space;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/space}: making, showing, listing and deleting spaces, and what was said in one.
 */
final class SpaceResources {
  private static final String KIND = "space";
  private static final int LISTED_MAX = 1_000;
  private static final int ID_LENGTH = 16;
  private static final int MESSAGES_MAX = 100;
  private static final long REMOVE_MILLIS = 10_000;

  private final Hub hub;
  private final Catalogue catalogue;
  private final SpaceTable spaces;
  private final NewRooms newRooms;
  private final Dice dice;

  private SpaceResources(
      Hub hub, Catalogue catalogue, SpaceTable spaces, NewRooms newRooms, Dice dice) {
    this.hub = hub;
    this.catalogue = catalogue;
    this.spaces = spaces;
    this.newRooms = newRooms;
    this.dice = dice;
  }

  static void add(
      Routes routes,
      Hub hub,
      Catalogue catalogue,
      SpaceTable spaces,
      NewRooms newRooms,
      Dice dice) {
    SpaceResources resources = new SpaceResources(hub, catalogue, spaces, newRooms, dice);
    routes.add(HttpMethod.POST, "/api/v1/space", resources::create);
    routes.add(HttpMethod.GET, "/api/v1/space/all", resources::list);
    routes.add(HttpMethod.GET, "/api/v1/space/:id", resources::show);
    routes.add(HttpMethod.DELETE, "/api/v1/space/:id", resources::delete);
    routes.add(HttpMethod.GET, "/api/v1/rooms/:id/chat", resources::chat);
  }

  private Reply create(Call call) throws Refusal {
    Identity identity = call.user();
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String name = Shapes.name(fields, "name");
    Size size = Shapes.size(body, fields, "dimensions");
    String mapId = fields.optionalText("mapId", Shapes.ID_LENGTH_MAX);
    String thumbnail =
        body.has("thumbnail") && body.get("thumbnail") != Json.Null.NULL
            ? Shapes.imageUrl(fields, "thumbnail")
            : null;
    JsonObject options = JsonObject.of("kept", Json.of(fields.bool("kept", true)));
    if (body.has("editors")) {
      options = options.with("editors", fields.text("editors", 16)); // The kind knows which.
    }
    if (body.has("listed")) {
      options = options.with("listed", fields.bool("listed", true));
    }
    Routes.check(fields);
    if (mapId != null) {
      WorldMap map = catalogue.map(mapId).orElseThrow(() -> Refusal.bad("there is no such map"));
      options = withMap(options, map);
    } else if (size != null) {
      options = withSize(options, size);
    } else {
      throw Refusal.bad("a space needs \"dimensions\" or a \"mapId\"");
    }
    newRooms.check(call, identity.userId());
    try {
      RoomRecord room = hub.create(KIND, name, options, identity.userId());
      if (thumbnail != null) {
        spaces.dress(room.id(), thumbnail);
      }
      return Reply.ok(JsonObject.EMPTY.with("spaceId", room.id()));
    } catch (NewRoom.Refused e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
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
    Identity identity = call.user();
    return Reply.ok(
        Shapes.list(
            "spaces",
            spaces.madeBy(identity.userId(), LISTED_MAX),
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

  /** Anybody may look at a space, but at one for invited people these alone. */
  private boolean admits(Space space, @Nullable String userId) {
    return hub.find(space.id()).map(room -> room.admits(userId == null ? "" : userId)).orElse(true);
  }

  private static JsonObject placed(Placed placed) {
    JsonObject json =
        JsonObject.of("element", Shapes.element(placed.element()))
            .with("id", placed.id())
            .with("x", (long) placed.x())
            .with("y", (long) placed.y());
    String table = placed.table();
    return table == null ? json : json.with("table", table);
  }

  private Space find(String id) throws Refusal {
    return spaces.find(id).orElseThrow(() -> Refusal.bad("there is no such space"));
  }

  private Reply delete(Call call) throws Refusal {
    Identity identity = call.user();
    Space space = find(call.path("id"));
    if (!space.createdBy().equals(identity.userId())) {
      throw new Refusal(403, "FORBIDDEN", "only who made a space may delete it");
    }
    try {
      hub.remove(space.id()).get(REMOVE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal(503, "UNAVAILABLE", "the space could not be deleted; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "UNAVAILABLE", "the server is stopping");
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply chat(Call call) throws Refusal {
    Identity identity = call.identity();
    String id = call.path("id");
    RoomRecord room =
        hub.find(id)
            .filter(found -> found.kind().equals(KIND))
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such space"));
    if (!room.admits(identity.userId())) {
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
