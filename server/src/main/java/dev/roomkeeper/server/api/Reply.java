package dev.roomkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.server.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A successful answer, as it goes out.
 *
 * @param gzip the same compressed; empty where that is not worth it
 */
record Reply(int status, String type, byte[] body, byte[] gzip) {
  private static final int WORTH_GZIP_BYTES = 1_024;
  private static final byte[] NONE = {};

  static Reply ok(JsonObject body) {
    return of(200, body);
  }

  static Reply of(int status, JsonObject body) {
    return new Reply(status, "application/json", JsonCodec.write(body), NONE);
  }

  static Reply text(String type, String text) {
    return new Reply(200, type, text.getBytes(UTF_8), NONE);
  }

  /** Compressed once, for an answer that many get. */
  Reply compressed() {
    if (body.length < WORTH_GZIP_BYTES) {
      return this;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory has no such troubles.
    }
    return new Reply(status, type, body, bytes.toByteArray());
  }

  long bytes() {
    return body.length + (long) gzip.length;
  }
}
