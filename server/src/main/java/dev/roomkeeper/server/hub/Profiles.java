package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.host.Standing;
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
   * @param standing what else the room's rules need, and nobody in the room is told
   */
  record Profile(@Nullable String name, JsonObject claims, Standing standing) {
    /** A user of whom nothing is known. */
    public static final Profile UNKNOWN = new Profile(null, JsonObject.EMPTY, Standing.UNKNOWN);
  }

  /**
   * @param address from where the user comes, as {@link dev.roomkeeper.engine.host.Standing#place}
   *     is made of it
   */
  Profile of(String userId, String address);
}
