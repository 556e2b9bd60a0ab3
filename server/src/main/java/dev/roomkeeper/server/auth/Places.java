package dev.roomkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises an address without storing it: a keyed hash, which is the same on every node and after
 * a restart. Without the key nobody can try out all addresses. Thread-safe.
 */
public final class Places {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param key the server's, {@link Tokens#KEY_BYTES} random bytes
   */
  public Places(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The hash of an address, for one purpose: of another purpose it is another. */
  public String of(String purpose, String address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] whole = mac.doFinal((purpose + " " + address).getBytes(UTF_8));
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
