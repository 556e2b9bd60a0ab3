package dev.roomkeeper.engine;

import java.util.List;
import java.util.TreeSet;

/**
 * Someone in a room; outlives connections.
 *
 * @param layers the layers this member holds, sorted
 * @param sinceMillis since when they are online or offline
 */
public record Member(
    String id, String name, boolean online, long sinceMillis, List<String> layers) {
  static final String MEMBERS = "members";
  static final String LAYERS = "layers";

  static Member of(String id, JsonObject kept) {
    String name = kept.text("name");
    return new Member(
        id,
        name == null ? "" : name,
        kept.isTrue("online"),
        (long) kept.number("since", 0),
        List.copyOf(new TreeSet<>(kept.object(LAYERS).keys())));
  }
}
