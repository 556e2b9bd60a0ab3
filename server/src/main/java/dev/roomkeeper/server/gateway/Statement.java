package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.auth.Verification.Identity;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How one node tells the next who a client proved to be, so that tokens never travel between nodes.
 * It is worthless without the request's mark, which covers it.
 */
final class Statement {
  private static final int LENGTH_MAX = 2_048;

  private Statement() {}

  static String of(Identity identity) {
    JsonObject json =
        JsonObject.EMPTY
            .with("id", identity.userId())
            .with("name", identity.name())
            .with("expires", identity.expiresAtMillis());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonCodec.write(json));
  }

  /** The bytes that a mark covers. */
  static byte[] bytes(@Nullable String statement) {
    return statement == null ? new byte[0] : statement.getBytes(US_ASCII);
  }

  /** Reads what a node said; null if it said nothing. */
  static @Nullable Identity read(@Nullable String statement) {
    if (statement == null || statement.isEmpty() || statement.length() > LENGTH_MAX) {
      return null;
    }
    try {
      JsonObject json = JsonCodec.readObject(Base64.getUrlDecoder().decode(statement));
      String id = json.text("id");
      String name = json.text("name");
      return id == null || name == null
          ? null
          : new Identity(id, name, (long) json.number("expires", 0));
    } catch (JsonCodec.MalformedJson | IllegalArgumentException e) {
      return null;
    }
  }
}
