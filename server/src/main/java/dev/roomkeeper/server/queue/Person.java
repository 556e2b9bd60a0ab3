package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.json.JsonObject;

/**
 * Somebody who wants to play.
 *
 * @param rating the strength by which the queue compares people; 0 if it does not count
 */
public record Person(String userId, String name, double rating) {
  public Person {
    if (userId.isEmpty() || userId.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("a user's id must not be empty, nor have spaces");
    }
  }

  /** The form in which it is stored and signed. */
  public JsonObject json() {
    return JsonObject.EMPTY.with("userId", userId).with("name", name).with("rating", rating);
  }

  /** Reads what {@link #json} made. */
  public static Person of(JsonObject json) {
    return new Person(
        String.valueOf(json.text("userId")),
        String.valueOf(json.text("name")),
        json.number("rating", 0));
  }
}
