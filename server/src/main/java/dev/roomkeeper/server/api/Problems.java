package dev.roomkeeper.server.api;

import dev.roomkeeper.module.json.Problem;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How errors are sent, for all routes. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** Refuses an address with broken escapes, before anything else reads it. */
  static void checkAddress(RoutingContext context) {
    try {
      context.normalizedPath();
      context.request().params();
    } catch (IllegalArgumentException e) {
      send(context, new Problem(400, "BAD_REQUEST", "the address is wrongly escaped"));
      return;
    }
    context.next();
  }

  /** Answers requests that no route took, and failures. */
  static void fail(RoutingContext context) {
    fail(context, Routes.BODY_BYTES_MAX);
  }

  static void fail(RoutingContext context, int bodyBytesMax) {
    if (Departures.isOne(context, context.failure())) {
      return;
    }
    int status = context.statusCode();
    send(
        context,
        switch (status) {
          case 404 -> new Problem(404, "NOT_FOUND", "there is nothing here");
          case 405 -> new Problem(405, "BAD_REQUEST", "this method is not for this address");
          case 413 ->
              new Problem(413, "TOO_LARGE", "a body has at most " + bodyBytesMax + " bytes");
          case 400 -> new Problem(400, "BAD_REQUEST", "the request can't be read");
          default -> {
            LOG.error("{} failed", context.normalizedPath(), context.failure());
            yield new Problem(500, "INTERNAL", "the server made a mistake");
          }
        });
  }

  static void send(RoutingContext context, Problem problem) {
    if (!context.response().ended()) {
      context.response().putHeader("Cache-Control", "no-store");
      Answers.send(context, problem.status(), Problem.MEDIA_TYPE, problem.body());
    }
  }
}
