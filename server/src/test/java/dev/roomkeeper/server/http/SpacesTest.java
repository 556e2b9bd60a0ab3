package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Making spaces, and placing elements in them: what each route answers, and what it refuses. */
@Timeout(60)
final class SpacesTest {
  private static final String SPACE = "/api/v1/space";
  private static final String ELEMENT = "/api/v1/space/element";

  @TempDir static Path data;
  static TestServer server;
  static User admin;
  static User ann;
  static User eve;
  static String chair;
  static String table;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    admin = Site.admin(server);
    ann = Site.user(server);
    eve = Site.user(server);
    chair = Site.element(server, admin, "{}");
    table = Site.element(server, admin, "{width:2,use:'cardtable',name:'Table'}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String space(User user, String body) {
    return Site.ok(server.post(SPACE, user, Js.object(body).toString())).path("spaceId").asString();
  }

  private static ObjectNode show(String space, @Nullable User user) {
    return Site.ok(server.get(SPACE + "/" + space, user));
  }

  private static HttpResponse<String> place(
      @Nullable User user, String space, String element, int x, int y) {
    ObjectNode body =
        Js.empty().put("spaceId", space).put("elementId", element).put("x", x).put("y", y);
    return server.post(ELEMENT, user, body.toString());
  }

  private static HttpResponse<String> remove(@Nullable User user, String id) {
    return Site.delete(server, ELEMENT, user, Js.empty().put("id", id).toString());
  }

  // --- Making and deleting ---

  @Test
  void a_space_without_a_map_is_empty_and_as_large_as_was_asked_for() {
    String space = space(ann, "{name:' Home ',dimensions:'100x200',thumbnail:'/t.png'}");
    assertThat(show(space, ann))
        .isEqualTo(
            Js.object(
                "{name:'Home',dimensions:'100x200',kept:true,thumbnail:'/t.png',canEdit:true,"
                    + "elements:[]}"));
    assertThat(show(space, eve).path("canEdit").asBoolean()).isFalse();
    assertThat(Site.ok(server.get(SPACE + "/" + space, null)).path("canEdit").asBoolean())
        .isFalse();
    assertThat(show(space, new User("", "", "bad")).path("canEdit").asBoolean()).isFalse();
    ObjectNode room = Site.ok(server.get("/api/v1/rooms/" + space, eve));
    assertThat(room.path("kind").asString()).isEqualTo("space");
  }

