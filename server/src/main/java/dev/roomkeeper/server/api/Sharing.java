package dev.roomkeeper.server.api;

import dev.roomkeeper.server.web.Origins;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of some origins read the answers, and send what ours send. Not Vert.x's own handler
 * for it: that refuses every other origin, and so our own pages, which name theirs too.
 */
final class Sharing {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String HEADERS = "Authorization, Content-Type";

  /** Names of headers, as many as a browser has reason to ask for. */
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_, -]{1,1000}");

  private Sharing() {}

  static Handler<RoutingContext> with(Origins origins) {
    return context -> {
      HttpServerRequest request = context.request();
      HttpServerResponse response = context.response();
      String origin = request.getHeader("Origin");
      response.headers().add("Vary", "Origin");
      if (origin == null || !origins.allow(origin)) {
        context.next();
        return;
      }
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "Retry-After");
      if (HttpMethod.OPTIONS.equals(request.method())) {
        response.headers().add("Vary", "Access-Control-Request-Headers");
        response
            .putHeader("Access-Control-Allow-Methods", METHODS)
            .putHeader(
                "Access-Control-Allow-Headers",
                allowed(request.getHeader("Access-Control-Request-Headers")))
            .putHeader("Access-Control-Max-Age", "3600")
            .setStatusCode(204)
            .end();
      } else {
        context.next();
      }
    };
  }

  /**
   * Those that are asked for, whichever they are: a page's tracing adds its own, such as
   * traceparent. What counts here is who asks, and no header lets anybody in but the token.
   */
  private static String allowed(@Nullable String asked) {
    return asked != null && NAMES.matcher(asked).matches() ? asked : HEADERS;
  }
}
