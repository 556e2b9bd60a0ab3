package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.Fields;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.json.JsonCodec;
import dev.roomkeeper.server.json.Problem;
import dev.roomkeeper.server.limits.Addresses;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a resource is served: its handler runs on a virtual thread and returns a {@link Reply} or
 * throws a {@link Refusal}; whatever else it throws is a 500 that says nothing.
 */
final class Routes {
  static final int BODY_BYTES_MAX = 64 << 10;

  /** A map with its Tiled file and what is said of it besides. */
  static final int MAP_BYTES_MAX = (2 << 20) + BODY_BYTES_MAX;

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  /** A successful answer. */
  record Reply(int status, JsonObject body) {
    static Reply ok(JsonObject body) {
      return new Reply(200, body);
    }
  }

  /** An answer that is an error. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    final transient Problem problem;
    final long retryAfterSeconds; // 0 where that is not said

    Refusal(int status, String code, String detail) {
      this(status, code, detail, 0);
    }

    Refusal(int status, String code, String detail, long retryAfterSeconds) {
      super(detail, null, false, false);
      this.problem = new Problem(status, code, detail);
      this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What a client sent is no good. */
    static Refusal bad(String detail) {
      return new Refusal(400, "BAD_REQUEST", detail);
    }
  }

  /** Refuses a body in which something is wrong. */
  static void check(Fields fields) throws Refusal {
    String problem = fields.problem();
    if (problem != null) {
      throw Refusal.bad(problem);
    }
  }

  /** What answers one route. */
  @FunctionalInterface
  interface Resource {
    Reply serve(Call call) throws Refusal;
  }

  /** One request. */
  final class Call {
    private final RoutingContext context;

    private Call(RoutingContext context) {
      this.context = context;
    }

    /** Whom the bearer token speaks for. */
    Verification.Identity identity() throws Refusal {
      return switch (tokens.verify(bearer())) {
        case Verification.Identity identity -> identity;
        case Verification.Refusal.ISSUER_UNREACHABLE ->
            throw new Refusal(
                503, "UNAVAILABLE", Verification.Refusal.ISSUER_UNREACHABLE.sentence(), 1);
        case Verification.Refusal refusal ->
            throw new Refusal(401, "FORBIDDEN", refusal.sentence());
      };
    }

    /**
     * As {@link #identity}, on the routes of accounts and spaces: their clients expect 403 where no
     * token came, and 401 where it is not valid.
     */
    Verification.Identity user() throws Refusal {
      if (bearer() == null) {
        throw new Refusal(403, "FORBIDDEN", "a token is missing");
      }
      return identity();
    }

    /** A user who is an admin at this moment. */
    Verification.Identity admin() throws Refusal {
      Verification.Identity user = user();
      if (!admins.test(user.userId())) {
        throw new Refusal(403, "FORBIDDEN", "this is for admins only");
      }
      return user;
    }

    /** The user's id on a route that is for anybody; null for somebody without a good token. */
    @Nullable String userIdIfAny() {
      return bearer() != null && tokens.verify(bearer()) instanceof Verification.Identity identity
          ? identity.userId()
          : null;
    }

    /** From where it comes. */
    String address() {
      return client(context);
    }

    private @Nullable String bearer() {
      String header = header("Authorization");
      return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
          ? header.substring(7).strip()
          : null;
    }

    @Nullable String header(String name) {
      return context.request().getHeader(name);
    }

    /** The body, a JSON object; an empty one where there is none. */
    JsonObject body() throws Refusal {
      Buffer buffer = context.body().buffer();
      if (buffer == null || buffer.length() == 0) {
        return JsonObject.EMPTY;
      }
      try {
        return JsonCodec.readObject(buffer.getBytes());
      } catch (JsonCodec.MalformedJson e) {
        throw new Refusal(400, "BAD_REQUEST", String.valueOf(e.getMessage()));
      }
    }

    String path(String name) {
      return java.util.Objects.requireNonNull(context.pathParam(name));
    }

    String query(String name, String otherwise) {
      String value = context.request().getParam(name);
      return value == null ? otherwise : value;
    }
  }

  private final Router router;
  private final TokenVerifier tokens;
  private final Predicate<String> admins;
  private final Limits limits;
  private final Addresses addresses;
  private final Executor blocking;
  private final Map<String, Set<String>> methods = new LinkedHashMap<>(); // by path

  /**
   * @param admins whether the user of this id is an admin; may block
   */
  Routes(
      Router router,
      TokenVerifier tokens,
      Predicate<String> admins,
      Limits limits,
      Addresses addresses,
      Executor blocking) {
    this.router = router;
    this.tokens = tokens;
    this.admins = admins;
    this.limits = limits;
    this.addresses = addresses;
    this.blocking = blocking;
    router.errorHandler(405, Routes::fail);
    // The first that takes a body decides.
    takeBodies("/api/v1/admin/map", MAP_BYTES_MAX);
    takeBodies("/api/*", BODY_BYTES_MAX);
  }

  private void takeBodies(String path, int bytesMax) {
    router
        .route(path)
        .handler(BodyHandler.create(false).setBodyLimit(bytesMax))
        .failureHandler(context -> fail(context, bytesMax));
  }

  /** Serves the path, whose parameters are written {@code :name}. */
  void add(HttpMethod method, String path, Resource resource) {
    handle(method, path, context -> serve(context, resource));
  }

  /** Serves the path on the event loop, to anybody. */
  void get(String path, Handler<RoutingContext> handler) {
    handle(HttpMethod.GET, path, handler);
  }

  private void handle(HttpMethod method, String path, Handler<RoutingContext> handler) {
    methods.computeIfAbsent(path, _ -> new TreeSet<>()).add(method.name());
    router.route(method, path).handler(handler);
  }

  /** Tells whoever comes with another method to one of the paths which are the right ones. */
  void refuseOtherMethods() {
    methods.forEach((path, right) ->
        router
            .route(path)
            .handler(context -> {
              context.response().putHeader("Allow", String.join(", ", right));
              context.fail(405);
            }));
  }

  /** Refuses an address whose escapes can't be read, before anybody reads it. */
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

  private String client(RoutingContext context) {
    String peer = String.valueOf(context.request().remoteAddress().hostAddress());
    return addresses.client(peer, context.request().getHeader(Addresses.HEADER), false);
  }

  private void refuse(RoutingContext context, Limit limit, String client) {
    context.response().putHeader("Retry-After", Long.toString(limits.retrySeconds(limit, client)));
    send(context, new Problem(429, "RATE_LIMITED", "too many requests from this address"));
  }

  private void serve(RoutingContext context, Resource resource) {
    String client = client(context);
    if (!limits.take(Limit.REQUESTS_BY_ADDRESS, client, 1)) {
      refuse(context, Limit.REQUESTS_BY_ADDRESS, client);
      return;
    }
    Call call = new Call(context);
    blocking.execute(() -> {
      try {
        Reply reply = resource.serve(call);
        send(context, reply.status, "application/json", JsonCodec.write(reply.body));
      } catch (Refusal refusal) {
        if (refusal.retryAfterSeconds > 0) {
          context.response().putHeader("Retry-After", Long.toString(refusal.retryAfterSeconds));
        }
        send(context, refusal.problem);
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), e);
        send(context, new Problem(500, "INTERNAL", "the server made a mistake"));
      }
    });
  }

  /** Answers what no route took, and what broke on the way. */
  static void fail(RoutingContext context) {
    fail(context, BODY_BYTES_MAX);
  }

  private static void fail(RoutingContext context, int bodyBytesMax) {
    if (context.failure() instanceof HttpClosedException) {
      return; // The client went in the middle of its request.
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
    send(context, problem.status(), Problem.MEDIA_TYPE, problem.body());
  }

  private static void send(RoutingContext context, int status, String type, byte[] body) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", type)
          .putHeader("Cache-Control", "no-store")
          .end(Buffer.buffer(body));
    }
  }
}
