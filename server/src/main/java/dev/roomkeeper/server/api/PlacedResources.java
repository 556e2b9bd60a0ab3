package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
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
import dev.roomkeeper.server.spaces.SpaceTable;
import dev.roomkeeper.server.spaces.SpaceTable.Placed;
import dev.roomkeeper.server.spaces.SpaceTable.Space;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elements that stand in spaces: placed, removed, and opened as tables, live in the room. */
final class PlacedResources {
  private static final int ID_LENGTH = 16;
  private static final String CARD_TABLE = "cardtable";

  private final Hub hub;
  private final Catalogue catalogue;
  private final SpaceTable spaces;
  private final NewRooms newRooms;
  private final Dice dice;

  private PlacedResources(
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
    PlacedResources resources = new PlacedResources(hub, catalogue, spaces, newRooms, dice);
    routes.add(HttpMethod.POST, "/api/v1/space/element", resources::place);
    routes.add(HttpMethod.DELETE, "/api/v1/space/element", resources::remove);
    routes.add(HttpMethod.POST, "/api/v1/space/table", resources::openTable);
  }

  /** How the kind {@code space} wants a placed element. */
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
    Identity identity = call.user();
    Fields fields = new Fields(call.body());
    String spaceId = fields.text("spaceId", Shapes.ID_LENGTH_MAX);
    String elementId = fields.text("elementId", Shapes.ID_LENGTH_MAX);
    Routes.check(fields);
    Space space =
        spaces
            .find(spaceId)
            .filter(found -> mayEdit(found, identity.userId()))
            .orElseThrow(() -> Refusal.bad("this is no space that you may change"));
    int x = fields.integer("x", 0, space.size().width());
    int y = fields.integer("y", 0, space.size().height());
    Routes.check(fields);
    Element element =
        catalogue.elements(List.of(elementId)).stream()
            .findFirst()
            .orElseThrow(() -> Refusal.bad("there is no such element"));
    String id = dice.id(ID_LENGTH);
    JsonObject payload = placed(element, x, y).with("id", id);
    expectAck(edit(space.id(), identity, "place", payload), Refusal::bad);
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply remove(Call call) throws Refusal {
    Identity identity = call.user();
    Fields fields = new Fields(call.body());
    String id = fields.text("id", Shapes.ID_LENGTH_MAX);
    Routes.check(fields);
    Space space =
        spaces.holding(id).stream()
            .filter(found -> mayEdit(found, identity.userId()))
            .findFirst()
            .orElseThrow(
                () -> new Refusal(403, "FORBIDDEN", "this is no element that you may remove"));
    expectAck(
        edit(space.id(), identity, "remove", JsonObject.of("id", Json.of(id))),
        message -> new Refusal(403, "FORBIDDEN", message));
    return Reply.ok(JsonObject.EMPTY.with("id", id));
  }

  private Reply openTable(Call call) throws Refusal {
    Identity identity = call.user();
    Fields fields = new Fields(call.body());
    String spaceId = fields.text("spaceId", Shapes.ID_LENGTH_MAX);
    String id = fields.text("id", Shapes.ID_LENGTH_MAX);
    Routes.check(fields);
    Placed placed =
        spaces
            .placed(spaceId, id)
            .orElseThrow(
                () -> new Refusal(404, "NOT_FOUND", "no such element stands in this space"));
    RoomRecord space =
        hub.find(spaceId)
            .filter(room -> room.admits(identity.userId()))
            .orElseThrow(
                () -> new Refusal(403, "FORBIDDEN", "this space is for invited people only"));
    String table = placed.table();
    if (table != null) {
      return opened(table);
    }
    if (!CARD_TABLE.equals(placed.element().use())) {
      throw new Refusal(409, "CONFLICT", "this is no table");
    }
    newRooms.check(call, identity.userId());
    return opened(open(identity, space, placed));
  }

  /** Whoever may not enter a space may not change it. */
  private boolean mayEdit(Space space, String userId) {
    return space.mayEdit(userId)
        && hub.find(space.id()).map(room -> room.admits(userId)).orElse(false);
  }

  /** Makes the room first: the space must never name one that is not there. */
  private String open(Identity identity, RoomRecord space, Placed placed) throws Refusal {
    String spaceId = space.id();
    JsonObject options = JsonObject.of("listed", Json.Bool.FALSE);
    Json only = space.onlyForPart().orElse(null);
    options = only == null ? options : options.with(RoomRecord.ONLY, only);
    RoomRecord room;
    try {
      String name = placed.element().name();
      room = hub.create(CARD_TABLE, name == null ? "" : name, options, identity.userId());
    } catch (NewRoom.Refused e) {
      throw new IllegalStateException("a card table can be made", e);
    }
    JsonObject payload = JsonObject.of("id", Json.of(placed.id())).with("roomId", room.id());
    switch (edit(spaceId, identity, "table", payload)) {
      case Answer.Ack _ -> {
        return room.id();
      }
      case Answer.Reject(_, var code, var message) -> {
        if (code == Code.UNAVAILABLE) {
          throw new Refusal(503, "UNAVAILABLE", message); // The space may name the room yet.
        }
        hub.remove(room.id());
        // Somebody else may have been faster.
        Optional<String> others = spaces.placed(spaceId, placed.id()).map(Placed::table);
        if (others.isPresent()) {
          return others.get();
        }
        throw new Refusal(
            switch (code) {
              case FORBIDDEN -> 403;
              case NOT_FOUND -> 404;
              case CONFLICT -> 409;
              default -> 400;
            },
            code == Code.UNKNOWN_COMMAND ? "BAD_REQUEST" : code.name(),
            message);
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

  private Answer edit(String spaceId, Identity identity, String type, JsonObject payload) {
    return hub.edit(spaceId, identity.userId(), new Command(type, 0, payload)).join();
  }
}
