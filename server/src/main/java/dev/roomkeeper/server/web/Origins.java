package dev.roomkeeper.server.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may connect and use the API, besides the server's own. */
public final class Origins {
  /** No other origin. */
  public static final Origins OWN = new Origins(Set.of());

  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
  private static final int PORT_MAX = 65_535;
  private static final Pattern AUTHORITY = Pattern.compile("(?<name>.+?)(?::(?<port>\\d{1,5}))?");

  private final Set<String> named;

  private Origins(Set<String> named) {
    this.named = named;
  }

  /**
   * Reads the origins that the operator named.
   *
   * @throws IllegalArgumentException like {@link #normal}
   */
  public static Origins of(Set<String> origins) {
    Set<String> normal = new TreeSet<>();
    origins.forEach(origin -> normal.add(normal(origin)));
    return new Origins(normal);
  }

  /**
   * An origin as browsers write it: in lower case, without the scheme's default port, and without a
   * slash at the end.
   *
   * @throws IllegalArgumentException with a sentence for the operator if it is no origin
   */
  public static String normal(String text) {
    String origin = text.strip();
    if (origin.equals("*")) {
      throw new IllegalArgumentException(
          "\"*\" would let the pages of any site act for its visitors: name each origin, such as"
              + " https://play.example");
    }
    if (origin.contains(",")) {
      throw new IllegalArgumentException(
          "\"" + origin + "\" is a list: repeat the option for each origin");
    }
    String normal = parsed(origin);
    if (normal == null) {
      throw new IllegalArgumentException(
          "\""
              + origin
              + "\" is no origin: it is a scheme, a host and a port that is not the scheme's own,"
              + " such as https://play.example or http://localhost:5173, without a path");
    }
    return normal;
  }

  private static @Nullable String parsed(String text) {
    try {
      URI origin = URI.create(text);
      String scheme = origin.getScheme();
      String host = origin.getHost();
      String path = origin.getRawPath();
      boolean isBare =
          (path == null || path.isEmpty() || path.equals("/"))
              && origin.getRawQuery() == null
              && origin.getRawFragment() == null
              && origin.getRawUserInfo() == null;
      if (scheme == null || host == null || !isBare || origin.getPort() > PORT_MAX) {
        return null;
      }
      Integer usual = DEFAULT_PORTS.get(scheme.toLowerCase(Locale.ROOT));
      if (usual == null) {
        return null;
      }
      boolean isUsual = origin.getPort() < 0 || origin.getPort() == usual;
      String authority = host + (isUsual ? "" : ":" + origin.getPort());
      return (scheme + "://" + authority).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether no origin is named. */
  public boolean isEmpty() {
    return named.isEmpty();
  }

  /** Whether the page whose request names this origin belongs to one of these. */
  public boolean allow(String origin) {
    String normal = parsed(origin);
    return normal != null && named.contains(normal);
  }

  /**
   * Whether the origin that a page names is the host that it asks.
   *
   * @param host the Host header; it may contain the scheme's default port, which an origin leaves
   *     out
   */
  public static boolean isOwn(String origin, @Nullable String host) {
    String normal = parsed(origin);
    if (normal == null || host == null) {
      return false;
    }
    String scheme = normal.substring(0, normal.indexOf(':'));
    Matcher asked = AUTHORITY.matcher(host.strip().toLowerCase(Locale.ROOT));
    Matcher page = AUTHORITY.matcher(normal.substring(scheme.length() + "://".length()));
    return asked.matches()
        && page.matches()
        && asked.group("name").equals(page.group("name"))
        && port(asked, scheme) == port(page, scheme);
  }

  private static int port(Matcher authority, String scheme) {
    String port = authority.group("port");
    return port == null ? DEFAULT_PORTS.getOrDefault(scheme, 0) : Integer.parseInt(port);
  }

  @Override
  public String toString() {
    return named.toString();
  }
}
