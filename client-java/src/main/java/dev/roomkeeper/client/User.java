package dev.roomkeeper.client;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Somebody on a server, who makes rooms and joins them. */
public final class User {
  private final Roomkeeper roomkeeper;
  private final TokenSource tokens;

  User(Roomkeeper roomkeeper, TokenSource tokens) {
    this.roomkeeper = roomkeeper;
    this.tokens = tokens;
  }

  /** The public id of a guest; for others see {@link RoomConnection#self}. */
  public String id() {
    return tokens instanceof Guest guest ? guest.userId() : "";
  }

  /** A token that holds. Waits for the server if there is none. */
  public String token() {
    return roomkeeper.await(() -> tokens.token(false));
  }

  /** Makes a room with the kind's options; its id. Waits for the server. */
  public String createRoom(String kind, String name, Map<String, ?> options) {
    return createRoom(kind, name, JsonFrames.JSON.<ObjectNode>valueToTree(options));
  }

  public String createRoom(String kind, String name, ObjectNode options) {
    ObjectNode wish = JsonFrames.JSON.createObjectNode().put("kind", kind).put("name", name);
    wish.set("options", options);
    return roomkeeper.await(() ->
        Http.text(
            roomkeeper.http().post("/api/v1/rooms", "Bearer " + tokens.token(false), wish), "id"));
  }

  /** Says how to join a room. */
  public RoomJoin room(String roomId) {
    return roomkeeper.join(tokens, roomId);
  }

  /** Joins a room and waits for that. Throws a {@link RoomException} if the user is refused. */
  public RoomConnection join(String roomId) {
    return room(roomId).join();
  }
}
