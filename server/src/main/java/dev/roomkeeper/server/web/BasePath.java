package dev.roomkeeper.server.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path below which browsers find the server: "" or something like {@code /rooms}. It does not
 * matter whether the proxy strips it before it forwards a request.
 *
 * @param text begins with a slash and does not end with one, unless it is empty
 */
public record BasePath(String text) {
  /** The server has its own host. */
  public static final BasePath NONE = new BasePath("");

  private static final int LENGTH_MAX = 100;
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

  /** With these characters the server could not tell a path from one whose base was stripped. */
  private static final Set<String> TAKEN = Set.of("api", "assets", "art", "link", "route", "ws");

  /**
   * Reads {@code /rooms}, {@code rooms} or {@code /rooms/}.
   *
   * @throws IllegalArgumentException with a sentence for the operator if it is no such path
   */
  public static BasePath parse(String given) {
    String text = given.strip().replaceAll("^/|/$", "");
    if (text.isEmpty()) {
      return NONE;
    }
    List<String> segments = List.of(text.split("/", -1));
    if (text.length() > LENGTH_MAX
        || !segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
      throw new IllegalArgumentException(
          "\"" + given + "\" is no path such as /rooms: letters, digits and -._~ between slashes");
    }
    if (TAKEN.contains(segments.getFirst())) {
      throw new IllegalArgumentException(
          "\"" + given + "\" begins as paths of the server's own do: take another, such as /rooms");
    }
    return new BasePath("/" + text);
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The path, or path and query, without this base; null if it does not begin with it. */
  public @Nullable String without(String uri) {
    if (isEmpty() || !uri.startsWith(text)) {
      return null;
    }
    String rest = uri.substring(text.length());
    if (rest.isEmpty() || rest.startsWith("?")) {
      return "/" + rest;
    }
    return rest.startsWith("/") ? rest : null;
  }
}
