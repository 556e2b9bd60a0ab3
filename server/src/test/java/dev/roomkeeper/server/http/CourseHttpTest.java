package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client of the widely known "2D metaverse" course does over HTTP, in its order and with its
 * expectations: signing up and in, avatars, spaces, what stands in them, and what admins do.
 */
@Timeout(60)
final class CourseHttpTest {
  private static final String PICTURE =
      "https://encrypted-tbn0.gstatic.com/shopping?q=tbn:ANd9GcRCRca3wAR4zjPPTzeIY9rSwbbqB6bB2hVkoTXN4eerXOIkJTG1GpZ9ZqSGYafQPToWy_JTcmV5RHXsAsWQC3tKnMlH_CsibsSZ5oJtbakq&usqp=CAE";

  @TempDir Path data;
  private TestServer server;
  private User admin;
  private User user;

  @BeforeEach
  void start() {
    server = TestServer.start(data, TestServer.OPEN);
    admin = enter("kirat" + Math.random(), "admin");
    user = enter("kirat" + Math.random() + "-user", "user");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private User enter(String name, String type) {
    ObjectNode body = Js.empty().put("username", name).put("password", "123456").put("type", type);
    String id = json(post("/signup", null, body)).path("userId").asString();
    String token = json(post("/signin", null, body)).path("token").asString();
    return new User(id, name, token);
  }

  private HttpResponse<String> post(String path, @Nullable User as, ObjectNode body) {
    return server.post("/api/v1" + path, as, body.toString());
  }

  private HttpResponse<String> get(String path, @Nullable User as) {
    return server.get("/api/v1" + path, as);
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Js.object(response.body());
  }

  private static void refused(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(Js.object(response.body()).path("message").asString()).isNotBlank();
  }

  private String element() {
    return json(post("/admin/element", admin, elementBody())).path("id").asString();
  }

  private static ObjectNode elementBody() {
    return Js.empty().put("imageUrl", PICTURE).put("width", 1).put("height", 1).put("static", true);
  }

  private String map(String first, String second) {
    ObjectNode body =
        Js.object(
            "{thumbnail:'https://thumbnail.com/a.png',dimensions:'100x200',name:'Test space',"
                + "defaultElements:[{elementId:'%s',x:20,y:20},{elementId:'%s',x:18,y:20},{elementId:'%s',x:19,y:20}]}"
                    .formatted(first, first, second));
    return json(post("/admin/map", admin, body)).path("id").asString();
  }

  private String space(User as, String body) {
    return json(post("/space", as, Js.object(body))).path("spaceId").asString();
  }

  @Test
  void authentication() {
    ObjectNode body =
        Js.empty()
            .put("username", "kirat" + Math.random())
            .put("password", "123456")
            .put("type", "admin");
    json(post("/signup", null, body));
    refused(400, post("/signup", null, body));
    refused(400, post("/signup", null, Js.empty().put("password", "123456")));
    assertThat(json(post("/signin", null, body)).path("token").asString()).isNotEmpty();
    ObjectNode wrong = Js.empty().put("username", "WrongUsername").put("password", "123456");
    refused(403, post("/signin", null, wrong));
  }

  @Test
  void the_users_own_avatar() {
    ObjectNode avatar = Js.empty().put("imageUrl", PICTURE).put("name", "Timmy");
    String id = json(post("/admin/avatar", admin, avatar)).path("avatarId").asString();
    refused(400, post("/user/metadata", admin, Js.empty().put("avatarId", "123123123")));
    json(post("/user/metadata", admin, Js.empty().put("avatarId", id)));
    refused(403, post("/user/metadata", null, Js.empty().put("avatarId", id)));
  }

  @Test
  void avatars_of_others() {
    ObjectNode avatar = Js.empty().put("imageUrl", PICTURE).put("name", "Timmy");
    String id = json(post("/admin/avatar", admin, avatar)).path("avatarId").asString();
    JsonNode bulk =
        Site.getRaw(server, "/api/v1/user/metadata/bulk?ids=[" + user.id() + "]").path("avatars");
    assertThat(bulk).hasSize(1);
    assertThat(bulk.path(0).path("userId").asString()).isEqualTo(user.id());
    JsonNode avatars = json(get("/avatars", null)).path("avatars");
    assertThat(avatars).isNotEmpty();
    assertThat(find(avatars, id)).isNotNull();
  }

  private static @Nullable JsonNode find(JsonNode list, String id) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(item -> item.path("id").asString().equals(id))
        .findFirst()
        .orElse(null);
  }

