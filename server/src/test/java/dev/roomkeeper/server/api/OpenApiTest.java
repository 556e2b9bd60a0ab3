package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.module.store.Database;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.auth.Accounts;
import dev.roomkeeper.server.auth.GuestTable;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.auth.PassphraseHasher;
import dev.roomkeeper.server.auth.PasswordRule;
import dev.roomkeeper.server.auth.SignInBrake;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.feedback.FeedbackTable;
import dev.roomkeeper.server.hub.Audience;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.Passphrases;
import dev.roomkeeper.server.hub.RoomCatalog;
import dev.roomkeeper.server.hub.RoomMemory;
import dev.roomkeeper.server.ice.IceServers;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.kit.Wire;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.moderation.ApartTable;
import dev.roomkeeper.server.moderation.AuditLog;
import dev.roomkeeper.server.moderation.BanTable;
import dev.roomkeeper.server.moderation.ModerationTables;
import dev.roomkeeper.server.moderation.ReportTable;
import dev.roomkeeper.server.queue.LocalQueue;
import dev.roomkeeper.server.queue.Matches;
import dev.roomkeeper.server.queue.Matchmaker;
import dev.roomkeeper.server.queue.Pools;
import dev.roomkeeper.server.queue.Seal;
import dev.roomkeeper.server.ranks.RankTable;
import dev.roomkeeper.server.web.Front;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /api/openapi.json} says what the server does, all of it and nothing else. */
@Timeout(60)
final class OpenApiTest {
  /** Seen in other tests, or only with a server that is broken or stopping. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "429",
          "500",
          "503",
          "GET /metrics 401", // BudgetsTest
          "GET /metrics 403",
          "POST /api/v1/rooms 409",
          "DELETE /api/v1/rooms/{id} 400"); // as with GET: a wrongly escaped address

  @TempDir static Path data;
  static TestServer server;
  static Description description;

  @BeforeAll
  static void start() throws IOException {
    Path secret = Files.writeString(data.resolve("turn.secret"), "0123456789abcdef");
    List<String> urls = List.of("stun:turn.example", "turn:turn.example");
    server =
        TestServer.start(
            data,
            settings -> {
              settings.iceServers = urls;
              settings.turnSecretFile = secret;
            });
    description = Description.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void it_is_openapi_3_1_and_refers_only_to_what_is_there() {
    assertThat(description.json.path("openapi").asString()).startsWith("3.1");
    for (JsonNode reference : description.json.findValues("$ref")) {
      assertThat(description.json.at(reference.asString().substring(1)).isObject())
          .as(reference.asString())
          .isTrue();
    }
    List<String> ids =
        description.json.findValues("operationId").stream().map(JsonNode::asString).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(description.operations().size());
  }

  @Test
  void it_describes_every_route_of_the_router_and_no_other() {
    Set<String> routed = new TreeSet<>();
    try (ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor()) {
      for (Route route : routes(loop)) {
        String path = route.getPath();
        if (path != null && route.methods() != null && !path.startsWith("/assets")) {
          for (HttpMethod method : route.methods()) {
            // HEAD goes with GET, and needs no description.
            routed.add(
                (method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method).name()
                    + " "
                    + path.replaceAll(":(\\w+)", "{$1}"));
          }
        }
      }
    }
    assertThat(routed).isEqualTo(description.operations());
  }

  private static List<Route> routes(ScheduledExecutorService loop) {
    Dice dice = () -> 7;
    Clock clock = Clock.SYSTEM;
    Tokens tokens = new Tokens(new byte[Tokens.KEY_BYTES], InstantSource.system());
    Hub hub =
        new Hub(
            BundledKinds.kinds(),
            unused(RoomCatalog.class),
            unused(Journal.class),
            unused(Passphrases.class),
            new Hub.Means(
                clock,
                dice,
                () -> loop,
                Runnable::run,
                RoomMemory.UNBOUNDED,
                RoomMemory.UNBOUNDED,
                _ -> {}),
            _ -> unused(Audience.class),
            1_000,
            Cluster.ALONE);
    Vertx vertx = Vertx.vertx();
    try {
      Limits limits = new Limits(TestServer.GENEROUS, clock::ticks);
      return Api.router(
              new Api.Means(vertx, dice, limits, Runnable::run),
              new Api.Who(
                  new Guests(unused(GuestTable.class), tokens, dice, InstantSource.system()),
                  new Accounts(
                      unused(AccountTable.class),
                      new PassphraseHasher(),
                      new SignInBrake(limits),
                      tokens,
                      dice,
                      InstantSource.system(),
                      new Accounts.Rules(PasswordRule.ANY, false),
                      _ -> {}),
                  tokens),
              new Api.Tables(
                  unused(AccountTable.class),
                  unused(RoomCatalog.class),
                  unused(FeedbackTable.class),
                  new ModerationTables(
                      unused(ApartTable.class),
                      unused(ReportTable.class),
                      unused(BanTable.class),
                      unused(AuditLog.class)),
                  unused(Database.class)),
              new Api.Kinds(BundledKinds.modules(), BundledKinds.settings()),
              new Api.Rooms(
                  hub,
                  (_, _) -> {},
                  IceServers.none(),
                  new Api.Play(matchmaker(), Map.of(), unused(RankTable.class), _ -> {})),
              new Api.Shown(Front.DIRECT, data.resolve("no-pages")),
              new Api.Operation(() -> true, () -> {}, () -> "", false, false),
              null)
          .getRoutes();
    } finally {
      vertx.close().await();
    }
  }

  private static Matchmaker matchmaker() {
    Pools none = new Pools(Map.of());
    return new Matchmaker(
        new LocalQueue(none), unused(Matches.class), none, unused(Seal.class), () -> 0, () -> "");
  }

  private static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  @Test
  void the_kinds_that_are_described_are_there() {
    String described = description.json.at("/components/schemas/Kind/description").asString();
    assertThat(described).contains("lobby", "cardtable", "space");
    assertThat(BundledKinds.kinds().stream().map(kind -> kind.name()))
        .contains("lobby", "cardtable", "space");
  }

  /** Every answer that is described is provoked once, and is as described. */
  @Test
  void every_answer_is_as_described() throws Exception {
    User ann = server.guest("Ann");
    User eve = server.guest("Eve");
    String room = server.room(ann, "lobby", "{}");
    String closed = server.room(ann, "cardtable", "{only:[]}");
    String options =
        "{\"trays\":\"open\",\"flushMillis\":50,\"membersMax\":4,\"listed\":true,\"only\":[]}";
    String large = "{\"x\":\"" + "x".repeat(70_000) + "\"}";
    Set<String> seen = new TreeSet<>();

    String guest = "/api/v1/guest";
    seen.add(description.check(guest, "POST", asGuest("{\"name\":\"Bob\"}")));
    seen.add(description.check(guest, "POST", asGuest("{\"name\":7}")));
    seen.add(description.check(guest, "POST", asGuest(large)));
    seen.add(description.check(guest, "POST", server.post(guest, null, "{}")));
    String rooms = "/api/v1/rooms";
    seen.add(description.check(rooms, "GET", server.get(rooms, ann)));
    seen.add(description.check(rooms, "GET", server.get(rooms + "?kind=chess", ann)));
    seen.add(description.check(rooms, "GET", server.get(rooms, null)));
    seen.add(
        description.check(
            rooms,
            "POST",
            server.post(rooms, ann, "{\"kind\":\"lobby\",\"options\":" + options + "}")));
    seen.add(description.check(rooms, "POST", server.post(rooms, ann, "{}")));
    seen.add(description.check(rooms, "POST", server.post(rooms, ann, large)));
    seen.add(description.check(rooms, "POST", server.post(rooms, null, "{}")));
    String one = "/api/v1/rooms/{id}";
    seen.add(description.check(one, "GET", server.get("/api/v1/rooms/" + room, ann)));
    seen.add(description.check(one, "GET", server.get("/api/v1/rooms/" + room, null)));
    seen.add(description.check(one, "GET", server.get("/api/v1/rooms/" + closed, eve)));
    seen.add(description.check(one, "GET", server.get("/api/v1/rooms/none", ann)));
    seen.add(description.checkHead(one, raw("GET /api/v1/rooms/%ZZ HTTP/1.1\r\nHost: x\r\n\r\n")));
    String gone = "/api/v1/rooms/" + server.room(ann, "lobby", "{}");
    seen.add(description.check(one, "DELETE", delete(gone, null)));
    seen.add(description.check(one, "DELETE", delete(gone, eve)));
    seen.add(description.check(one, "DELETE", delete(gone, ann)));
    seen.add(description.check(one, "DELETE", delete(gone, ann)));
    String ice = "/api/v1/ice";
    seen.add(description.check(ice, "GET", server.get(ice, ann)));
    seen.add(description.check(ice, "GET", server.get(ice, null)));
    String socket = "/ws/{id}";
    String bearer = "Authorization: Bearer ";
    seen.add(
        description.checkHead(
            socket, TestClient.knock(server, "/ws/" + room, bearer + ann.token())));
    seen.add(description.checkHead(socket, TestClient.knock(server, "/ws/" + room)));
    seen.add(
        description.checkHead(
            socket, TestClient.knock(server, "/ws/" + closed, bearer + eve.token())));
    seen.add(
        description.checkHead(socket, TestClient.knock(server, "/ws/none", bearer + ann.token())));
    seen.add(
        description.checkHead(
            socket,
            TestClient.knock(server, "/ws/" + room, bearer + ann.token(), "Content-Length: 5")));
    seen.add(description.check(socket, "GET", server.get("/ws/" + room, ann)));
    for (String path : List.of("/api/openapi.json", "/healthz", "/readyz", "/metrics")) {
      seen.add(description.check(path, "GET", server.get(path, null)));
    }

    assertThat(seen)
        .isEqualTo(description.answers(operation -> !operation.has("tags"), NOT_PROVOKED));
  }

  private static HttpResponse<String> delete(String path, @Nullable User user) {
    return server.send(server.request(path, user).DELETE());
  }

  private static HttpResponse<String> asGuest(String body) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/api/v1/guest"))
            .header("Authorization", "Guest " + TestServer.guestKey())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Wire.Head raw(String request) throws IOException {
    try (Wire wire = new Wire(server.port(), 0)) {
      wire.send(request);
      return wire.readHead();
    }
  }
}
