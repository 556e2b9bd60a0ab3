package dev.roomkeeper.server.ice;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The STUN and TURN servers that the operator named. For TURN each user gets a credential of its
 * own that ends by itself, in coturn's REST scheme: the username is {@code <end in Unix
 * seconds>:<userId>}, the credential the base64 of its HMAC-SHA1 under the shared secret.
 */
public final class IceServers {
  /**
   * How long a credential holds: longer than a meeting, so that no call has to renew in the middle
   * of one, and short enough that one that got out is soon worth nothing.
   */
  public static final long TTL_SECONDS = 6 * 60 * 60;

  /** More make browsers slow at finding a path, and warn. */
  private static final int URLS_MAX = 8;

  private static final int URL_LENGTH_MAX = 255;
  private static final int PORT_MAX = 65_535;

  /** RFC 7064 and RFC 7065; a host is a name, an IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern URL =
      Pattern.compile(
          "(stuns?|turns?):([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])"
              + "(?::(\\d{1,5}))?(\\?transport=(?:udp|tcp))?");

  /**
   * Servers that share what they ask for, as a browser's {@code RTCIceServer}.
   *
   * @param pass what TURN servers ask for; null for STUN
   */
  public record Group(List<String> urls, @Nullable Pass pass) {}

  /** A username and what proves that this server gave it. */
  public record Pass(String username, String credential) {
    /** Without the credential, which would be of use to whoever reads a log. */
    @Override
    public String toString() {
      return "Pass[" + username + "]";
    }
  }

  private final List<String> stun = new ArrayList<>();
  private final List<String> turn = new ArrayList<>();
  private final @Nullable TurnSecret secret;
  private final InstantSource clock;

  private IceServers(@Nullable TurnSecret secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** None: browsers of one network find each other all the same. */
  public static IceServers none() {
    return new IceServers(null, InstantSource.system());
  }

  /**
   * Servers as the options name them.
   *
   * @param secretFile holds the secret shared with the TURN servers; null without any
   * @throws IceRefused with a sentence that says what is wrong
   */
  public static IceServers of(List<String> urls, @Nullable Path secretFile, InstantSource clock) {
    if (urls.size() > URLS_MAX) {
      throw new IceRefused("At most " + URLS_MAX + " --ice-server may be named.");
    }
    IceServers servers =
        new IceServers(secretFile == null ? null : TurnSecret.read(secretFile), clock);
    urls.forEach(servers::add);
    if (servers.secret == null && !servers.turn.isEmpty()) {
      throw new IceRefused(
          "A TURN server needs --turn-secret-file, a file that holds coturn's static-auth-secret.");
    }
    if (servers.secret != null && servers.turn.isEmpty()) {
      throw new IceRefused("--turn-secret-file is for TURN: name one with --ice-server turn:…");
    }
    return servers;
  }

  private void add(String url) {
    Matcher parts = URL.matcher(url);
    if (url.length() > URL_LENGTH_MAX || !parts.matches() || !isPort(parts.group(3))) {
      throw new IceRefused(
          "An --ice-server is written stun:HOST[:PORT], turn:HOST[:PORT][?transport=udp|tcp] or"
              + " turns:HOST[:PORT][?transport=tcp], and not "
              + shown(url));
    }
    boolean isStun = parts.group(1).startsWith("stun");
    if (isStun && parts.group(4) != null) {
      throw new IceRefused("A stun: address has no ?transport: " + shown(url));
    }
    (isStun ? stun : turn).add(url);
  }

  /** Without what stands before an @, which somebody may have meant as a password. */
  private static String shown(String url) {
    String safe = url.substring(url.lastIndexOf('@') + 1);
    return '"' + safe.substring(0, Math.min(safe.length(), URL_LENGTH_MAX)) + '"';
  }

  private static boolean isPort(@Nullable String port) {
    if (port == null) {
      return true;
    }
    int number = Integer.parseInt(port);
    return number >= 1 && number <= PORT_MAX;
  }

  /** The servers for one user, from now on for {@link #TTL_SECONDS}. */
  public List<Group> forUser(String userId) {
    List<Group> groups = new ArrayList<>();
    if (!stun.isEmpty()) {
      groups.add(new Group(List.copyOf(stun), null));
    }
    if (secret != null) {
      String username = clock.instant().getEpochSecond() + TTL_SECONDS + ":" + userId;
      Pass pass = new Pass(username, secret.credential(username));
      groups.add(new Group(List.copyOf(turn), pass));
    }
    return groups;
  }
}
