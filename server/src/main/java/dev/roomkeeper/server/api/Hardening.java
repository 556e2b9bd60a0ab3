package dev.roomkeeper.server.api;

import dev.roomkeeper.server.limits.Addresses;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The security headers of every answer. */
final class Hardening {
  /** What is not a page, such as an API answer, must not run anything or be framed. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=(),"
          + " payment=(), usb=(), midi=(), serial=(), hid=(), bluetooth=(), browsing-topics=()";

  private static final long YEAR_SECONDS = 31_536_000;

  private Hardening() {}

  /**
   * For all requests.
   *
   * @param addresses say whether a proxy's word about TLS counts
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
   * Lets one of our pages run its scripts and load what it needs.
   *
   * @param images the sources of its pictures
   */
  static void page(HttpServerResponse response, String images) {
    response.putHeader(
        "Content-Security-Policy",
        "default-src 'self'; connect-src 'self' ws: wss:; img-src "
            + images
            + "; style-src 'self' 'unsafe-inline'; base-uri 'none'; object-src 'none'; "
            + "form-action 'self'; frame-ancestors 'self'");
  }

  /** Whether the browser uses TLS, to this server or to one of our proxies that says so. */
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
