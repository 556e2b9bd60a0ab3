package dev.roomkeeper.module.http;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One request. */
public interface Call {
  /** Whom the bearer token speaks for; 401 without one that counts. */
  User identity() throws Refusal;

  /** As {@link #identity}, with 403 where no token came: what clients of the course expect. */
  User user() throws Refusal;

  /** A user who is an admin at this moment. */
  User admin() throws Refusal;

  /** The user's id on a route that is for anybody; null for somebody without a good token. */
  @Nullable String userIdIfAny();

  /** The body, a JSON object; an empty one where there is none. */
  JsonObject body() throws Refusal;

  /** A parameter of the path. */
  String path(String name);

  /** A parameter of the query. */
  String query(String name, String otherwise);
}
