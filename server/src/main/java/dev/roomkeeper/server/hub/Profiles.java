package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Port: what the server knows of users. Calls block on the database: from virtual threads only. */
@FunctionalInterface
public interface Profiles {
  /**
   * What rooms are told of somebody who joins.
   *
   * @param name by which the server knows the user; null where users say it themselves
   * @param claims what it vouches for: {@code {"account": true, "avatarId": …, "admin": true}},
   *     each where it is so
   */
  record Profile(@Nullable String name, JsonObject claims) {
    /** Of somebody of whom nothing is known. */
    public static final Profile UNKNOWN = new Profile(null, JsonObject.EMPTY);
  }

  Profile of(String userId);
}
