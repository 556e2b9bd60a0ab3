package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.CourseApp.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole way of a "2D metaverse" course client, its calls unchanged, against a server as its
 * operator starts it: what the course's public suite asks of a backend, and some more.
 */
@Timeout(180)
final class CourseTest {
  @TempDir static Path temp;
  static ServerProcess server;
  static CourseApp app;
  static User admin;
  static User user;
  static String mapId;
  static String wall;

  @BeforeAll
  static void start() throws IOException {
    Path data = Files.createDirectory(temp.resolve("data"));
    server =
        ServerProcess.start(
            ServerProcess.Launch.on(data)
                .asked("--open-admin-signup", "--weak-passwords", "--metaverse-port", "0"));
    app = new CourseApp(server.port(), server.metaversePort());
    admin = app.user("admin");
    user = app.user("user");
    wall = app.element(admin, 1, true);
    String carpet = app.element(admin, 10, false);
    mapId =
        app.post(
                "/admin/map",
                admin,
                map(List.of(placed(wall, 20, 20), placed(wall, 5, 10), placed(carpet, 18, 20))))
            .text("id");
  }

  @AfterAll
  static void stop() {
    app.close();
    server.close();
  }

  private static Map<String, Object> map(List<?> elements) {
    return Map.of(
        "thumbnail",
        "https://thumbnail.example/a.png",
        "dimensions",
        "100x200",
        "name",
        "100 person interview room",
        "defaultElements",
        elements);
  }

  private static Map<String, Object> placed(String elementId, int x, int y) {
    return Map.of("elementId", elementId, "x", x, "y", y);
  }

  private static String spaceOf(User owner) {
    return app.post(
            "/space", owner, Map.of("name", "Test", "dimensions", "100x200", "mapId", mapId))
        .text("spaceId");
  }

  private static List<JsonNode> elements(String spaceId) {
    JsonNode elements = app.get("/space/" + spaceId, user).list("elements");
    return StreamSupport.stream(elements.spliterator(), false).toList();
  }

