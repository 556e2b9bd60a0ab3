package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Port: what the server knows of users. Calls block on the database: from virtual threads only. */
@FunctionalInterface
public interface Profiles {
  /**
   * What a room is told of a user who joins.
   *
   * @param name the user's name on this server; null if users choose it when they join
   * @param claims what the server vouches for: {@code {"account": true, "avatarId": …, "admin":
   *     true}}, each only if it holds
   */
  record Profile(@Nullable String name, JsonObject claims) {
    /** A user of whom nothing is known. */
    public static final Profile UNKNOWN = new Profile(null, JsonObject.EMPTY);
  }

  Profile of(String userId);
}
