package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.json.Problem;
import dev.roomkeeper.module.store.StoreException;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.limits.FairTurns;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.Front;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves resources. A handler runs on a virtual thread and returns a {@link Reply} or throws a
 * {@link Refusal}. Anything else that it throws is a 500 without details.
 */
final class Routes {
  static final int BODY_BYTES_MAX = 64 << 10;

  /** How many requests are served at one time, and how many may wait. */
  private static final FairTurns.Bounds TURNS = new FairTurns.Bounds(32, 512, 4_096);

  private static final long SHARED_MILLIS = 2_000;
  private static final long SHARED_BYTES_MAX = 32 << 20;

  /** This many bytes of an answer cost as much as a request. */
  private static final int WEIGHED_BYTES = 16 << 10;

  private static final Set<String> ON_THIS_MACHINE = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
  private static final List<String> FORWARDED =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  /** Answers one route. */
  @FunctionalInterface
  interface Resource {
    Reply serve(Call call) throws Refusal;
  }

  /** One request. */
  final class Call implements dev.roomkeeper.module.http.Call {
    private final RoutingContext context;

    private Call(RoutingContext context) {
      this.context = context;
    }

    /** The user whom the bearer token identifies. */
    @Override
    public User identity() throws Refusal {
      return switch (tokens.verify(bearer())) {
        case Verification.Identity identity -> new User(identity.userId(), identity.name());
        case Verification.Refusal.ISSUER_UNREACHABLE ->
            throw new Refusal(
                503, "UNAVAILABLE", Verification.Refusal.ISSUER_UNREACHABLE.sentence(), 1);
        case Verification.Refusal refusal ->
            throw new Refusal(401, "FORBIDDEN", refusal.sentence());
      };
    }

    /**
     * Like {@link #identity}, for the routes of accounts and spaces, whose clients expect 403
     * without a token and 401 with an invalid one.
     */
    @Override
    public User user() throws Refusal {
      if (bearer() == null) {
        throw new Refusal(403, "FORBIDDEN", "a token is missing");
      }
      return identity();
    }

    /** The user, who must be an admin at this moment. */
    @Override
    public User admin() throws Refusal {
      User user = user();
      if (!admins.test(user.userId())) {
        throw new Refusal(403, "FORBIDDEN", "this is for admins only");
      }
      return user;
    }

    /** The user's id on a public route; null without a valid token. */
    @Override
    public @Nullable String userIdIfAny() {
      return bearer() != null && tokens.verify(bearer()) instanceof Verification.Identity identity
          ? identity.userId()
          : null;
    }

    /** The client's address. */
    String address() {
      return client(context);
    }

    /** Whether the request comes from this machine, and not from a proxy. */
    boolean isLocal() {
      HttpServerRequest request = context.request();
      return ON_THIS_MACHINE.contains(request.remoteAddress().hostAddress())
          && FORWARDED.stream().noneMatch(request.headers()::contains);
    }

    /** Takes this much of the owner's budget, or refuses. */
    void spend(Limit limit, String owner, double cost) throws Refusal {
      if (!limits.take(limit, owner, cost)) {
        throw new Refusal(
            429,
            "RATE_LIMITED",
            "too much of this in a short time (" + limit.label() + "); try again later",
            limits.retrySeconds(limit, owner));
      }
    }

    /** Takes the additional cost that turned up. */
    void charge(Limit limit, String owner, double cost) {
      limits.charge(limit, owner, cost);
    }

