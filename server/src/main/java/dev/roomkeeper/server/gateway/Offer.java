package dev.roomkeeper.server.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a handshake offers: our subprotocols in the client's order of preference, and the token. */
record Offer(List<String> subprotocols, @Nullable String token) {
  private static final String JSON = "roomkeeper.v1.json";
  private static final String BINARY = "roomkeeper.v1.bin";
  private static final String BEARER_SUBPROTOCOL = "bearer.";

  /** The headers that can carry a token. The subprotocol is offered without it. */
  static final Set<String> HEADERS = Set.of("Authorization", "Sec-WebSocket-Protocol");

  static Offer of(HttpServerRequest request) {
    List<String> subprotocols = new ArrayList<>();
    String token = null;
    for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String offered : header.split(",", -1)) {
        String name = offered.strip();
        if ((name.equals(JSON) || name.equals(BINARY)) && !subprotocols.contains(name)) {
          subprotocols.add(name);
        } else if (name.startsWith(BEARER_SUBPROTOCOL)) {
          token = name.substring(BEARER_SUBPROTOCOL.length());
        }
      }
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = authorization.substring(7).strip();
    }
    return new Offer(List.copyOf(subprotocols), token);
  }

  /** The offer for a socket that speaks only JSON. */
  Offer withoutBinary() {
    return new Offer(subprotocols.stream().filter(name -> !name.equals(BINARY)).toList(), token);
  }

  /** The chosen subprotocol, null if none was offered: then it is JSON. */
  @Nullable String subprotocol() {
    return subprotocols.isEmpty() ? null : subprotocols.getFirst();
  }

  boolean isBinary() {
    return BINARY.equals(subprotocol());
  }

  /** The same offer for another node, without the token. */
  String withoutToken() {
    return subprotocols.isEmpty()
        ? ""
        : "Sec-WebSocket-Protocol: " + String.join(", ", subprotocols) + "\r\n";
  }

  @Override
  public String toString() {
    return "Offer[subprotocols="
        + subprotocols
        + "]"; // Leaves out the token, which must not reach a log.
  }
}
