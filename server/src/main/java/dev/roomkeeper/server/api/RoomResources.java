package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.ListedRoom;
import dev.roomkeeper.server.hub.NewRoom;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code /api/v1/rooms}: creating, listing and looking up rooms. Nothing that is inside of them.
 */
final class RoomResources {
  private static final int LISTED_MAX = 100;
  private static final int LISTS_MAX = 64;
  private static final int ID_LENGTH_MAX = 64;

  private static final long LISTED_MILLIS = 500;

  private final Hub hub;
  private final NewRooms newRooms;
  private final FreshValues<Reply> lists =
      new FreshValues<>(LISTED_MILLIS, LISTS_MAX, _ -> 1, () -> System.nanoTime() / 1_000_000);

  private RoomResources(Hub hub, NewRooms newRooms) {
    this.hub = hub;
    this.newRooms = newRooms;
  }

  static void add(Routes routes, Hub hub, NewRooms newRooms, Predicate<String> admins) {
    RoomResources rooms = new RoomResources(hub, newRooms);
    routes.add(HttpMethod.POST, "/api/v1/rooms", rooms::create);
    routes.add(HttpMethod.GET, "/api/v1/rooms", rooms::list);
    routes.add(HttpMethod.GET, "/api/v1/rooms/:id", rooms::show);
    ModerationResources.add(routes, hub, admins, rooms.lists::renew);
  }

  private Reply create(Call call) throws Refusal {
    User identity = call.identity();
    JsonObject body = call.body();
    Json kind = body.get("kind");
    Json name = body.get("name");
    Json options = body.get("options");
    if (!(kind instanceof Json.Text(var kindName))) {
      throw new Refusal(400, "BAD_REQUEST", "\"kind\" must be one of " + hub.kinds());
    }
    if (name != null && !(name instanceof Json.Text)) {
      throw new Refusal(400, "BAD_REQUEST", "\"name\" must be a string");
    }
    if (options != null && (!(options instanceof JsonObject) || options.hasNull())) {
      throw new Refusal(400, "BAD_REQUEST", "\"options\" must be an object without nulls");
    }
    newRooms.check(call, identity.userId());
    try {
      RoomRecord room =
          hub.create(
              kindName,
              name instanceof Json.Text(var text) ? text.strip() : "",
              options instanceof JsonObject object ? object : JsonObject.EMPTY,
              identity.userId());
      lists.renew();
      return Reply.of(
          201,
          JsonObject.EMPTY
              .with("id", room.id())
              .with("kind", room.kind())
              .with("url", "/ws/" + room.id()));
    } catch (NewRoom.Refused e) {
      throw new Refusal(400, "BAD_REQUEST", String.valueOf(e.getMessage()));
    }
  }

  private Reply list(Call call) throws Refusal {
    call.identity();
    String kind = call.query("kind", "");
    if (!kind.isEmpty() && !hub.kinds().contains(kind)) {
      throw new Refusal(400, "BAD_REQUEST", "\"kind\" must be one of " + hub.kinds());
    }
    return lists.get(kind, () -> list(kind).compressed());
  }

  private Reply list(String kind) {
    List<ListedRoom> rooms = hub.list(kind, LISTED_MAX);
    Map<String, Integer> online = hub.online(rooms.stream().map(ListedRoom::id).toList());
    List<Json> described = rooms.stream().<Json>map(room -> describe(room, online)).toList();
    return Reply.ok(JsonObject.of("rooms", new Json.Arr(described)));
  }

  private Reply show(Call call) throws Refusal {
    User identity = call.identity();
    String id = call.path("id");
    RoomRecord room = id.length() > ID_LENGTH_MAX ? null : hub.find(id).orElse(null);
    if (room == null) {
      throw new Refusal(404, "NOT_FOUND", "there is no such room");
    }
    if (!room.admits(identity.userId())) {
      throw new Refusal(403, "FORBIDDEN", "this room is for invited people only");
    }
    ListedRoom shown = new ListedRoom(room.id(), room.kind(), room.name(), room.createdAtMillis());
    return Reply.ok(
        describe(shown, hub.online(List.of(id)))
            .with("isOwn", Json.of(room.createdBy().equals(identity.userId()))));
  }

  static JsonObject describe(ListedRoom room, Map<String, Integer> online) {
    return JsonObject.EMPTY
        .with("id", room.id())
        .with("kind", room.kind())
        .with("name", room.name())
        .with("online", (long) online.getOrDefault(room.id(), 0))
        .with("createdAt", room.createdAtMillis());
  }
}
