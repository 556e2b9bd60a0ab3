package dev.roomkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.server.limits.Remembered;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests between nodes. A request carries a mark made with a key that all nodes
 * share. The mark is valid for this method, path, body and receiving node, for half a minute, and
 * once. Messages that pass through others are signed with the same key. Thread-safe.
 */
public final class Link {
  /** The header that carries the mark. */
  public static final String HEADER = "X-Roomkeeper-Link";

  /** The header that counts the nodes a socket passed through. */
  public static final String HOPS_HEADER = "X-Roomkeeper-Hops";

  /** The header in which a node passes on a proven identity. The mark covers it like a body. */
  public static final String IDENTITY_HEADER = "X-Roomkeeper-Identity";

  /** The length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  private static final long VALID_MILLIS = 30_000;
  private static final int NONCE_BYTES = 12;
  private static final int USED_MAX = 100_000;
  private static final byte[] NO_BODY = {};

  private final SecretKeySpec key;
  private final InstantSource clock;
  private final String ownAddress;
  private final SecureRandom random = new SecureRandom();
  private final Remembered<Boolean> used = new Remembered<>(USED_MAX);

  /**
   * @param ownAddress host:port at which other nodes reach this one
   */
  public Link(byte[] key, InstantSource clock, String ownAddress) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
    this.ownAddress = ownAddress;
  }

  /** A mark for a request without a body. */
  public String mark(String method, String address, String path) {
    return mark(method, address, path, NO_BODY);
  }

  /**
   * A mark for a request.
   *
   * @param address host:port of the receiving node
   */
  public String mark(String method, String address, String path, byte[] body) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String head = clock.millis() + "." + HexFormat.of().formatHex(nonce);
    return head + "." + HexFormat.of().formatHex(mac(head, method, address, path, body));
  }

  /** Like {@link #isGenuine(String, String, String, byte[])}, for a request without a body. */
  public boolean isGenuine(@Nullable String mark, String method, String path) {
    return isGenuine(mark, method, path, NO_BODY);
  }

  /**
   * Whether a node just made this mark, for this very request to this node. True once only, so that
   * a replayed request is refused.
   */
  public boolean isGenuine(@Nullable String mark, String method, String path, byte[] body) {
    int dot = mark == null ? -1 : mark.indexOf('.');
    int last = mark == null ? -1 : mark.lastIndexOf('.');
    if (mark == null || dot < 1 || last <= dot || mark.length() > 160) {
      return false;
    }
    try {
      long at = Long.parseLong(mark, 0, dot, 10);
      String head = mark.substring(0, last);
      byte[] given = HexFormat.of().parseHex(mark, last + 1, mark.length());
      return Math.abs(clock.millis() - at) <= VALID_MILLIS
          && MessageDigest.isEqual(given, mac(head, method, ownAddress, path, body))
          && isFirst(head);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isFirst(String head) {
    synchronized (used) {
      boolean isFirst = used.get(head) == null;
      used.put(head, true);
      return isFirst;
    }
  }

  private byte[] mac(String head, String method, String address, String path, byte[] body) {
    String what = String.join("\n", "request", head, method, address, path, "");
    return mac(what.getBytes(UTF_8), body);
  }

  /**
   * Signs a text that others pass on.
   *
   * @param purpose what the text is for; a signature is valid for no other purpose
   */
  public String sign(String purpose, String text) {
    return HexFormat.of().formatHex(mac((purpose + "\n").getBytes(UTF_8), text.getBytes(UTF_8)));
  }

  /** Whether a node signed this text for this purpose. */
  public boolean isSigned(String purpose, String text, @Nullable String signature) {
    return signature != null
        && MessageDigest.isEqual(signature.getBytes(UTF_8), sign(purpose, text).getBytes(UTF_8));
  }

  private byte[] mac(byte[] first, byte[] second) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(first);
      return mac.doFinal(second);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
