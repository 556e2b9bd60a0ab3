package dev.roomkeeper.server.ice;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The STUN and TURN servers that the operator named. For TURN, each user gets a credential that
 * expires, in coturn's REST scheme: the username is {@code <expiry in Unix seconds>:<userId>}, the
 * credential is the base64 of its HMAC-SHA1 under the shared secret.
 */
public final class IceServers {
  /**
   * How long a credential is valid: longer than a meeting, so that no call has to renew it, and
   * short enough that a leaked one is soon worthless.
   */
  public static final long TTL_SECONDS = 6 * 60 * 60;

  /** With more servers, browsers are slow to find a path, and warn. */
  private static final int URLS_MAX = 8;

  private static final int URL_LENGTH_MAX = 255;
  private static final int PORT_MAX = 65_535;

  /** RFC 7064 and RFC 7065. A host is a name, an IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern URL =
      Pattern.compile(
          "(stuns?|turns?):([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])"
              + "(?::(\\d{1,5}))?(\\?transport=(?:udp|tcp))?");

  /**
   * Servers with the same credential, as a browser's {@code RTCIceServer}.
   *
   * @param pass the credential for TURN servers; null for STUN
   */
  public record Group(List<String> urls, @Nullable Pass pass) {}

  /** A username, and the proof that this server issued it. */
  public record Pass(String username, String credential) {
    /** Leaves out the credential, which must not reach a log. */
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

  /** No servers. Browsers in one network still find each other. */
  public static IceServers none() {
    return new IceServers(null, InstantSource.system());
  }

  /**
   * Reads the servers of the options.
   *
   * @param secretFile the file with the secret shared with the TURN servers; null if there are none
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

  /** Leaves out what stands before an @, since somebody may have meant it as a password. */
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

  /** The servers for one user, valid for {@link #TTL_SECONDS} from now. */
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