  @Test
  void a_space_of_a_map_has_its_size_its_picture_and_copies_of_its_elements() {
    String map =
        Site.ok(
                server.post(
                    "/api/v1/admin/map",
                    admin,
                    Js.object(
                            "{name:'Office',thumbnail:'/office.png',dimensions:'30x20',"
                                + "defaultElements:[{elementId:'%s',x:3,y:4},{elementId:'%s',x:30,y:20}]}"
                                    .formatted(chair, table))
                        .toString()))
            .path("id")
            .asString();
    String space = space(ann, "{name:'S',dimensions:'100x200',mapId:'" + map + "'}");
    ObjectNode shown = show(space, ann);
    assertThat(shown.path("dimensions").asString()).isEqualTo("30x20");
    assertThat(shown.path("thumbnail").asString()).isEqualTo("/office.png");
    assertThat(shown.path("mapId").asString()).isEqualTo(map);
    assertThat(shown.path("elements")).hasSize(2);
    JsonNode first =
        shown.path("elements").path(0).path("x").asInt() == 3
            ? shown.path("elements").path(0)
            : shown.path("elements").path(1);
    assertThat(first.path("element"))
        .isEqualTo(
            Js.object(
                "{id:'%s',imageUrl:'%s',width:1,height:1,static:true}"
                    .formatted(chair, Site.IMAGE)));
    assertThat(first.path("y").asInt()).isEqualTo(4);
    assertThat(first.path("id").asString()).isNotEqualTo(chair);
    // Once somebody is in it, the room itself says the same.
    try (TestClient client = TestClient.join(server, ann, space)) {
      assertThat(client.isOpen()).isTrue();
      assertThat(show(space, ann)).isEqualTo(shown);
    }
    // A space is a copy: what becomes of it does not become of the map.
    Site.ok(remove(ann, first.path("id").asString()));
    assertThat(show(space, ann).path("elements")).hasSize(1);
    assertThat(Site.ok(server.get("/api/v1/maps/" + map, null)).path("elements")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"name\":\"S\"}",
        "{\"name\":\"S\",\"dimensions\":null}",
        "{\"name\":\"S\",\"mapId\":\"none\"}",
        "{\"name\":\"S\",\"mapId\":\"none\",\"dimensions\":\"10x10\"}",
        "{\"name\":\"S\",\"mapId\":7}",
        "{\"dimensions\":\"10x10\"}",
        "{\"name\":\"\",\"dimensions\":\"10x10\"}",
        "{\"name\":\"  \",\"dimensions\":\"10x10\"}",
        "{\"name\":7,\"dimensions\":\"10x10\"}",
        "{\"name\":\"a\\u0000b\",\"dimensions\":\"10x10\"}",
        "{\"name\":\"S\",\"dimensions\":\"10\"}",
        "{\"name\":\"S\",\"dimensions\":\"10x\"}",
        "{\"name\":\"S\",\"dimensions\":\"0x10\"}",
        "{\"name\":\"S\",\"dimensions\":\"10000x10\"}",
        "{\"name\":\"S\",\"dimensions\":\"-1x10\"}",
        "{\"name\":\"S\",\"dimensions\":\"1e3x10\"}",
        "{\"name\":\"S\",\"dimensions\":\"10X10\"}",
        "{\"name\":\"S\",\"dimensions\":\"\u0661x10\"}",
        "{\"name\":\"S\",\"dimensions\":10}",
        "{\"name\":\"S\",\"dimensions\":{\"w\":1}}",
        "{\"name\":\"S\",\"dimensions\":\"10x10\",\"thumbnail\":\"javascript:alert(1)\"}",
        "{\"name\":\"S\",\"dimensions\":\"10x10\",\"kept\":\"yes\"}",
        "{\"name\":\"S\",\"dimensions\":\"10x10\",\"editors\":\"nobody\"}",
        "{\"name\":\"S\",\"dimensions\":\"10x10\",\"listed\":7}"
      })
  void a_wrong_space_is_refused(String body) {
    ApiTest.assertProblem(server.post(SPACE, ann, body), 400, "BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE space; --",
        "\") OR 1=1 --",
        "<script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "${jndi:ldap://x}{{7*7}}"
      })
  void a_name_is_text_and_nothing_else(String text) {
    ObjectNode body = Js.empty().put("name", text).put("dimensions", "9x9");
    String space = Site.ok(server.post(SPACE, ann, body.toString())).path("spaceId").asString();
    assertThat(show(space, ann).path("name").asString()).isEqualTo(text);
    // Where an id is expected it is nobody's.
    ApiTest.assertProblem(
        server.post(SPACE, ann, body.put("mapId", text).toString()), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(ann, text, chair, 1, 1), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(ann, space, text, 1, 1), 400, "BAD_REQUEST");
    ApiTest.assertProblem(remove(ann, text), 403, "FORBIDDEN");
  }

  @Test
  void a_body_that_is_huge_deep_or_twisted_is_refused() {
    String huge = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
    ApiTest.assertProblem(server.post(SPACE, ann, huge), 413, "TOO_LARGE");
    String deep = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
    ApiTest.assertProblem(server.post(SPACE, ann, deep), 400, "BAD_REQUEST");
    String twice = "{\"name\":\"a\",\"name\":\"b\",\"dimensions\":\"9x9\"}";
    ApiTest.assertProblem(server.post(SPACE, ann, twice), 400, "BAD_REQUEST");
  }

  @Test
  void the_largest_and_the_smallest_space_can_be_made() {
    for (String size : List.of("9999x9999", "1x1")) {
      String space = space(ann, "{name:'S',dimensions:'" + size + "',extra:{ignored:[1]}}");
      assertThat(show(space, ann).path("dimensions").asString()).isEqualTo(size);
    }
  }

  @Test
  void who_made_a_space_lists_and_deletes_it_and_nobody_else() {
    User bob = Site.user(server);
    assertThat(all(bob)).isEmpty();
    String first = space(bob, "{name:'First',dimensions:'10x20'}");
    String second = space(bob, "{name:'Second',dimensions:'10x20',kept:false}");
    assertThat(all(bob)).hasSize(2);
    assertThat(all(bob))
        .contains(Js.object("{id:'" + first + "',name:'First',dimensions:'10x20',thumbnail:null}"));
    assertThat(show(second, bob).path("kept").asBoolean()).isFalse();

    String path = SPACE + "/" + first;
    ApiTest.assertProblem(Site.delete(server, path, null, ""), 403, "FORBIDDEN");
    ApiTest.assertProblem(Site.delete(server, path, new User("", "", "x"), ""), 401, "FORBIDDEN");
    ApiTest.assertProblem(Site.delete(server, path, ann, ""), 403, "FORBIDDEN");
    ApiTest.assertProblem(Site.delete(server, path, admin, ""), 403, "FORBIDDEN");
    ApiTest.assertProblem(Site.delete(server, SPACE + "/none", bob, ""), 400, "BAD_REQUEST");
    try (TestClient client = TestClient.join(server, ann, first)) {
      Site.ok(Site.delete(server, path, bob, ""));
      assertThat(client.awaitClose().code()).isEqualTo(4404);
    }
    assertThat(all(bob)).hasSize(1);
    ApiTest.assertProblem(server.get(path, bob), 400, "BAD_REQUEST");
    ApiTest.assertProblem(Site.delete(server, path, bob, ""), 400, "BAD_REQUEST");
    assertThat(server.get("/api/v1/rooms/" + first, bob).statusCode()).isEqualTo(404);
  }

  private static List<JsonNode> all(User user) {
    return java.util.stream.StreamSupport.stream(
            Site.ok(server.get(SPACE + "/all", user)).path("spaces").spliterator(), false)
        .toList();
  }

  // --- Elements ---

  @Test
  void an_element_is_placed_seen_by_all_who_are_there_and_removed() {
    String space = space(ann, "{name:'S',dimensions:'100x200'}");
    try (TestClient client = TestClient.join(server, eve, space)) {
      String id = Site.ok(place(ann, space, table, 50, 20)).path("id").asString();
      TestClient.await(
          () -> client.view().at("/elements/" + id + "/x").asInt() == 50, "it is there");
      JsonNode shown = show(space, null).path("elements").path(0);
      assertThat(shown.path("id").asString()).isEqualTo(id);
      assertThat(shown.path("element").path("use").asString()).isEqualTo("cardtable");
      ApiTest.assertProblem(remove(eve, id), 403, "FORBIDDEN");
      Site.ok(remove(ann, id));
      TestClient.await(() -> client.view().at("/elements").isEmpty(), "it is gone");
      assertThat(show(space, null).path("elements")).isEmpty();
      ApiTest.assertProblem(remove(ann, id), 403, "FORBIDDEN");
    }
  }

  @Test
  void an_element_is_placed_only_inside_and_only_by_who_may() {
    String space = space(ann, "{name:'S',dimensions:'100x200'}");
    for (int[] outside : new int[][] {{-1, 5}, {5, -1}, {101, 5}, {5, 201}, {10_000, 210_000}}) {
      ApiTest.assertProblem(place(ann, space, chair, outside[0], outside[1]), 400, "BAD_REQUEST");
    }
    ApiTest.assertProblem(place(eve, space, chair, 5, 5), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(admin, space, chair, 5, 5), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(ann, "none", chair, 5, 5), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(ann, space, "none", 5, 5), 400, "BAD_REQUEST");
    ApiTest.assertProblem(place(null, space, chair, 5, 5), 403, "FORBIDDEN");
    ApiTest.assertProblem(place(new User("", "", "x"), space, chair, 5, 5), 401, "FORBIDDEN");
    String half =
        "{\"spaceId\":\"%s\",\"elementId\":\"%s\",\"x\":1.5,\"y\":1}".formatted(space, chair);
    ApiTest.assertProblem(server.post(ELEMENT, ann, half), 400, "BAD_REQUEST");
    assertThat(show(space, ann).path("elements")).isEmpty();
    ApiTest.assertProblem(remove(ann, "none"), 403, "FORBIDDEN");
    ApiTest.assertProblem(remove(null, "none"), 403, "FORBIDDEN");
    ApiTest.assertProblem(Site.delete(server, ELEMENT, ann, "{}"), 400, "BAD_REQUEST");
  }

  @Test
  void where_everyone_edits_anybody_places_and_removes() {
    String space = space(ann, "{name:'S',dimensions:'9x9',editors:'everyone'}");
    assertThat(show(space, eve).path("canEdit").asBoolean()).isTrue();
    String id = Site.ok(place(eve, space, chair, 1, 1)).path("id").asString();
    Site.ok(remove(admin, id));
    // Who may change it may not delete it.
    ApiTest.assertProblem(Site.delete(server, SPACE + "/" + space, eve, ""), 403, "FORBIDDEN");
    show(space, eve);
  }

  @Test
  void edits_survive_the_servers_end() {
    String space = space(ann, "{name:'S',dimensions:'9x9'}");
    Site.ok(place(ann, space, chair, 1, 1));
    ObjectNode before = show(space, ann);
    server.stop();
    server.startAgain();
    assertThat(show(space, ann)).isEqualTo(before);
    Site.ok(place(ann, space, chair, 2, 1));
    assertThat(show(space, ann).path("elements")).hasSize(2);
  }

  // --- Tables ---

  @Test
  void who_stands_near_opens_a_table_once() {
    String space = space(ann, "{name:'S',dimensions:'5x5'}"); // near is everywhere
    String id = Site.ok(place(ann, space, table, 2, 2)).path("id").asString();
    String plain = Site.ok(place(ann, space, chair, 0, 0)).path("id").asString();
    ApiTest.assertProblem(openTable(eve, space, id), 409, "CONFLICT");
    try (TestClient client = TestClient.join(server, eve, space)) {
      assertThat(client.isOpen()).isTrue();
      ApiTest.assertProblem(openTable(eve, space, plain), 409, "CONFLICT");
      ApiTest.assertProblem(openTable(eve, space, "none"), 404, "NOT_FOUND");
      ApiTest.assertProblem(openTable(null, space, id), 403, "FORBIDDEN");
      ObjectNode opened = Site.ok(openTable(eve, space, id));
      String room = opened.path("roomId").asString();
      assertThat(Site.ok(openTable(ann, space, id))).isEqualTo(opened);
      ObjectNode described = Site.ok(server.get("/api/v1/rooms/" + room, ann));
      assertThat(described.path("kind").asString()).isEqualTo("cardtable");
      assertThat(described.path("name").asString()).isEqualTo("Table");
      assertThat(server.get("/api/v1/rooms", ann).body()).doesNotContain(room);
      JsonNode shown = show(space, ann).path("elements");
      assertThat(shown.findValuesAsString("table")).containsExactly(room);
      TestClient.await(
          () -> client.view().at("/elements/" + id + "/table").asString("").equals(room),
          "the space knows it");
    }
  }

  @Test
  void who_stands_near_opens_an_arena_that_the_next_one_joins() {
    String machine = Site.element(server, admin, "{width:1,use:'arena',name:'Machine'}");
    String useless = Site.element(server, admin, "{width:1,use:'lobby',name:'Bell'}");
    String space = space(ann, "{name:'S',dimensions:'5x5'}");
    String id = Site.ok(place(ann, space, machine, 2, 2)).path("id").asString();
    String bell = Site.ok(place(ann, space, useless, 1, 1)).path("id").asString();
    ApiTest.assertProblem(openTable(eve, space, id), 409, "CONFLICT");
    try (TestClient client = TestClient.join(server, eve, space)) {
      assertThat(client.isOpen()).isTrue();
      ApiTest.assertProblem(openTable(eve, space, bell), 409, "CONFLICT");
      String room = Site.ok(openTable(eve, space, id)).path("roomId").asString();
      assertThat(Site.ok(openTable(ann, space, id)).path("roomId").asString()).isEqualTo(room);
      assertThat(Site.ok(server.get("/api/v1/rooms/" + room, ann)).path("kind").asString())
          .isEqualTo("arena");
      try (TestClient one = TestClient.join(server, eve, room);
          TestClient other = TestClient.join(server, ann, room)) {
        TestClient.await(
            () -> one.view().at("/game/phase").asString("").equals("playing"), "both play");
        assertThat(other.view().at("/players").size()).isEqualTo(2);
      }
    }
  }

  private static HttpResponse<String> openTable(@Nullable User user, String space, String id) {
    return server.post(
        "/api/v1/space/table", user, Js.empty().put("spaceId", space).put("id", id).toString());
  }

  // --- Spaces for invited people ---

  @Test
  void a_space_for_invited_people_is_shown_to_them_alone() {
    String space = server.room(ann, "space", "{width:9,height:9,only:['" + eve.id() + "']}");
    assertThat(show(space, ann).path("dimensions").asString()).isEqualTo("9x9");
    show(space, eve);
    ApiTest.assertProblem(server.get(SPACE + "/" + space, null), 403, "FORBIDDEN");
    ApiTest.assertProblem(server.get(SPACE + "/" + space, admin), 403, "FORBIDDEN");
  }

  @Test
  void a_table_in_a_space_for_invited_people_is_for_them_alone() {
    String space = server.room(ann, "space", "{width:9,height:9,only:['" + eve.id() + "']}");
    String id = Site.ok(place(ann, space, table, 2, 2)).path("id").asString();
    ApiTest.assertProblem(openTable(admin, space, id), 403, "FORBIDDEN");
    try (TestClient client = TestClient.join(server, eve, space)) {
      assertThat(client.isOpen()).isTrue();
      Site.ok(openTable(eve, space, id));
    }
    ApiTest.assertProblem(openTable(admin, space, id), 403, "FORBIDDEN");
  }
}
