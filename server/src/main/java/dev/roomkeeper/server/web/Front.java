package dev.roomkeeper.server.web;

import dev.roomkeeper.server.limits.Addresses;
import io.vertx.core.http.HttpServerRequest;

/**
 * How the server is reached from outside.
 *
 * @param addresses the proxies whose X-Forwarded-For is believed
 * @param origins the origins whose pages may connect, besides the server's own host
 * @param base the path prefix, as browsers see it
 */
public record Front(Addresses addresses, Origins origins, BasePath base) {
  public static final Front DIRECT = new Front(Addresses.DIRECT, Origins.OWN, BasePath.NONE);

  /** The address that a request comes from. */
  public String client(HttpServerRequest request) {
    String peer = String.valueOf(request.remoteAddress().hostAddress());
    return addresses.client(peer, request.headers().getAll(Addresses.HEADER), false);
  }
}
