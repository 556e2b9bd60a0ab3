package dev.roomkeeper.engine;

import java.util.List;

/**
 * Someone in a room; outlives connections.
 *
 * @param claims what the server vouches for, as of the last join
 * @param layers the layers this member holds, sorted
 * @param sinceMillis since when they are online or offline
 */
public record Member(
    String id,
    String name,
    boolean online,
    long sinceMillis,
    JsonObject claims,
    List<String> layers) {
  static final String MEMBERS = "members";
  static final String LAYERS = "layers";
  static final String CLAIMS = "claims";

  static Member of(String id, JsonObject kept) {
    String name = kept.text("name");
    return new Member(
        id,
        name == null ? "" : name,
        kept.isTrue("online"),
        (long) kept.number("since", 0),
        kept.object(CLAIMS),
        List.copyOf(kept.object(LAYERS).keys()));
  }
}
