package dev.roomkeeper.module.http;

import dev.roomkeeper.engine.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One request. */
public interface Call {
  /** The user whom the bearer token identifies. Refuses with 401 if there is no valid token. */
  User identity() throws Refusal;

  /** Like {@link #identity}, but 403 if there is no token, as clients of the course expect. */
  User user() throws Refusal;

  /** The user, who must be an admin at this moment. */
  User admin() throws Refusal;

  /** The user's id on a public route; null without a valid token. */
  @Nullable String userIdIfAny();

  /** The body, a JSON object; an empty object if there is no body. */
  JsonObject body() throws Refusal;

  /** A path parameter. */
  String path(String name);

  /** A query parameter. */
  String query(String name, String otherwise);
}
