package dev.roomkeeper.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret that identifies a guest, as its header holds it: an optional ULID as label, a dot, and
 * at least 128 random bits as base64url (22 characters) or hex (32 characters).
 */
final class GuestKey {
  private static final int LENGTH_MAX = 256;
  private static final int BASE64URL_MIN = 22;
  private static final int HEX_MIN = 32;

  /** A random key has fewer distinct characters once in about 30 million. */
  private static final int DISTINCT_MIN = 8;

  private static final Pattern HEADER = Pattern.compile("(?i:Guest) +(\\S+) *");
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final Pattern KEY =
      Pattern.compile("(?:[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}\\.)?([A-Za-z0-9_-]+)=*");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

  private final String key;

  private GuestKey(String key) {
    this.key = key;
  }

  /** The result of reading a header: the key, or a sentence that says what is wrong. */
  record Parsed(@Nullable GuestKey key, String refusal) {}

  static Parsed parse(@Nullable String authorization) {
    if (authorization == null) {
      return refused("the header 'Authorization: Guest <key>' is missing");
    }
    if (authorization.length() > LENGTH_MAX + 16) {
      return refused("a guest's key has at most " + LENGTH_MAX + " characters");
    }
    Matcher header = HEADER.matcher(authorization);
    if (!header.matches()) {
      return refused("the header must read 'Authorization: Guest <key>'");
    }
    String key = header.group(1);
    Matcher parts = KEY.matcher(key);
    if (key.length() > LENGTH_MAX || !parts.matches()) {
      return refused(
          "a guest's key is an optional ULID and a dot, then a secret in base64url or hex; at most "
              + LENGTH_MAX
              + " characters");
    }
    String secret = parts.group(1);
    if (ULID.matcher(secret).matches()) {
      return refused("a ULID is a label, not a secret: add a dot and 128 random bits");
    }
    int min = HEX.matcher(secret).matches() ? HEX_MIN : BASE64URL_MIN;
    if (secret.length() < min || secret.chars().distinct().count() < DISTINCT_MIN) {
      return refused(
          "a guest's secret has 128 random bits or more: "
              + BASE64URL_MIN
              + " characters of base64url or "
              + HEX_MIN
              + " of hex");
    }
    return new Parsed(new GuestKey(key), "");
  }

  private static Parsed refused(String sentence) {
    return new Parsed(null, sentence);
  }

  /**
   * The hash that is stored. A fast hash is right here: nobody can try 2^128 keys. Slow hashes are
   * for secrets that people make up.
   */
  String hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Hides the key, in case it reaches a log. */
  @Override
  public String toString() {
    return "GuestKey";
  }
}
