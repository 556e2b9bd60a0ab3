package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import dev.roomkeeper.server.limits.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** On a server with its usual limits, the heaviest of what people do meets none of them. */
@Tag("slow")
@Timeout(240)
final class OrdinaryUseTest {
  private static final long FRAME_MILLIS = 16;

  @TempDir Path data;

  private TestServer server;
  private final List<TestClient> clients = new ArrayList<>();

  @BeforeEach
  void start() {
    server =
        TestServer.start(
            data,
            settings -> {
              settings.limits = Limits.Numbers.DEFAULT;
              settings.openAdminSignup = true;
            });
  }

  @AfterEach
  void stop() {
    clients.forEach(TestClient::close);
    server.close();
  }

  private TestClient join(User user, String room) {
    TestClient client = TestClient.join(server, user, room);
    clients.add(client);
    return client;
  }

  private void assertNobodyWasHeld() {
    for (TestClient client : clients) {
      assertThat(client.isOpen()).isTrue();
      assertThat(client.frames("reject")).isEmpty();
      assertThat(client.frames("error")).isEmpty();
    }
    List<String> refusals =
        server
            .get("/metrics", null)
            .body()
            .lines()
            .filter(line -> line.startsWith("roomkeeper_limit_refusals_total"))
            .toList();
    assertThat(refusals).isNotEmpty().allMatch(line -> line.endsWith(" 0.0"));
  }

  @Test
  void L3_two_drag_sixty_times_a_second_and_drop() {
    User ann = server.guest("Ann");
    String room = server.room(ann, "lobby", "{}");
    TestClient a = join(ann, room);
    TestClient b = join(server.guest("Bob"), room);
    for (int i = 0; i < 240; i++) {
      a.tell("move", "{\"x\":" + i + ",\"y\":1}");
      b.tell("move", "{\"x\":1,\"y\":" + i + "}");
      if (i % 30 == 29) {
        a.command("board", "{\"o\":{\"x\":" + i + "}}");
      }
      TestClient.nap(FRAME_MILLIS); // The pace of a screen.
    }
    assertThat(a.ask("board", "{\"o\":{\"y\":1}}").type()).isEqualTo("ack");
    assertNobodyWasHeld();
  }

  /**
   * Each sends each other an offer or an answer and its candidates, and once more for its screen.
   */
  @Test
  void L3_nine_people_set_up_a_call() {
    User ann = server.guest("Ann");
    String room = server.room(ann, "space", "{width:40,height:40}");
    List<User> users = new ArrayList<>(List.of(ann));
    while (users.size() < 9) {
      users.add(server.guest("Guest " + users.size()));
    }
    users.forEach(user -> join(user, room));
    TestClient last = clients.getLast();
    users
        .subList(0, 8)
        .forEach(user ->
            last.awaitView(view -> view.at("/near/" + user.id()).asBoolean(), "all are near"));
    String description = "x".repeat(6_000);
    String candidate = "x".repeat(200);
    for (int round = 0; round < 2; round++) {
      for (int from = 0; from < 9; from++) {
        for (int to = 0; to < 9; to++) {
          for (int part = 0; part < 16 && from != to; part++) {
            String sent = part == 0 ? description : candidate;
            clients
                .get(from)
                .command(
                    "signal",
                    "{\"to\":\""
                        + users.get(to).id()
                        + "\",\"data\":{\"d\":\""
                        + sent
                        + "\",\"n\":"
                        + part
                        + "}}");
          }
        }
      }
    }
    for (TestClient client : clients) {
      TestClient.await(() -> client.frames("ack").size() == 2 * 8 * 16, "all are taken");
      TestClient.await(() -> client.frames("signal").size() == 2 * 8 * 16, "all have come");
    }
    assertNobodyWasHeld();
  }

  @Test
  void L3_an_admin_imports_a_map_of_2_MiB_and_people_meet_on_it() {
    User admin = Site.admin(server);
    int side = 400;
    StringBuilder tiles = new StringBuilder("1");
    tiles.append(",1".repeat(side * side - 1));
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      layers.append(i == 0 ? "" : ",").append("{type:'tilelayer',name:'L").append(i);
      layers.append("',width:%d,height:%d,data:[".formatted(side, side)).append(tiles).append("]}");
    }
    ObjectNode body = Js.object("{name:'T',thumbnail:'/t.png',dimensions:'100x100'}");
    body.set(
        "tiled",
        Js.object(
            "{orientation:'orthogonal',infinite:false,width:%d,height:%d,".formatted(side, side)
                + "tilewidth:16,tileheight:16,"
                + "tilesets:[{firstgid:1,image:'/art/tiles.png',imagewidth:64,imageheight:64,"
                + "columns:4,tilecount:16,tilewidth:16,tileheight:16}],layers:["
                + layers
                + "]}"));
    assertThat(body.toString().length()).isGreaterThan(1_900_000);
    String map =
        Site.ok(server.post("/api/v1/admin/map", admin, body.toString())).path("id").asString();
    ObjectNode space = Js.empty().put("name", "S").put("mapId", map);
    String made =
        Site.ok(server.post("/api/v1/space", admin, space.toString())).path("spaceId").asString();
    for (int i = 0; i < 10; i++) {
      User guest = server.guest("Guest " + i);
      assertThat(server.get("/api/v1/maps/" + map, guest).statusCode()).isEqualTo(200);
      join(guest, made);
    }
    assertNobodyWasHeld();
  }

  @Test
  void L3_a_class_of_two_hundred_behind_one_address_comes_and_plays() {
    User teacher = server.guest("Teacher");
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rooms.add(server.room(teacher, "lobby", "{}"));
    }
    for (int i = 0; i < 200; i++) {
      User pupil = server.guest("Pupil " + i);
      assertThat(server.get("/api/v1/rooms", pupil).statusCode()).isEqualTo(200);
      join(pupil, rooms.get(i % rooms.size()));
    }
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 200; i++) {
        clients.get(i).tell("move", "{\"x\":" + round + ",\"y\":" + i + "}");
      }
      TestClient.nap(200); // Each moves five times a second.
    }
    for (int i = 0; i < 200; i++) {
      assertThat(clients.get(i).ask("board", "{\"o" + i + "\":{\"x\":1}}").type()).isEqualTo("ack");
    }
    // All reload their pages at once.
    clients.forEach(TestClient::close);
    clients.clear();
    for (int i = 0; i < 200; i++) {
      join(server.guest("Pupil " + i), rooms.get(i % rooms.size()));
    }
    assertNobodyWasHeld();
  }
}
