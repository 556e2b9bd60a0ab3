package dev.roomkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How nodes know each other on the way between them: a request carries a mark made with a key that
 * all nodes share, for this method and path and for half a minute.
 */
public final class Link {
  /** The header that carries the mark. */
  public static final String HEADER = "X-Roomkeeper-Link";

  /** The header that counts the nodes a socket came by. */
  public static final String HOPS_HEADER = "X-Roomkeeper-Hops";

  /** The bytes of a good key. */
  public static final int KEY_BYTES = 32;

  private static final long VALID_MILLIS = 30_000;

  private final SecretKeySpec key;
  private final InstantSource clock;

  public Link(byte[] key, InstantSource clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  /** The mark of a request that is made now. */
  public String mark(String method, String path) {
    long now = clock.millis();
    return now + "." + HexFormat.of().formatHex(mac(now, method, path));
  }

  /** Whether the mark was made by a node, for this request, just now. */
  public boolean isGenuine(@Nullable String mark, String method, String path) {
    int dot = mark == null ? -1 : mark.indexOf('.');
    if (mark == null || dot < 1 || mark.length() > 128) {
      return false;
    }
    try {
      long at = Long.parseLong(mark, 0, dot, 10);
      byte[] given = HexFormat.of().parseHex(mark, dot + 1, mark.length());
      return Math.abs(clock.millis() - at) <= VALID_MILLIS
          && MessageDigest.isEqual(given, mac(at, method, path));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] mac(long at, String method, String path) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal((at + " " + method + " " + path).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
