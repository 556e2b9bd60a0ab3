package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The times in a token, a JWT. The client only reads them; the server verifies the token. */
record TokenTimes(OptionalLong issuedMillis, OptionalLong expiresMillis) {
  private static final long MINUTE_MILLIS = 60_000;
  private static final TokenTimes NONE = new TokenTimes(OptionalLong.empty(), OptionalLong.empty());

  static TokenTimes of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return NONE;
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
      JsonNode read = JsonFrames.JSON.readTree(claims);
      return new TokenTimes(millis(read.path("iat")), millis(read.path("exp")));
    } catch (IllegalArgumentException | JacksonException e) {
      return NONE;
    }
  }

  private static OptionalLong millis(JsonNode seconds) {
    return seconds.isNumber()
        ? OptionalLong.of((long) (seconds.doubleValue() * 1_000))
        : OptionalLong.empty();
  }

  /**
   * When to renew the token: a minute before it expires, or a fifth of its life if that is shorter.
   */
  OptionalLong renewAtMillis() {
    if (expiresMillis.isEmpty()) {
      return expiresMillis;
    }
    long expires = expiresMillis.getAsLong();
    long margin =
        issuedMillis.isEmpty()
            ? MINUTE_MILLIS
            : Math.min(MINUTE_MILLIS, (expires - issuedMillis.getAsLong()) / 5);
    return OptionalLong.of(expires - margin);
  }
}
