package dev.roomkeeper.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A guest. The server gives out tokens for the guest's secret key. The same key always is the same
 * guest.
 */
final class Guest implements TokenSource {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 24;

  private final Http http;
  private final String key;
  private final String name;
  private @Nullable String token;
  private String userId = "";

  Guest(Http http, String key, String name) {
    this.http = http;
    this.key = key;
    this.name = name;
  }

  static String newKey() {
    byte[] bits = new byte[KEY_BYTES];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  @Override
  public synchronized String token(boolean renew) throws IOException, InterruptedException {
    String held = token;
    if (held != null && !renew && !isRunningOut(held)) {
      return held;
    }
    JsonNode answer =
        http.post(
            "/api/v1/guest", "Guest " + key, JsonFrames.JSON.createObjectNode().put("name", name));
    String fresh = Http.text(answer, "token");
    userId = Http.text(answer, "userId");
    token = fresh;
    return fresh;
  }

  private static boolean isRunningOut(String held) {
    long renewAt = TokenTimes.of(held).renewAtMillis().orElse(Long.MAX_VALUE);
    return renewAt <= System.currentTimeMillis();
  }

  /** The public id; "" before the first token. */
  synchronized String userId() {
    return userId;
  }
}
