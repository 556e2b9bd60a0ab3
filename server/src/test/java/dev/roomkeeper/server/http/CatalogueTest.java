package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Avatars, elements and maps: provided by admins, read by anybody. */
@Timeout(60)
final class CatalogueTest {
  private static final String ADMIN = "/api/v1/admin/";

  @TempDir static Path data;
  static TestServer server;
  static User admin;
  static User ann;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, TestServer.OPEN);
    admin = Site.admin(server);
    ann = Site.user(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> add(String what, String body) {
    return server.post(ADMIN + what, admin, body);
  }

  private static ObjectNode element(String more) {
    ObjectNode body = Js.object("{imageUrl:'/chair.png',width:1,height:2,static:true}");
    Js.merge(body, Js.object(more));
    return body;
  }

  @Test
  void what_an_admin_adds_anybody_reads() {
    String name = "<img src=x onerror=alert(1)> '; DROP TABLE avatar; --";
    ObjectNode avatar = Js.empty().put("name", name).put("imageUrl", "http://a.example/b.png");
    String id = Site.ok(add("avatar", avatar.toString())).path("avatarId").asString();
    assertThat(find("/avatars", "avatars", id)).isEqualTo(avatar.put("id", id));
    ObjectNode chair = element("{}");
    id = Site.ok(add("element", chair.toString())).path("id").asString();
    assertThat(find("/elements", "elements", id)).isEqualTo(chair.put("id", id));
    ObjectNode table = element("{use:'cardtable',name:'Table',extra:[1,{}]}");
    id = Site.ok(add("element", table.toString())).path("id").asString();
    table.remove("extra");
    assertThat(find("/elements", "elements", id)).isEqualTo(table.put("id", id));
    Site.ok(Site.put(server, ADMIN + "element/" + id, admin, "{\"imageUrl\":\"/new.png\"}"));
    assertThat(find("/elements", "elements", id)).isEqualTo(table.put("imageUrl", "/new.png"));
  }

  private static JsonNode find(String path, String key, String id) {
    for (JsonNode item : Site.ok(server.get("/api/v1" + path, null)).path(key)) {
      if (item.path("id").asString().equals(id)) {
        return item;
      }
    }
    throw new AssertionError(id + " is not there");
  }

  @Test
  void who_is_no_admin_is_refused_before_anything_is_looked_at() {
    List<String> posts = List.of("avatar", "element", "map", "promote");
    for (User user : new User[] {ann, server.guest("Gus")}) {
      for (String post : posts) {
        ApiTest.assertProblem(server.post(ADMIN + post, user, "{"), 403, "FORBIDDEN");
      }
      ApiTest.assertProblem(Site.put(server, ADMIN + "element/none", user, "{"), 403, "FORBIDDEN");
    }
    for (String post : posts) {
      ApiTest.assertProblem(server.post(ADMIN + post, null, "{"), 403, "FORBIDDEN");
      ApiTest.assertProblem(
          server.post(ADMIN + post, new User("", "", "x"), "{"), 401, "FORBIDDEN");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "ftp://a.example/a.png",
        "//a.example/a.png",
        "a.png",
        "ImageUrl",
        "https://",
        "https:///a.png",
        "https://a.example/\" onerror=\"alert(1)",
        "https://a.example/<script>",
        "/a b.png",
        "/a\nb.png",
        "/\\a.png",
        ""
      })
  void a_picture_that_is_not_on_the_web_is_refused(String url) {
    String body = Js.empty().put("imageUrl", url).put("name", "x").toString();
    ApiTest.assertProblem(add("avatar", body), 400, "BAD_REQUEST");
    ApiTest.assertProblem(
        add("element", element("{}").put("imageUrl", url).toString()), 400, "BAD_REQUEST");
    ApiTest.assertProblem(
        add("map", Js.object("{name:'M',dimensions:'9x9'}").put("thumbnail", url).toString()),
        400,
        "BAD_REQUEST");
  }

  @Test
  void texts_are_bounded() {
    ObjectNode avatar = Js.empty().put("imageUrl", "/" + "a".repeat(1_999));
    Site.ok(add("avatar", avatar.put("name", "n".repeat(100)).toString()));
    ApiTest.assertProblem(
        add("avatar", avatar.put("name", "n".repeat(101)).toString()), 400, "BAD_REQUEST");
    avatar.put("name", "n").put("imageUrl", "/" + "a".repeat(2_000));
    ApiTest.assertProblem(add("avatar", avatar.toString()), 400, "BAD_REQUEST");
    ApiTest.assertProblem(
        add("avatar", avatar.put("name", "n".repeat(70_000)).toString()), 413, "TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{width:0}",
        "{width:101}",
        "{width:1.5}",
        "{width:'1'}",
        "{height:null}",
        "{static:null}",
        "{static:'yes'}",
        "{static:1}",
        "{imageUrl:7}",
        "{name:7}",
        "{name:'a\\nb'}",
        "{use:''}",
        "{use:{}}"
      })
  void a_wrong_element_is_refused(String wrong) {
    ApiTest.assertProblem(add("element", element(wrong).toString()), 400, "BAD_REQUEST");
  }

  // --- Maps ---

  @Test
  void a_map_is_made_of_elements() {
    String chair = Site.ok(add("element", element("{}").toString())).path("id").asString();
    ObjectNode body =
        Js.object(
            "{name:'Office',thumbnail:'/t.png',dimensions:'100x200',"
                + "defaultElements:[{elementId:'%s',x:20,y:30},{elementId:'%s',x:0,y:0}]}"
                    .formatted(chair, chair));
    String id = Site.ok(add("map", body.toString())).path("id").asString();
    assertThat(find("/maps", "maps", id))
        .isEqualTo(
            Js.object("{id:'" + id + "',name:'Office',thumbnail:'/t.png',dimensions:'100x200'}"));
    ObjectNode map = Site.ok(server.get("/api/v1/maps/" + id, null));
    assertThat(map.path("elements")).hasSize(2);
    assertThat(map.path("elements").path(0).path("x").asInt()).isEqualTo(20);
    assertThat(map.path("elements").path(0).path("elementId").asString()).isEqualTo(chair);
    assertThat(map.has("tiled")).isFalse();
    assertThat(map.has("walls")).isFalse();
    ApiTest.assertProblem(server.get("/api/v1/maps/none", null), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name:null}",
        "{name:''}",
        "{thumbnail:null}",
        "{dimensions:null}",
        "{dimensions:'0x5'}",
        "{dimensions:'12345x5'}",
        "{dimensions:5}",
        "{defaultElements:{}}",
        "{defaultElements:[7]}",
        "{defaultElements:[{}]}",
        "{defaultElements:[{elementId:'none',x:1,y:1}]}",
        "{defaultElements:[{elementId:'none',x:-1,y:1}]}",
        "{tiled:7}",
        "{tiled:{}}"
      })
  void a_wrong_map_is_refused(String wrong) {
    ObjectNode body = Js.object("{name:'M',thumbnail:'/t.png',dimensions:'20x20'}");
    Js.merge(body, Js.object(wrong));
    ApiTest.assertProblem(add("map", body.toString()), 400, "BAD_REQUEST");
  }

  @Test
  void an_element_outside_of_its_map_or_too_many_are_refused() {
    String chair = Site.ok(add("element", element("{}").toString())).path("id").asString();
    String body =
        "{\"name\":\"M\",\"thumbnail\":\"/t.png\",\"dimensions\":\"20x20\",\"defaultElements\":[%s]}";
    String one = "{\"elementId\":\"" + chair + "\",\"x\":%d,\"y\":1}";
    ApiTest.assertProblem(add("map", body.formatted(one.formatted(21))), 400, "BAD_REQUEST");
    String all = String.join(",", java.util.Collections.nCopies(2_001, one.formatted(1)));
    ApiTest.assertProblem(add("map", body.formatted(all)), 400, "BAD_REQUEST");
  }

  /** 5 x 4: walls around, a door, a tile that collides by itself, and where to come in. */
  private static ObjectNode tiled() {
    return Js.object(
        "{orientation:'orthogonal',infinite:false,width:5,height:4,tilewidth:16,tileheight:16,"
            + "tilesets:[{firstgid:1,image:'/art/tiles.png',imagewidth:64,imageheight:64,columns:4,"
            + "tilecount:16,tilewidth:16,tileheight:16,"
            + "tiles:[{id:6,properties:[{name:'collides',type:'bool',value:true}]},"
            + "{id:7,properties:[{name:'collides',type:'bool',value:false}]}]}],"
            + "layers:[{type:'tilelayer',name:'Floor',width:5,height:4,"
            + "data:[1,1,1,1,1, 1,7,8,1,1, 1,1,2147483655,1,1, 1,1,1,1,1]},"
            + "{type:'group',name:'Over',layers:[{type:'tilelayer',name:'Walls',width:5,height:4,"
            + "data:[2,2,2,2,2, 2,0,0,0,2, 2,0,0,0,2, 2,2,0,2,2]}]},"
            + "{type:'objectgroup',name:'o',objects:[{id:1,name:'spawn',x:50,y:20,point:true}]}]}");
  }

  private static HttpResponse<String> addTiled(ObjectNode tiled) {
    ObjectNode body =
        Js.object("{name:'T',thumbnail:'/t.png',dimensions:'100x100'}").set("tiled", tiled);
    return add("map", body.toString());
  }

  @Test
  void a_tiled_map_gives_the_size_the_walls_and_the_spawn() {
    String id = Site.ok(addTiled(tiled())).path("id").asString();
    ObjectNode map = Site.ok(server.get("/api/v1/maps/" + id, null));
    assertThat(map.path("dimensions").asString()).isEqualTo("5x4");
    assertThat(map.path("walls"))
        .isEqualTo(Js.object("{w:['#####','##..#','#.#.#','##.##']}").path("w"));
    assertThat(map.path("spawn")).isEqualTo(Js.object("{x:3,y:1}"));
    assertThat(map.path("tiled")).isEqualTo(tiled());
    ObjectNode space = Js.empty().put("name", "S").put("mapId", id);
    String made =
        Site.ok(server.post("/api/v1/space", ann, space.toString())).path("spaceId").asString();
    assertThat(Site.ok(server.get("/api/v1/space/" + made, ann)).path("dimensions").asString())
        .isEqualTo("5x4");
    try (var client = dev.roomkeeper.server.kit.TestClient.join(server, ann, made)) {
      JsonNode walkers = client.view().at("/walkers/" + ann.id());
      // To the right of (3, 1) is a wall, and who comes in has room there.
      assertThat(walkers).isEqualTo(Js.object("{x:2,y:1}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{orientation:'isometric'}",
        "{infinite:true}",
        "{width:6}",
        "{width:513}",
        "{height:0}",
        "{tilewidth:null}",
        "{tilesets:null}",
        "{tilesets:[{firstgid:1,source:'tiles.tsx'}]}",
        "{tilesets:[{firstgid:1,tilecount:16,image:'../tiles.png'}]}",
        "{tilesets:[{firstgid:1,tilecount:16,image:'javascript:alert(1)'}]}",
        "{tilesets:[{firstgid:1,tilecount:3,image:'/tiles.png'}]}",
        "{tilesets:[7]}",
        "{layers:null}",
        "{layers:[7]}",
        "{layers:[{type:'video'}]}",
        "{layers:[{type:'tilelayer',data:'AAAA',encoding:'base64'}]}",
        "{layers:[{type:'tilelayer',width:5,height:4,data:[1]}]}",
        "{layers:[{type:'imagelayer',image:'javascript:alert(1)'}]}",
        "{layers:[{type:'objectgroup',objects:[{name:'spawn',x:900,y:1}]}]}",
        "{layers:[{type:'tilelayer',name:'walls',data:[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}]}",
        "{layers:[{type:'tilelayer',name:'f',data:[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0.5]}]}",
        "{layers:[{type:'tilelayer',name:'f',data:[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,-1]}]}",
        "{layers:[{type:'group',layers:[{type:'group',layers:[{type:'group',layers:[{type:'group',"
            + "layers:[{type:'group',layers:[{type:'group',layers:[{type:'group',"
            + "layers:[{type:'group',layers:[{type:'group',layers:[]}]}]}]}]}]}]}]}]}]}"
      })
  void a_tiled_map_that_could_not_be_drawn_is_refused_with_the_reason(String wrong) {
    ObjectNode tiled = tiled();
    Js.merge(tiled, Js.object(wrong));
    HttpResponse<String> refused = addTiled(tiled);
    ApiTest.assertProblem(refused, 400, "BAD_REQUEST");
    assertThat(Js.object(refused.body()).path("message").asString()).startsWith("\"tiled\": ");
  }

  /** As Tiled 1.1 saved it, and with a "no" in words. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{tileproperties:{'6':{collides:true},'7':{collides:false}},tilepropertytypes:{}}",
        "{tiles:{'6':{terrain:[0,0,0,0]}},tileproperties:{'6':{collides:true}}}",
        "{tiles:{'6':{properties:[{name:'collides',value:true}]}}}",
        "{tiles:[{id:6,properties:[{name:'collides',value:'true'}]},"
            + "{id:7,properties:[{name:'collides',value:'false'}]},"
            + "{id:0,properties:[{name:'collides',value:0}]}]}"
      })
  void tiles_collide_in_whatever_way_Tiled_wrote_it(String marks) {
    ObjectNode tiled = tiled();
    ObjectNode tileset = (ObjectNode) tiled.path("tilesets").get(0);
    tileset.remove("tiles");
    Js.merge(tileset, Js.object(marks));
    String id = Site.ok(addTiled(tiled)).path("id").asString();
    assertThat(Site.ok(server.get("/api/v1/maps/" + id, null)).path("walls"))
        .isEqualTo(Js.object("{w:['#####','##..#','#.#.#','##.##']}").path("w"));
  }

  @Test
  void a_tile_that_its_tileset_lost_is_named_with_its_place() {
    ObjectNode tiled = tiled();
    ((ObjectNode) tiled.path("tilesets").get(0)).put("tilecount", 1).remove("tiles");
    assertThat(Js.object(addTiled(tiled).body()).path("message").asString())
        .isEqualTo(
            "\"tiled\": the layer \"Floor\" has at block 1, 1 the tile 7, which is in no tileset");
  }

  @Test
  void the_largest_tiled_map_is_taken_and_a_larger_body_is_not() {
    ObjectNode tiled = tiled();
    String zeros = "0,".repeat(512 * 512 - 1) + "1";
    Js.merge(
        tiled,
        Js.object(
            "{width:512,height:512,layers:[{type:'tilelayer',name:'f',data:[" + zeros + "]}]}"));
    Site.ok(addTiled(tiled));
    tiled.put("note", "x".repeat(2_200_000));
    ApiTest.assertProblem(addTiled(tiled), 413, "TOO_LARGE");
  }
}