    /** Takes one from the budget that everybody shares, or refuses. */
    void spendOfNode(Limit limit) throws Refusal {
      if (!limits.takeOfNode(limit)) {
        throw new Refusal(429, "RATE_LIMITED", "too much of this from all; try again later", 60);
      }
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

    /** The body, a JSON object; an empty object if there is no body. */
    @Override
    public JsonObject body() throws Refusal {
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

    @Override
    public String path(String name) {
      return java.util.Objects.requireNonNull(context.pathParam(name));
    }

    @Override
    public String query(String name, String otherwise) {
      String value = context.request().getParam(name);
      return value == null ? otherwise : value;
    }
  }

  private final Router router;
  private final TokenVerifier tokens;
  private final Predicate<String> admins;
  private final Limits limits;
  private final Front front;
  private final FairTurns turns;
  private final FreshValues<Reply> shared;
  private final Map<String, Set<String>> methods = new LinkedHashMap<>(); // By path.

  /**
   * @param largeBodies the paths with larger bodies than usual, with their limits in bytes
   * @param admins whether the user with this id is an admin; may block
   */
  Routes(
      Router router,
      TokenVerifier tokens,
      Predicate<String> admins,
      Limits limits,
      Front front,
      Map<String, Integer> largeBodies,
      Executor blocking) {
    this.router = router;
    this.tokens = tokens;
    this.admins = admins;
    this.limits = limits;
    this.front = front;
    this.turns = new FairTurns(blocking, TURNS);
    this.shared =
        new FreshValues<>(
            SHARED_MILLIS, SHARED_BYTES_MAX, Reply::bytes, () -> System.nanoTime() / 1_000_000);
    router.errorHandler(405, Problems::fail);
    // The first handler that takes bodies decides.
    largeBodies.forEach(this::takeBodies);
    takeBodies("/api/*", BODY_BYTES_MAX);
  }

  private void takeBodies(String path, int bytesMax) {
    router
        .route(path)
        .handler(BodyHandler.create(false).setBodyLimit(bytesMax))
        .failureHandler(context -> Problems.fail(context, bytesMax));
  }

  /** Serves the path, whose parameters are written {@code :name}. */
  void add(HttpMethod method, String path, Resource resource) {
    handle(method, path, context -> serve(context, resource));
  }

  /**
   * Adds a public path whose answer depends neither on the user nor on the query. It is built at
   * most once in a while, and compressed once.
   */
  void addShared(String path, Resource resource) {
    handle(
        HttpMethod.GET,
        path,
        context -> {
          String key = context.normalizedPath();
          Reply fresh = shared.fresh(key);
          if (fresh == null) {
            serve(context, call -> shared.get(key, () -> resource.serve(call).compressed()));
          } else if (isAdmitted(context)) {
            send(context, fresh);
          }
        });
  }

  /** What is shared has changed. */
  void renewShared() {
    shared.renew();
  }

  /** Lets requests on that are within the budget of their address; what they get is charged. */
  Handler<RoutingContext> gate(Limit limit) {
    return context -> {
      String client = client(context);
      if (!limits.take(limit, client, 1)) {
        refuse(context, limit, client);
        return;
      }
      context.addEndHandler(
          _ -> limits.charge(limit, client, weight(context.response().bytesWritten())));
      context.next();
    };
  }

  /** What an answer costs besides the request itself. */
  private static double weight(long bytes) {
    return (double) bytes / WEIGHED_BYTES;
  }

  /** Serves the path on the event loop, to anybody. */
  void get(String path, Handler<RoutingContext> handler) {
    handle(HttpMethod.GET, path, handler);
  }

  private void handle(HttpMethod method, String path, Handler<RoutingContext> handler) {
    Set<String> right = methods.computeIfAbsent(path, _ -> new TreeSet<>());
    right.add(method.name());
    router.route(method, path).handler(handler);
    if (HttpMethod.GET.equals(method)) { // HEAD is the same without the body, which nobody writes.
      right.add(HttpMethod.HEAD.name());
      router.route(HttpMethod.HEAD, path).handler(handler);
    }
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

  private String client(RoutingContext context) {
    return front.client(context.request());
  }

  private void refuse(RoutingContext context, Limit limit, String client) {
    context.response().putHeader("Retry-After", Long.toString(limits.retrySeconds(limit, client)));
    Problems.send(context, new Problem(429, "RATE_LIMITED", "too many requests from this address"));
  }

  private boolean isAdmitted(RoutingContext context) {
    String client = client(context);
    boolean isAdmitted = limits.take(Limit.REQUESTS_BY_ADDRESS, client, 1);
    if (!isAdmitted) {
      refuse(context, Limit.REQUESTS_BY_ADDRESS, client);
    }
    return isAdmitted;
  }

  private void serve(RoutingContext context, Resource resource) {
    if (!isAdmitted(context)) {
      return;
    }
    Call call = new Call(context);
    String owner = Limits.addressOwner(client(context));
    if (!turns.run(owner, () -> answer(context, call, resource))) {
      context.response().putHeader("Retry-After", "1");
      Problems.send(
          context, new Problem(503, "UNAVAILABLE", "too many requests are waiting; try again"));
    }
  }

  private void answer(RoutingContext context, Call call, Resource resource) {
    try {
      send(context, resource.serve(call));
    } catch (Refusal refusal) {
      if (refusal.retryAfterSeconds() > 0) {
        context.response().putHeader("Retry-After", Long.toString(refusal.retryAfterSeconds()));
      }
      Problems.send(context, refusal.problem());
    } catch (StoreException e) {
      LOG.warn(
          "{} {} failed: {}", context.request().method(), context.normalizedPath(), e.getMessage());
      context.response().putHeader("Retry-After", "1");
      Problems.send(
          context, new Problem(503, "UNAVAILABLE", "the database does not answer; try again"));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), e);
      Problems.send(context, new Problem(500, "INTERNAL", "the server made a mistake"));
    }
  }

  private void send(RoutingContext context, Reply reply) {
    String cache = reply.isLasting() ? "public, max-age=31536000, immutable" : "no-store";
    context.response().putHeader("Cache-Control", cache);
    int bytes = Answers.send(context, reply);
    limits.charge(Limit.REQUESTS_BY_ADDRESS, client(context), weight(bytes));
  }
}
