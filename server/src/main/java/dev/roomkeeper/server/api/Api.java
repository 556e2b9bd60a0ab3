package dev.roomkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.KindModule;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.store.Database;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.feedback.FeedbackTable;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomCatalog;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.moderation.ModerationTables;
import dev.roomkeeper.server.queue.Matchmaker;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.web.BasePath;
import dev.roomkeeper.server.web.Front;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
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

  /** The tables that resources query directly. */
  public record Tables(
      AccountTable people,
      RoomCatalog rooms,
      FeedbackTable feedback,
      ModerationTables moderation,
      Database database) {
    private boolean isAdmin(String userId) {
      return people
          .person(userId)
          .filter(person -> person.role() == AccountTable.Role.ADMIN)
          .isPresent();
    }
  }

  /**
   * The kinds of rooms.
   *
   * @param settings the operator's settings for them, by name
   */
  public record Kinds(List<KindModule> modules, Map<String, String> settings) {
    private Map<String, Integer> largeBodies() {
      Map<String, Integer> all = new HashMap<>();
      modules.forEach(module -> all.putAll(module.largeBodies()));
      return all;
    }
  }

  /**
   * What the nodes of a cluster ask of each other.
   *
   * @param cluster the nodes that this one knows
   * @param journal this node's own, without vouching
   * @param link proves the nodes' identity to each other
   * @param address of this node
   */
  public record Inside(Cluster cluster, Journal journal, Link link, String address) {}

  /**
   * What all resources need.
   *
   * @param dice for ids
   * @param blocking runs what reads the database
   */
  public record Means(Vertx vertx, Dice dice, Limits limits, Executor blocking) {}

  /** Who the users are. */
  public record Who(Guests guests, Accounts accounts, TokenVerifier tokens) {}

  /**
   * The rooms.
   *
   * @param sockets accepts a request for a room's socket, by the room's id
   */
  public record Rooms(
      Hub hub, BiConsumer<HttpServerRequest, String> sockets, IceServers ice, Play play) {}

  /**
   * The pages.
   *
   * @param pages the folder of the built pages, which may be missing
   */
  public record Shown(Front front, Path pages) {}

  /**
   * How matches are found, and their results.
   *
   * @param kinds the kinds with matches
   * @param lobby accepts a request for a lobby socket
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
   * @param drain makes the process give up its rooms and end; returns at once
   * @param metrics the metrics in Prometheus' format
   * @param socketsOnly whether other nodes serve the pages and the API, except for the drain
   * @param openMetrics whether anybody may read the metrics
   */
  public record Operation(
      BooleanSupplier ready,
      Runnable drain,
      Supplier<String> metrics,
      boolean socketsOnly,
      boolean openMetrics) {}

  /**
   * The router.
   *
   * @param inside what other nodes may ask; null for a node that is alone
   */
  public static Router router(
      Means means,
      Who who,
      Tables tables,
      Kinds kinds,
      Rooms rooms,
      Shown shown,
      Operation operation,
      @Nullable Inside inside) {
    Vertx vertx = means.vertx;
    Limits limits = means.limits;
    Executor blocking = means.blocking;
    Hub hub = rooms.hub;
    Play play = rooms.play;
    Front front = shown.front;
    Router router = Router.router(vertx);
    router.errorHandler(404, Problems::fail);
    router.errorHandler(400, Problems::fail);
    router.errorHandler(500, Problems::fail);
    router.route().handler(Problems::checkAddress);
    if (!front.base().isEmpty()) {
      router.route().handler(context -> takeBaseOff(context, front.base()));
    }
    router.route().handler(Hardening.with(front.addresses()));
    if (!front.origins().isEmpty()) {
      router.route("/api/*").handler(Sharing.with(front.origins()));
    }
    Routes routes =
        new Routes(
            router, who.tokens, tables::isAdmin, limits, front, kinds.largeBodies(), blocking);
    routes.get(
        "/ws/:id", context -> rooms.sockets.accept(context.request(), context.pathParam("id")));
    // The same socket by the name that a match is called by.
    routes.get(
        "/game/:id", context -> rooms.sockets.accept(context.request(), context.pathParam("id")));
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
          return Reply.text("text/plain; version=0.0.4; charset=utf-8", operation.metrics.get());
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
      GuestResource.add(routes, who.guests);
      AccountResources.add(routes, who.accounts, tables.people, who.guests);
      NewRooms newRooms = new NewRooms(hub, limits);
      Dice dice = means.dice;
      InstantSource clock = InstantSource.system();
      RoomResources.add(routes, hub, newRooms, tables::isAdmin);
      House house =
          new House(
              new ModuleRooms(hub, newRooms),
              new ModulePeople(tables.people, who.tokens),
              tables.database,
              means.dice,
              InstantSource.system(),
              shown.pages,
              kinds.settings);
      kinds.modules.forEach(
          module -> module.start(house, new ModuleRoutes(module.kind().name(), routes)));
      ApartResources.add(routes, hub, tables.people, tables.moderation.apart(), clock);
      ReportResources.add(
          routes,
          hub,
          tables.people,
          tables.moderation.reports(),
          new ReportResources.Means(kinds.modules, dice, clock));
      BanResources.add(routes, tables.people, tables.moderation, dice, clock);
      new AdminListResources(who.accounts, tables, hub, dice, clock).add(routes);
      FeedbackResources.add(routes, tables.feedback, dice, clock);
      IceResource.add(routes, rooms.ice);
      QueueResources.add(routes, play.matchmaker, play.kinds, play.ranks);
      LeaderboardResources.add(routes, play.ranks, play.kinds.keySet(), InstantSource.system());
      OpenApi.add(routes, kinds.modules);
    }
    routes.refuseOtherMethods();
    if (!operation.socketsOnly) {
      router.route().handler(routes.gate(Limit.PAGES_BY_ADDRESS));
      PictureSources images = new PictureSources(kinds.modules);
      blocking.execute(images::look);
      // Other nodes' admins add pictures too.
      vertx.setPeriodic(IMAGES_MILLIS, _ -> blocking.execute(images::look));
      Pages.add(router, hub, shown, images::sources, limits, blocking, kinds.modules);
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
