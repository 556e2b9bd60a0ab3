package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.space.RoomUse;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elements in spaces: placed, removed, and opened as rooms to play in, live in the room. */
final class PlacedResources {
  private static final int ID_LENGTH = 16;

  private final Rooms rooms;
  private final Catalogue catalogue;
  private final SpaceTable spaces;
  private final Dice dice;

  private PlacedResources(Rooms rooms, Catalogue catalogue, SpaceTable spaces, Dice dice) {
    this.rooms = rooms;
    this.catalogue = catalogue;
    this.spaces = spaces;
    this.dice = dice;
  }

  static void add(Routes routes, House house, Catalogue catalogue, SpaceTable spaces) {
    PlacedResources resources = new PlacedResources(house.rooms(), catalogue, spaces, house.dice());
    routes.add(Method.POST, "/api/v1/space/element", resources::place);
    routes.add(Method.PUT, "/api/v1/space/element", resources::arrange);
    routes.add(Method.DELETE, "/api/v1/space/element", resources::remove);
    routes.add(Method.POST, "/api/v1/space/table", resources::openTable);
  }

  /** A placed element in the form that the kind {@code space} expects. */
  static JsonObject placed(Element element, int x, int y) {
    JsonObject json =
        JsonObject.EMPTY
            .with("elementId", element.id())
            .with("x", (long) x)
            .with("y", (long) y)
            .with("width", (long) element.width())
            .with("height", (long) element.height())
            .with("static", element.isStatic());
    String use = element.use();
    return use == null ? json : json.with("use", use);
  }

  private Reply place(Call call) throws Refusal {
    User user = call.user();
    Fields fields = new Fields(call.body());
    String spaceId = fields.text("spaceId", Shapes.ID_LENGTH_MAX);
    String elementId = fields.text("elementId", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    Space space =
        spaces
            .find(spaceId)
            .filter(found -> mayEdit(found, user.userId()))
            .orElseThrow(() -> Refusal.bad("this is no space that you may change"));
    int x = fields.integer("x", 0, space.size().width());
    int y = fields.integer("y", 0, space.size().height());
    Refusal.check(fields);
    Element element =
        catalogue.elements(List.of(elementId)).stream()
            .findFirst()
            .orElseThrow(() -> Refusal.bad("there is no such element"));
    String id = dice.id(ID_LENGTH);
    JsonObject payload = placed(element, x, y).with("id", id);
    expectAck(edit(space.id(), user, "place", payload), Refusal::bad);
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply arrange(Call call) throws Refusal {
    User user = call.user();
    Fields fields = new Fields(call.body());
    String id = fields.text("id", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    Space space = spaceOf(id, user);
    int x = fields.integer("x", 0, space.size().width());
    int y = fields.integer("y", 0, space.size().height());
    boolean mirrored = fields.bool("mirrored", false);
    Refusal.check(fields);
    JsonObject payload =
        JsonObject.of("id", Json.of(id))
            .with("x", (long) x)
            .with("y", (long) y)
            .with("mirrored", mirrored);
    expectAck(edit(space.id(), user, "arrange", payload), Refusal::bad);
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Space spaceOf(String elementId, User user) throws Refusal {
    return spaces.holding(elementId).stream()
        .filter(found -> mayEdit(found, user.userId()))
        .findFirst()
        .orElseThrow(() -> new Refusal(403, "FORBIDDEN", "this is no element that you may change"));
  }

  private Reply remove(Call call) throws Refusal {
    User user = call.user();
    Fields fields = new Fields(call.body());
    String id = fields.text("id", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    Space space = spaceOf(id, user);
    expectAck(
        edit(space.id(), user, "remove", JsonObject.of("id", Json.of(id))),
        message -> new Refusal(403, "FORBIDDEN", message));
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply openTable(Call call) throws Refusal {
    User user = call.user();
    Fields fields = new Fields(call.body());
    String spaceId = fields.text("spaceId", Shapes.ID_LENGTH_MAX);
    String id = fields.text("id", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    Placed placed =
        spaces
            .placed(spaceId, id)
            .orElseThrow(
                () -> new Refusal(404, "NOT_FOUND", "no such element stands in this space"));
    RoomRecord space =
        rooms
            .find(spaceId)
            .filter(room -> room.admits(user.userId()))
            .orElseThrow(
                () -> new Refusal(403, "FORBIDDEN", "this space is for invited people only"));
    String table = placed.table();
    if (table != null) {
      return opened(table);
    }
    String use = placed.element().use();
    JsonObject options = RoomUse.options(use);
    if (use == null || options == null || !rooms.has(use)) {
      throw new Refusal(409, "CONFLICT", "this is nothing to play at");
    }
    return opened(open(call, user, space, placed, new Opening(use, options)));
  }

  /** Whoever may not enter a space may not change it. */
  private boolean mayEdit(Space space, String userId) {
    return space.mayEdit(userId)
        && rooms.find(space.id()).map(room -> room.admits(userId)).orElse(false);
  }

  /** What is opened. */
  private record Opening(String kind, JsonObject options) {}

  /** Creates the room first, because the space must never refer to a missing one. */
  private String open(Call call, User user, RoomRecord space, Placed placed, Opening opening)
      throws Refusal {
    String spaceId = space.id();
    JsonObject options = opening.options.with(RoomRecord.LISTED, false);
    Json only = space.onlyForPart().orElse(null);
    options = only == null ? options : options.with(RoomRecord.ONLY, only);
    String name = placed.element().name();
    RoomRecord room = rooms.create(call, opening.kind, name == null ? "" : name, options);
    JsonObject payload = JsonObject.of("id", Json.of(placed.id())).with("roomId", room.id());
    switch (edit(spaceId, user, "table", payload)) {
      case Answer.Ack _ -> {
        return room.id();
      }
      case Answer.Reject(_, var code, var message) -> {
        if (code == Code.UNAVAILABLE) {
          throw new Refusal(
              503, "UNAVAILABLE", message); // The space may already refer to the room.
        }
        rooms.remove(room.id(), null);
        // Somebody else may have been faster.
        Optional<String> others = spaces.placed(spaceId, placed.id()).map(Placed::table);
        if (others.isPresent()) {
          return others.get();
        }
        throw Refusal.of(code, message);
      }
    }
  }

  private static Reply opened(String roomId) {
    return Reply.ok(JsonObject.EMPTY.with("roomId", roomId));
  }

  private static void expectAck(Answer answer, Function<String, Refusal> refused) throws Refusal {
    switch (answer) {
      case Answer.Ack _ -> {}
      case Answer.Reject(_, var code, var message) ->
          throw code == Code.UNAVAILABLE
              ? new Refusal(503, "UNAVAILABLE", message)
              : refused.apply(message);
    }
  }

  private Answer edit(String spaceId, User user, String type, JsonObject payload) {
    return rooms.edit(spaceId, user.userId(), type, payload);
  }
}
