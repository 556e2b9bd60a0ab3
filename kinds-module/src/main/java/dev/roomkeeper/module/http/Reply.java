package dev.roomkeeper.module.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * An answer.
 *
 * @param gzip the same body compressed; empty if it is not compressed yet
 * @param isLasting whether its address will never answer anything else
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Reply(int status, String type, byte[] body, byte[] gzip, boolean isLasting) {
  /** An answer that fits into one packet is not compressed. */
  private static final int SMALL_BYTES = 1_300;

  private static final byte[] NONE = {};

  public static Reply ok(JsonObject body) {
    return of(200, body);
  }

  public static Reply of(int status, JsonObject body) {
    return of(status, "application/json", JsonCodec.write(body));
  }

  public static Reply of(int status, String type, byte[] body) {
    return new Reply(status, type, body, NONE, false);
  }

  /** What browsers may keep for good, such as a picture whose address is made from its content. */
  public static Reply lasting(String type, byte[] body) {
    return new Reply(200, type, body, NONE, true);
  }

  public static Reply text(String type, String text) {
    return of(200, type, text.getBytes(UTF_8));
  }

  public boolean isWorthGzip() {
    return body.length > SMALL_BYTES && !type.startsWith("image/"); // Those are compressed.
  }

  /** Adds the compressed form if it is worthwhile, once for an answer that many clients get. */
  public Reply compressed() {
    if (!isWorthGzip() || gzip.length > 0) {
      return this;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3 + 64);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes, 4_096)) {
      zip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // In memory, so it cannot happen.
    }
    return new Reply(status, type, body, bytes.toByteArray(), isLasting);
  }

  public long bytes() {
    return body.length + (long) gzip.length;
  }
}
