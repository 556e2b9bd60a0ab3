package dev.roomkeeper.server.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a handshake brings: the subprotocol to speak, and the token. */
record Offer(@Nullable String subprotocol, @Nullable String token) {
  private static final String SUBPROTOCOL = "roomkeeper.v1.json";
  private static final String BEARER_SUBPROTOCOL = "bearer.";

  /** The headers in which a token comes; the subprotocol is offered without it. */
  static final Set<String> HEADERS = Set.of("Authorization", "Sec-WebSocket-Protocol");

  static Offer of(HttpServerRequest request) {
    String subprotocol = null;
    String token = null;
    for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String offered : header.split(",", -1)) {
        String name = offered.strip();
        if (name.equals(SUBPROTOCOL)) {
          subprotocol = SUBPROTOCOL;
        } else if (name.startsWith(BEARER_SUBPROTOCOL)) {
          token = name.substring(BEARER_SUBPROTOCOL.length());
        }
      }
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = authorization.substring(7).strip();
    }
    return new Offer(subprotocol, token);
  }

  /** Offers the same at another node, but for the token. */
  String withoutToken() {
    return subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
  }

  @Override
  public String toString() {
    return "Offer[subprotocol=" + subprotocol + "]"; // The token must not reach a log.
  }
}
