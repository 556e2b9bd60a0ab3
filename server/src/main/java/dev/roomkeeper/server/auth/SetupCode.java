package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * By which a fresh server knows its operator, who alone reads what it prints.
 *
 * @param text 20 random characters of five bits each, in groups to be read aloud
 */
record SetupCode(String text) {
  private static final int LENGTH = 20;

  static SetupCode draw(Dice dice) {
    return new SetupCode(dice.id(LENGTH).replaceAll("(.{5})(?!$)", "$1-"));
  }

  String hash() {
    return hash(text);
  }

  /** What is kept of a code. A fast hash will do: nobody tries out 2^100 of them. */
  static String hash(String text) {
    String plain = text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "SetupCode";
  }
}
