package dev.roomkeeper.server.auth;

import dev.roomkeeper.engine.kind.Dice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Proves to a new server that somebody is its operator, who alone reads what it prints.
 *
 * @param text 20 random characters of five bits each, in groups for reading aloud
 */
record SetupCode(String text) {
  private static final int LENGTH = 20;

  static SetupCode draw(Dice dice) {
    return new SetupCode(dice.id(LENGTH).replaceAll("(.{5})(?!$)", "$1-"));
  }

  String hash() {
    return hash(text);
  }

  /** The hash that is stored. A fast hash is enough: nobody can try 2^100 codes. */
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
