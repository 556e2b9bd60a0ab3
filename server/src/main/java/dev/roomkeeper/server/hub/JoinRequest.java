package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A connection that wants to join.
 *
 * @param connection its number on this node
 * @param memberId whom it proved to be
 * @param name how it wants to be called, null to stay as it is
 * @param passphrase what it gave as the member's passphrase, null for none
 * @param resume what it has of the room, null for nothing
 * @param claims what the server vouches for: {@code "creator": true} for who made the room, and
 *     what is known of the user's account
 */
public record JoinRequest(
    long connection,
    String memberId,
    @Nullable String name,
    @Nullable String passphrase,
    RoomHost.@Nullable Resume resume,
    JsonObject claims) {

  @Override
  public String toString() {
    return "JoinRequest[connection=" + connection + ", memberId=" + memberId + "]";
  }
}
