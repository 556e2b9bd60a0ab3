package dev.roomkeeper.server.api;

import dev.roomkeeper.server.limits.Addresses;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The headers by which a browser keeps a page to what it is for; on every answer. */
final class Hardening {
  /** Of what is no page, such as an answer of the API, nothing is to be run or shown in a frame. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=(),"
          + " payment=(), usb=(), midi=(), serial=(), hid=(), bluetooth=(), browsing-topics=()";

  private static final long YEAR_SECONDS = 31_536_000;

  private Hardening() {}

  /**
   * For all that comes.
   *
   * @param addresses by which it is known whether a proxy's word on TLS counts
   */
  static Handler<RoutingContext> with(Addresses addresses) {
    return context -> {
      HttpServerResponse response = context.response();
      response
          .putHeader("Content-Security-Policy", NOTHING)
          .putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("Referrer-Policy", "same-origin")
          .putHeader("Cross-Origin-Opener-Policy", "same-origin")
          .putHeader("Permissions-Policy", PERMISSIONS);
      if (isEncrypted(context.request(), addresses)) {
        response.putHeader("Strict-Transport-Security", "max-age=" + YEAR_SECONDS);
      }
      context.next();
    };
  }

  /**
   * Lets a page of ours run its scripts, and what else it needs.
   *
   * @param images from where its pictures may come
   */
  static void page(HttpServerResponse response, String images) {
    response.putHeader(
        "Content-Security-Policy",
        "default-src 'self'; connect-src 'self' ws: wss:; img-src "
            + images
            + "; style-src 'self' 'unsafe-inline'; base-uri 'none'; object-src 'none'; "
            + "form-action 'self'; frame-ancestors 'self'");
  }

  /** Whether the browser speaks TLS: to this server, or to a proxy of ours that says so. */
  static boolean isEncrypted(HttpServerRequest request, Addresses addresses) {
    if (request.isSSL()) {
      return true;
    }
    String said = request.getHeader("X-Forwarded-Proto");
    return said != null
        && said.split(",", -1)[0].strip().equalsIgnoreCase("https")
        && addresses.isProxy(String.valueOf(request.remoteAddress().hostAddress()));
  }
}
