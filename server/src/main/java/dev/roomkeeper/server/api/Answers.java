package dev.roomkeeper.server.api;

import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.server.web.Encodings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends an answer, compressed if that saves a packet. */
final class Answers {
  private Answers() {}

  /** Builds and sends the answer, unless one was sent already or the client is gone. */
  static void send(RoutingContext context, int status, String type, byte[] body) {
    var _ = send(context, Reply.of(status, type, body));
  }

  /**
   * Sends the answer, unless one was sent already or the client is gone.
   *
   * @return the size of the body as it was sent, in bytes
   */
  static int send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return 0;
    }
    byte[] sent = reply.body();
    if (reply.isWorthGzip()) {
      response.headers().add("Vary", "Accept-Encoding");
      if (Encodings.takes(context.request().getHeader("Accept-Encoding"), "gzip")) {
        sent = reply.compressed().gzip();
        response.putHeader("Content-Encoding", "gzip");
      }
    }
    response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", reply.type())
        .putHeader("Content-Length", Integer.toString(sent.length));
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.end();
      return 0;
    }
    response.end(Buffer.buffer(sent));
    return sent.length;
  }
}