  private static List<String> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }

  // --- Signing up and in ---

  @Test
  void one_signs_up_once() {
    String name = CourseApp.freshName("");
    assertThat(app.signUp(name, "admin").text("userId")).isNotEmpty();
    assertThat(app.signUp(name, "admin").status()).isEqualTo(400);
    Map<String, Object> nameless = Map.of("password", CourseApp.PASSWORD, "type", "user");
    assertThat(app.post("/signup", null, nameless).status()).isEqualTo(400);
  }

  @Test
  void one_signs_in_with_the_right_name_and_password_alone() {
    assertThat(app.signIn(user.username(), CourseApp.PASSWORD).text("token")).isNotEmpty();
    assertThat(app.signIn("WrongUsername", CourseApp.PASSWORD).status()).isEqualTo(403);
    assertThat(app.signIn(user.username(), "wrong password").status()).isEqualTo(403);
  }

  // --- Avatars ---

  @Test
  void one_chooses_an_avatar_and_others_can_look_it_up() {
    User johnny = app.user("user");
    String avatarId =
        app.post(
                "/admin/avatar",
                admin,
                Map.of("imageUrl", "https://images.example/johnny.png", "name", "Johnny"))
            .text("avatarId");
    assertThat(ids(app.get("/avatars", null).list("avatars"))).contains(avatarId);

    Map<String, Object> choice = Map.of("avatarId", avatarId);
    assertThat(app.post("/user/metadata", johnny, Map.of("avatarId", "123123123")).status())
        .isEqualTo(400);
    assertThat(app.post("/user/metadata", null, choice).status()).isEqualTo(403);
    assertThat(app.post("/user/metadata", johnny, choice).status()).isEqualTo(200);

    String ids = "[" + johnny.id() + "," + user.id() + "]";
    JsonNode one = app.get("/user/metadata/bulk?ids=[" + johnny.id() + "]", null).list("avatars");
    assertThat(one).hasSize(1);
    assertThat(one.path(0).path("userId").asString()).isEqualTo(johnny.id());
    assertThat(one.path(0).path("imageUrl").asString())
        .isEqualTo("https://images.example/johnny.png");
    assertThat(app.get("/user/metadata/bulk?ids=" + ids, null).list("avatars")).hasSize(2);
  }

  // --- Spaces ---

  @Test
  void a_space_is_made_with_a_map_or_a_size() {
    Map<String, Object> sized = Map.of("name", "Test", "dimensions", "100x200");
    assertThat(spaceOf(user)).isNotEmpty();
    assertThat(app.post("/space", user, sized).text("spaceId")).isNotEmpty();
    assertThat(app.post("/space", user, Map.of("name", "Test")).status()).isEqualTo(400);
    assertThat(app.post("/space", null, sized).status()).isEqualTo(403);
  }

  @Test
  void a_space_is_deleted_by_who_made_it() {
    assertThat(app.delete("/space/randomIdDoesntExist", user, null).status()).isEqualTo(400);
    String mine = spaceOf(user);
    assertThat(app.delete("/space/" + mine, admin, null).status()).isEqualTo(403);
    assertThat(app.delete("/space/" + mine, user, null).status()).isEqualTo(200);
    assertThat(app.get("/space/" + mine, user).status()).isEqualTo(400);
  }

  @Test
  void one_sees_ones_own_spaces() {
    User owner = app.user("admin");
    spaceOf(user);
    assertThat(app.get("/space/all", owner).list("spaces")).isEmpty();
    String made =
        app.post("/space", owner, Map.of("name", "Test", "dimensions", "100x200")).text("spaceId");
    assertThat(ids(app.get("/space/all", owner).list("spaces"))).containsExactly(made);
  }

  @Test
  void elements_are_shown_placed_and_removed() {
    String space = spaceOf(user);
    assertThat(app.get("/space/123kasdk01", user).status()).isEqualTo(400);
    assertThat(app.get("/space/" + space, user).text("dimensions")).isEqualTo("100x200");
    List<JsonNode> before = elements(space);
    assertThat(before).hasSize(3);
    Map<String, Object> first = Map.of("id", before.getFirst().path("id").asString());
    assertThat(app.delete("/space/element", admin, first).status()).isEqualTo(403);
    assertThat(app.delete("/space/element", user, first).status()).isEqualTo(200);
    assertThat(elements(space)).hasSize(2);

    Map<String, Object> outside =
        Map.of("elementId", wall, "spaceId", space, "x", 10_000, "y", 210_000);
    assertThat(app.post("/space/element", user, outside).status()).isEqualTo(400);
    assertThat(elements(space)).hasSize(2);
    Map<String, Object> inside = Map.of("elementId", wall, "spaceId", space, "x", 50, "y", 20);
    assertThat(app.post("/space/element", user, inside).status()).isEqualTo(200);
    assertThat(elements(space)).hasSize(3);
  }

  @Test
  void what_admins_do_is_for_admins() {
    Map<String, Object> element =
        Map.of("imageUrl", "https://images.example/e.png", "width", 1, "height", 1, "static", true);
    Map<String, Object> repaint = Map.of("imageUrl", "https://images.example/f.png");
    Map<String, Object> avatar = Map.of("imageUrl", "https://images.example/a.png", "name", "T");
    assertThat(app.post("/admin/element", user, element).status()).isEqualTo(403);
    assertThat(app.post("/admin/map", user, map(List.of())).status()).isEqualTo(403);
    assertThat(app.put("/admin/element/123", user, repaint).status()).isEqualTo(403);
    assertThat(app.post("/admin/avatar", user, avatar).status()).isEqualTo(403);

    String id = app.post("/admin/element", admin, element).text("id");
    assertThat(app.post("/admin/map", admin, map(List.of())).text("id")).isNotEmpty();
    assertThat(app.put("/admin/element/" + id, admin, repaint).status()).isEqualTo(200);
    assertThat(app.post("/admin/avatar", admin, avatar).text("avatarId")).isNotEmpty();
  }

  // --- Walking ---

  @Test
  void two_come_walk_talk_and_leave() {
    String space = spaceOf(user);
    CourseSocket ws1 = app.socket();
    CourseSocket ws2 = app.socket();
    ws1.join(space, admin.token());
    JsonNode joined1 = ws1.pop("space-joined");
    ws2.join(space, user.token());
    JsonNode joined2 = ws2.pop("space-joined");
    JsonNode came = ws1.pop("user-joined");

    assertThat(joined1.path("users")).isEmpty();
    assertThat(joined2.path("users")).hasSize(1);
    assertThat(came.path("userId").asString()).isEqualTo(user.id());
    assertThat(came.path("x")).isEqualTo(joined2.path("spawn").path("x"));
    assertThat(came.path("y")).isEqualTo(joined2.path("spawn").path("y"));
    long x = joined1.path("spawn").path("x").asLong();
    long y = joined1.path("spawn").path("y").asLong();

    ws1.move(10_000_000, 30_000_000);
    assertStands(ws1.pop("movement-rejected"), x, y);
    ws1.move(x + 2, y);
    assertStands(ws1.pop("movement-rejected"), x, y);
    ws1.move(x + 1, y);
    JsonNode moved = ws2.pop("movement");
    assertThat(moved.path("userId").asString()).isEqualTo(admin.id());
    assertStands(moved, x + 1, y);

    Map<String, Object> below = Map.of("elementId", wall, "spaceId", space, "x", x + 1, "y", y + 1);
    assertThat(app.post("/space/element", user, below).status()).isEqualTo(200);
    ws1.move(x + 1, y + 1);
    assertStands(ws1.pop("movement-rejected"), x + 1, y);

    ws2.send(
        "chat-message", Map.of("spaceId", space, "token", user.token(), "message", "hello there"));
    for (CourseSocket each : List.of(ws1, ws2)) {
      JsonNode said = each.pop("new-message");
      assertThat(said.path("id").asString()).isNotEmpty();
      assertThat(said.path("userId").asString()).isEqualTo(user.id());
      assertThat(said.path("name").asString()).isEqualTo(user.username());
      assertThat(said.path("message").asString()).isEqualTo("hello there");
    }

    ws1.close();
    assertThat(ws2.pop("user-left").path("userId").asString()).isEqualTo(admin.id());

    assertThat(app.delete("/space/" + space, user, null).status()).isEqualTo(200);
    assertThat(ws2.awaitClose()).isEqualTo(4404);
    ws1.assertNothingCame();
    ws2.assertNothingCame();
  }

  private static void assertStands(JsonNode payload, long x, long y) {
    assertThat(payload.path("x").asLong()).isEqualTo(x);
    assertThat(payload.path("y").asLong()).isEqualTo(y);
  }

  @Test
  void who_is_nobody_or_wants_nowhere_is_told_so() {
    String space = spaceOf(user);
    CourseSocket nobody = app.socket();
    nobody.join(space, "no token");
    assertThat(nobody.pop("error").path("message").asString()).isNotEmpty();
    assertThat(nobody.awaitClose()).isEqualTo(4401);
    CourseSocket lost = app.socket();
    lost.join("nowhere", user.token());
    assertThat(lost.pop("error").path("message").asString()).isNotEmpty();
    assertThat(lost.awaitClose()).isEqualTo(4404);
  }

  @Test
  void a_guest_may_walk_too() {
    Site.Guest guest = new Site(server.port()).guest("Gus");
    CourseSocket socket = app.socket();
    socket.join(spaceOf(user), guest.token());
    assertThat(socket.pop("space-joined").path("users")).isEmpty();
    socket.close();
  }
}
