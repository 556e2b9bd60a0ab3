package dev.roomkeeper.server.gateway;

import dev.roomkeeper.server.web.Origins;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What RFC 6455 requires of a client's opening request, and which web pages may make one. */
final class WebSocketHandshake {
  /** Why a request cannot become a WebSocket: the HTTP status to answer, and a sentence. */
  record Fault(int status, String reason) {}

  private WebSocketHandshake() {}

  /**
   * What is wrong with a request, or null. With status 426 the answer must carry {@code
   * Sec-WebSocket-Version: 13}.
   *
   * @param origins whose pages may connect, besides those of the request's own host
   */
  static @Nullable Fault fault(HttpServerRequest request, Origins origins) {
    boolean reads =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    if (!reads || request.version() != HttpVersion.HTTP_1_1) {
      return new Fault(400, "a WebSocket opens with GET over HTTP/1.1");
    }
    if (HttpMethod.HEAD.equals(request.method())
        || !lists(request.getHeader("Upgrade"), "websocket")
        || !lists(request.getHeader("Connection"), "upgrade")) {
      return new Fault(426, "this address is for WebSockets only");
    }
    if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      return new Fault(426, "the WebSocket version must be 13");
    }
    if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
      return new Fault(400, "Sec-WebSocket-Key must be 16 bytes in base64");
    }
    String length = request.getHeader("Content-Length");
    // The bytes of a body would be read as frames.
    if (request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"))) {
      return new Fault(400, "a WebSocket opens without a body");
    }
    String origin = request.getHeader("Origin");
    if (origin != null
        && !Origins.isOwn(origin, request.getHeader("Host"))
        && !origins.allow(origin)) {
      return new Fault(403, "pages of " + origin + " may not connect");
    }
    return null;
  }

  /** Whether the request asks to become a WebSocket, correctly or not. */
  static boolean isAskedFor(HttpServerRequest request) {
    return lists(request.getHeader("Upgrade"), "websocket");
  }

  private static boolean lists(@Nullable String header, String token) {
    if (header == null) return false;
    for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (item.strip().equals(token)) return true;
    }
    return false;
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
