package dev.roomkeeper.client;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A user of a server, who creates rooms and joins them. */
public final class User {
  private final Roomkeeper roomkeeper;
  private final TokenSource tokens;

  User(Roomkeeper roomkeeper, TokenSource tokens) {
    this.roomkeeper = roomkeeper;
    this.tokens = tokens;
  }

  /** A guest's public id; "" for other users, whose id is {@link RoomConnection#self}. */
  public String id() {
    return tokens instanceof Guest guest ? guest.userId() : "";
  }

  /** A valid token. Waits for the server if a new one is needed. */
  public String token() {
    return roomkeeper.await(() -> tokens.token(false));
  }

  /** Creates a room with the kind's options and returns its id. Waits for the server. */
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

  /** The settings for joining a room. */
  public RoomJoin room(String roomId) {
    return roomkeeper.join(tokens, roomId);
  }

  /**
   * Joins a room and waits until it is joined. Throws a {@link RoomException} if the user is
   * refused.
   */
  public RoomConnection join(String roomId) {
    return room(roomId).join();
  }
}
