package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.kit.LocalHub;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.web.Front;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the nodes ask of each other is answered to nodes alone. */
@Timeout(30)
class LinkDoorTest {
  private static final String REACHES = "/link/v1/reaches";
  private static final String NODE = "127.0.0.1:1";
  private static final byte[] BODY = {'{', '}'};

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Link link = new Link(new byte[Link.KEY_BYTES], InstantSource.system(), NODE);
  private LocalHub local;
  private LiveRoom room;
  private HttpServer server;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    local = new LocalHub(folder, new LocalHub.Parts());
    room = local.open();
    Router router = Router.router(vertx);
    router.errorHandler(404, Problems::fail);
    Routes routes =
        new Routes(
            router,
            _ -> Verification.Refusal.MISSING,
            _ -> false,
            new Limits(Limits.Numbers.DEFAULT, Clock.SYSTEM::ticks),
            Front.DIRECT,
            Map.of(),
            Thread::startVirtualThread);
    LinkResources.add(
        router,
        routes,
        local.hub(),
        new Api.Inside(Cluster.ALONE, local.journal(), link, NODE),
        Thread::startVirtualThread);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    local.close();
  }

  private HttpResponse<String> asked(String path, String mark) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .POST(BodyPublishers.ofByteArray(BODY));
    if (!mark.isEmpty()) {
      request.header(Link.HEADER, mark);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void a_node_is_answered_once() throws Exception {
    String mark = link.mark("POST", NODE, REACHES, BODY);
    HttpResponse<String> answer = asked(REACHES, mark);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"reaches\":true}");
    assertThat(asked(REACHES, mark).statusCode()).as("the same mark again").isEqualTo(404);
  }

  @Test
  void to_everybody_else_there_is_nothing_whatever_mark_they_show() throws Exception {
    Link another =
        new Link(
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            InstantSource.system(),
            NODE);
    Link late = new Link(new byte[Link.KEY_BYTES], () -> Instant.now().minusSeconds(60), NODE);
    String id = room.record().id();
    for (String path :
        List.of(
            REACHES,
            "/link/v1/vouch",
            "/link/v1/rooms/" + id + "/edit",
            "/link/v1/rooms/" + id + "/remove")) {
      for (String mark :
          List.of(
              "",
              "x",
              another.mark("POST", NODE, path, BODY),
              late.mark("POST", NODE, path, BODY),
              link.mark("GET", NODE, path, BODY),
              link.mark("POST", "127.0.0.1:2", path, BODY),
              link.mark("POST", NODE, path + "x", BODY),
              link.mark("POST", NODE, path),
              link.mark("POST", NODE, path, new byte[] {'{', ' ', '}'}))) {
        assertThat(asked(path, mark).statusCode()).as(path + " " + mark).isEqualTo(404);
      }
    }
    assertThat(local.hub().live(id)).contains(room);
  }
}
