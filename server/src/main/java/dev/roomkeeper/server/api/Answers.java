package dev.roomkeeper.server.api;

import dev.roomkeeper.server.web.Encodings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Sends an answer that is made for one request: compressed, where that saves a packet. */
final class Answers {
  /** What goes into one packet is not made smaller. */
  private static final int SMALL_BYTES = 1_300;

  private Answers() {}

  /** Sends it, unless one was sent, or nobody is there any more. */
  static void send(RoutingContext context, int status, String type, byte[] body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    byte[] sent = body;
    if (body.length > SMALL_BYTES) {
      response.headers().add("Vary", "Accept-Encoding");
      if (Encodings.takes(context.request().getHeader("Accept-Encoding"), "gzip")) {
        sent = gzip(body);
        response.putHeader("Content-Encoding", "gzip");
      }
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Content-Length", Integer.toString(sent.length));
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.end();
    } else {
      response.end(Buffer.buffer(sent));
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3 + 64);
    try (OutputStream zip = new GZIPOutputStream(bytes, 4_096)) {
      zip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Of memory: never.
    }
    return bytes.toByteArray();
  }
}
