package dev.roomkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.feedback.FeedbackTable;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.limits.Addresses;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.queue.Matchmaker;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.spaces.Catalogue;
import dev.roomkeeper.server.spaces.SpaceTable;
import dev.roomkeeper.server.web.BasePath;
import dev.roomkeeper.server.web.Origins;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that is served over HTTP, in one router. */
public final class Api {
  private static final String BASE_IS_OFF = "baseIsOff";
  private static final long IMAGES_MILLIS = 5_000;

  private Api() {}

  /** The tables that are asked directly. */
  public record Tables(
      AccountTable people, Catalogue catalogue, SpaceTable spaces, FeedbackTable feedback) {
    private boolean isAdmin(String userId) {
      return people
          .person(userId)
          .filter(person -> person.role() == AccountTable.Role.ADMIN)
          .isPresent();
    }
  }

  /**
   * What the nodes of a cluster ask of each other.
   *
   * @param cluster the nodes as this one knows them
   * @param journal this node's, as it reaches it by itself
   * @param link by which the nodes know each other
   * @param address of this node
   */
  public record Inside(Cluster cluster, Journal journal, Link link, String address) {}

  /**
   * What stands in front: who is believed of whom, from where pages may ask, and what is shown.
   *
   * @param origins whose pages may ask, besides those of the server's own host
   * @param base the path before all others, as browsers see it
   * @param pages the folder of the built pages; it may be missing
   */
  public record Front(Addresses addresses, Origins origins, BasePath base, Path pages) {
    /** The address that a request comes from. */
    String client(HttpServerRequest request) {
      String peer = String.valueOf(request.remoteAddress().hostAddress());
      return addresses.client(peer, request.headers().getAll(Addresses.HEADER), false);
    }
  }

  /**
   * How matches are found, and what came of them.
   *
   * @param kinds which are played so
   * @param lobby takes a request for a socket to the lobby
   */
  public record Play(
      Matchmaker matchmaker,
      Map<String, Matchmaking> kinds,
      RankTable ranks,
      Consumer<HttpServerRequest> lobby) {}

  /**
   * The process, as operators see it.
   *
   * @param ready whether the node takes new rooms
   * @param drain makes the process give its rooms up and end; returns at once
   * @param socketsOnly whether the pages and all of the API but the drain are other nodes' to serve
   * @param openMetrics whether anybody may read the figures
   */
  public record Operation(
      BooleanSupplier ready, Runnable drain, boolean socketsOnly, boolean openMetrics) {}

  /**
   * The router.
   *
   * @param dice for ids
   * @param sockets takes a request for a socket to a room, by the room's id
   * @param metrics the figures as Prometheus reads them
   * @param play how matches are found
   * @param inside what other nodes may ask; null for a node that is alone
   */
  public static Router router(
      Vertx vertx,
      Hub hub,
      Guests guests,
      Accounts accounts,
      Tables tables,
      Dice dice,
      TokenVerifier tokens,
      Limits limits,
      Front front,
      IceServers ice,
      Executor blocking,
      BiConsumer<HttpServerRequest, String> sockets,
      Supplier<String> metrics,
      Operation operation,
      Play play,
      @Nullable Inside inside) {
    Router router = Router.router(vertx);
    router.errorHandler(404, Problems::fail);
    router.errorHandler(400, Problems::fail);
    router.errorHandler(500, Problems::fail);
    router.route().handler(Problems::checkAddress);
    if (!front.base.isEmpty()) {
      router.route().handler(context -> takeBaseOff(context, front.base));
    }
    router.route().handler(Hardening.with(front.addresses));
    if (!front.origins.isEmpty()) {
      router.route("/api/*").handler(Sharing.with(front.origins));
    }
    Routes routes = new Routes(router, tokens, tables::isAdmin, limits, front, blocking);
    routes.get("/ws/:id", context -> sockets.accept(context.request(), context.pathParam("id")));
    // The same socket by the name that a match is called by.
    routes.get("/game/:id", context -> sockets.accept(context.request(), context.pathParam("id")));
    routes.get("/lobby", context -> play.lobby.accept(context.request()));
    routes.get("/healthz", context -> text(context, 200, "ok\n"));
    routes.get(
        "/readyz",
        context -> {
          boolean isReady = operation.ready.getAsBoolean();
          text(context, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
        });
    // Of several nodes each is asked from the inside, and the router lets nobody else.
    boolean isMetricsOpen = inside != null || operation.openMetrics;
    routes.add(
        HttpMethod.GET,
        "/metrics",
        call -> {
          if (!isMetricsOpen && !call.isLocal()) {
            call.admin();
          }
          return Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
        });
    LimitResource.add(routes, limits);
    routes.add(
        HttpMethod.POST,
        "/api/v1/admin/drain",
        call -> {
          call.admin();
          operation.drain.run();
          return Reply.of(202, JsonObject.of("draining", Json.Bool.TRUE));
        });
    if (inside != null) {
      LinkResources.add(router, routes, hub, inside, blocking);
    }
    if (!operation.socketsOnly) {
      GuestResource.add(routes, guests);
      AccountResources.add(routes, accounts, tables.people);
      NewRooms newRooms = new NewRooms(hub, limits);
      RoomResources.add(routes, hub, newRooms);
      CatalogueResources.add(routes, tables.catalogue, dice, InstantSource.system());
      // Before /space/:id, of which /space/element would be one.
      PlacedResources.add(routes, hub, tables.catalogue, tables.spaces, newRooms, dice);
      SpaceResources.add(routes, hub, tables.catalogue, tables.spaces, newRooms, dice);
      FeedbackResources.add(routes, tables.feedback, dice, InstantSource.system());
      IceResource.add(routes, ice);
      QueueResources.add(routes, play.matchmaker, play.kinds, play.ranks);
      LeaderboardResources.add(routes, play.ranks, play.kinds.keySet(), InstantSource.system());
      OpenApi.add(routes);
    }
    routes.refuseOtherMethods();
    if (!operation.socketsOnly) {
      router.route().handler(routes.gate(Limit.PAGES_BY_ADDRESS));
      ImageSources images = new ImageSources(tables.catalogue);
      blocking.execute(images::look);
      // Other nodes' admins add pictures too.
      vertx.setPeriodic(IMAGES_MILLIS, _ -> blocking.execute(images::look));
      Pages.add(router, new Previews(hub), front, images::sources, limits, blocking);
    }
    router.route().handler(context -> context.fail(404));
    return router;
  }

  /** From here on there is no base: a proxy may have taken it off already, too. */
  private static void takeBaseOff(RoutingContext context, BasePath base) {
    String bare = base.without(context.request().uri());
    if (bare == null || context.get(BASE_IS_OFF) != null) {
      context.next();
    } else {
      context.put(BASE_IS_OFF, true);
      context.reroute(context.request().method(), bare);
    }
  }

  private static void text(RoutingContext context, int status, String text) {
    Answers.send(context, status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
  }
}