  @Test
  void spaces() {
    String map = map(element(), element());
    ObjectNode both = Js.empty().put("name", "Test").put("dimensions", "100x200").put("mapId", map);
    assertThat(json(post("/space", user, both)).path("spaceId").asString()).isNotEmpty();
    assertThat(space(user, "{name:'Test',dimensions:'100x200'}")).isNotEmpty();
    refused(400, post("/space", user, Js.empty().put("name", "Test")));

    refused(400, Site.delete(server, "/api/v1/space/randomIdDoesntExist", user, ""));
    String mine = space(user, "{name:'Test',dimensions:'100x200'}");
    assertThat(Site.delete(server, "/api/v1/space/" + mine, user, "").statusCode()).isEqualTo(200);
    String other = space(user, "{name:'Test',dimensions:'100x200'}");
    refused(403, Site.delete(server, "/api/v1/space/" + other, admin, ""));

    assertThat(json(get("/space/all", admin)).path("spaces")).isEmpty();
    String own = space(admin, "{name:'Test',dimensions:'100x200'}");
    JsonNode spaces = json(get("/space/all", admin)).path("spaces");
    assertThat(spaces).hasSize(1);
    assertThat(find(spaces, own)).isNotNull();
  }

  @Test
  void the_arena() {
    String first = element();
    String space =
        space(user, "{name:'Test',dimensions:'100x200',mapId:'" + map(first, element()) + "'}");
    refused(400, get("/space/123kasdk01", user));
    JsonNode shown = json(get("/space/" + space, user));
    assertThat(shown.path("dimensions").asString()).isEqualTo("100x200");
    assertThat(shown.path("elements")).hasSize(3);

    String gone = shown.path("elements").path(0).path("id").asString();
    String body = Js.empty().put("id", gone).toString();
    assertThat(Site.delete(server, "/api/v1/space/element", user, body).statusCode())
        .isEqualTo(200);
    assertThat(json(get("/space/" + space, user)).path("elements")).hasSize(2);

    ObjectNode place = Js.empty().put("elementId", first).put("spaceId", space);
    refused(400, post("/space/element", user, place.deepCopy().put("x", 10_000).put("y", 210_000)));
    json(post("/space/element", user, place.deepCopy().put("x", 50).put("y", 20)));
    assertThat(json(get("/space/" + space, user)).path("elements")).hasSize(3);
    for (JsonNode placed : json(get("/space/" + space, user)).path("elements")) {
      assertThat(placed.propertyNames()).contains("id", "element", "x", "y");
      assertThat(placed.path("element").propertyNames())
          .contains("id", "imageUrl", "width", "height", "static");
    }
  }

  @Test
  void what_only_admins_do() {
    ObjectNode map =
        Js.object(
            "{thumbnail:'https://thumbnail.com/a.png',dimensions:'100x200',name:'test space',defaultElements:[]}");
    ObjectNode avatar = Js.empty().put("imageUrl", PICTURE).put("name", "Timmy");
    String picture = Js.empty().put("imageUrl", PICTURE).toString();
    for (User as : List.of(user, server.guest("Gus"))) {
      refused(403, post("/admin/element", as, elementBody()));
      refused(403, post("/admin/map", as, map));
      refused(403, post("/admin/avatar", as, avatar));
      refused(403, Site.put(server, "/api/v1/admin/element/123", as, picture));
    }
    String element = json(post("/admin/element", admin, elementBody())).path("id").asString();
    json(post("/admin/map", admin, map));
    json(post("/admin/avatar", admin, avatar));
    String changed = "https://images.example/other.png";
    HttpResponse<String> put =
        Site.put(
            server,
            "/api/v1/admin/element/" + element,
            admin,
            Js.empty().put("imageUrl", changed).toString());
    assertThat(put.statusCode()).isEqualTo(200);
    JsonNode found = find(json(get("/elements", null)).path("elements"), element);
    assertThat(found).isNotNull();
    assertThat(found.path("imageUrl").asString()).isEqualTo(changed);
  }
}
