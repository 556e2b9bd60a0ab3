package dev.roomkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the description says of accounts, spaces and operation is what the server does. */
@Timeout(60)
final class OpenApiSpacesTest {
  /** Seen in other tests, or only with a server that is broken, busy or full. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "429",
          "GET /api/v1/pictures/{name} 200", // PicturesTest: it is no JSON
          "POST /api/v1/admin/picture 409",
          "500",
          "503",
          "POST /api/v1/admin/avatar 409",
          "POST /api/v1/admin/element 409",
          "POST /api/v1/admin/map 409",
          "POST /api/v1/me/takeover 200", // OidcTest
          "POST /api/v1/feedback 409", // SqlFeedbackTest
          "POST /api/v1/space 409",
          "POST /api/v1/signup 403", // SetupCodeTest
          "POST /api/v1/space/table 200"); // SpacesTest

  private static final String V1 = "/api/v1";

  /** One pixel. */
  private static final String DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  private static final String PICTURE = "{\"imageUrl\":\"/a.png\"}";

  private static boolean isOfSpaces(JsonNode operation) {
    String tags = operation.path("tags").toString();
    return tags.contains("spaces") || tags.contains("Operation");
  }

  @TempDir Path data;

  @Test
  void every_answer_is_as_described() {
    try (TestServer server = TestServer.start(data, TestServer.OPEN)) {
      assertThat(new Provoked(server).seen())
          .isEqualTo(Description.of(server).answers(OpenApiSpacesTest::isOfSpaces, NOT_PROVOKED));
    }
  }

  private static final class Provoked {
    private final TestServer server;
    private final Description description;
    private final Set<String> seen = new TreeSet<>();
    private final User guest;
    private final User other;
    private final User admin;

    Provoked(TestServer server) {
      this.server = server;
      description = Description.of(server);
      guest = server.guest("Gus");
      other = server.guest("Eve");
      String body = "{\"username\":\"ada\",\"password\":\"pw\",\"type\":\"admin\"}";
      see("POST", "/signup", null, body);
      see("POST", "/signup", null, body);
      see("POST", "/signin", null, "{}");
      admin = new User("", "", see("POST", "/signin", null, body).path("token").asString());
    }

    Set<String> seen() {
      people();
      String space = spaces(catalogue());
      String everyone = "{\"editors\":\"everyone\"}";
      see("PUT", "/space/{id}", "/space/" + space, other, everyone);
      see("PUT", "/space/{id}", "/space/" + space, guest, "{}");
      see("PUT", "/space/{id}", "/space/" + space, guest, everyone);
      see("DELETE", "/space/{id}", "/space/" + space, other, "");
      see("DELETE", "/space/{id}", "/space/" + space, guest, "");
      see("DELETE", "/space/{id}", "/space/" + space, guest, "");
      operation();
      for (String operation : description.operations(OpenApiSpacesTest::isOfSpaces)) {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1 + V1.length());
        JsonNode described =
            description.json.at(
                "/paths/"
                    + (V1 + path).replace("/", "~1")
                    + "/"
                    + method.toLowerCase(java.util.Locale.ROOT));
        if (described.has("requestBody")) {
          see(method, path, admin, "{\"x\":\"" + "x".repeat(2_300_000) + "\"}");
        }
        if (described.path("security").toString().equals("[{\"token\":[]}]")) {
          see(method, path, null, "{}");
          see(method, path, new User("", "", "bad"), "{}");
        }
      }
      return seen;
    }

    private void people() {
      see("GET", "/me", guest, "");
      see("GET", "/me", admin, "");
      String bulk = "/user/metadata/bulk";
      see("GET", bulk, bulk + "?ids=%5B" + guest.id() + "%5D", null, "");
      see("GET", bulk, null, "");
      see("POST", "/admin/promote", admin, "{\"username\":\"ada\"}");
      see("POST", "/admin/promote", admin, "{\"username\":\"eve\"}");
      see("POST", "/admin/promote", admin, "{}");
      accounts();
      server.stop();
      server.startAgain(); // A server that has an admin and is open still wants no code.
      see("GET", "/me", admin, "");
    }

    private void accounts() {
      User bob = signedUp("bob");
      see("POST", "/admin/demote", admin, "{\"username\":\"bob\"}");
      see("POST", "/admin/demote", admin, "{\"username\":\"ada\"}");
      see("POST", "/admin/demote", admin, "{\"username\":\"eve\"}");
      see("POST", "/admin/demote", admin, "{}");
      see("POST", "/me/password", bob, "{\"password\":\"no\",\"newPassword\":\"a\"}");
      see("POST", "/me/password", bob, "{}");
      see("POST", "/me/password", guest, "{\"password\":\"pw\",\"newPassword\":\"a\"}");
      see("POST", "/me/password", bob, "{\"password\":\"pw\",\"newPassword\":\"a\"}");
      see("POST", "/me/takeover", guest, "{}");
      see("POST", "/me/takeover", guest, "{\"guestKey\":\"nobody's\"}");
      String key = TestServer.guestKey();
      server.guest(key, "Taken");
      see("POST", "/me/takeover", guest, "{\"guestKey\":\"" + key + "\"}");
      see("POST", "/me/signout", signedUp("cat"), "");
      see("POST", "/me/signout", guest, "");
      User dan = signedUp("dan");
      see("DELETE", "/me", dan, "{}");
      see("DELETE", "/me", dan, "{\"password\":\"no\"}");
      see("DELETE", "/me", guest, "{\"password\":\"pw\"}");
      see("DELETE", "/me", dan, "{\"password\":\"pw\"}");
      see("DELETE", "/admin/account", admin, "{\"username\":\"cat\"}");
      see("DELETE", "/admin/account", admin, "{\"username\":\"ada\"}");
      see("DELETE", "/admin/account", admin, "{\"username\":\"eve\"}");
      see("DELETE", "/admin/account", admin, "{}");
    }

    private User signedUp(String name) {
      String type = name.equals("bob") ? "admin" : "user";
      String body = "{\"username\":\"" + name + "\",\"password\":\"pw\",\"type\":\"" + type + "\"}";
      see("POST", "/signup", null, body);
      return new User("", name, see("POST", "/signin", null, body).path("token").asString());
    }

    private void operation() {
      see("POST", "/feedback", null, "{\"text\":\"Good.\"}");
      see("POST", "/feedback", null, "{\"text\":\"Good!\",\"contact\":\"ann@example.com\"}");
      see("POST", "/feedback", null, "{}");
      see("GET", "/admin/feedback", admin, "");
      see("GET", "/admin/feedback", "/admin/feedback?limit=0", admin, "");
      String feedback = "/admin/feedback/{id}";
      String id = see("POST", "/feedback", null, "{\"text\":\"x\"}").path("id").asString();
      see("DELETE", feedback, "/admin/feedback/" + id, admin, "");
      see("DELETE", feedback, "/admin/feedback/none", admin, "");
      see("DELETE", "/admin/feedback", admin, "");
      see("GET", "/admin/limits", admin, "");
      see("POST", "/admin/drain", admin, "");
    }

    /** The id of a map with an element. */
    private String catalogue() {
      see("POST", "/admin/avatar", admin, "{}");
      String avatar =
          see("POST", "/admin/avatar", admin, "{\"imageUrl\":\"/a.png\",\"name\":\"Tim\"}")
              .path("avatarId")
              .asString();
      see("GET", "/avatars", null, "");
      see("POST", "/admin/picture", admin, "{}");
      see("POST", "/admin/picture", admin, "{\"content\":\"" + DOT + "\"}");
      see("GET", "/pictures/{name}", "/pictures/none.png", null, "");
      see("POST", "/user/metadata", guest, "{\"avatarId\":\"" + avatar + "\"}");
      see("POST", "/user/metadata", guest, "{\"avatarId\":\"none\"}");
      see("GET", "/me", guest, "");
      see("POST", "/admin/element", admin, "{}");
      String element =
          see(
                  "POST",
                  "/admin/element",
                  admin,
                  "{\"imageUrl\":\"/a.png\",\"width\":2,\"height\":1,\"static\":true,\"name\":\"Table\","
                      + "\"use\":\"cardtable\"}")
              .path("id")
              .asString();
      see("GET", "/elements", null, "");
      String repaint = "/admin/element/{id}";
      see("PUT", repaint, "/admin/element/" + element, admin, PICTURE);
      see("PUT", repaint, "/admin/element/none", admin, PICTURE);
      see("PUT", repaint, "/admin/element/" + element, admin, "{}");
      see("POST", "/admin/map", admin, "{}");
      String map =
          see(
                  "POST",
                  "/admin/map",
                  admin,
                  "{\"name\":\"M\",\"thumbnail\":\"/m.png\",\"dimensions\":\"20x10\","
                      + "\"defaultElements\":[{\"elementId\":\""
                      + element
                      + "\",\"x\":3,\"y\":4}]}")
              .path("id")
              .asString();
      see("GET", "/maps", null, "");
      see("GET", "/maps/{id}", "/maps/" + map, null, "");
      see("GET", "/maps/{id}", "/maps/none", null, "");
      return map;
    }

    /** The id of a space of the guest's. */
    private String spaces(String map) {
      see("POST", "/space", guest, "{}");
      String space =
          see("POST", "/space", guest, "{\"name\":\"S\",\"mapId\":\"" + map + "\"}")
              .path("spaceId")
              .asString();
      see("GET", "/space/all", guest, "");
      ObjectNode shown = see("GET", "/space/{id}", "/space/" + space, null, "");
      see("GET", "/space/{id}", "/space/none", null, "");
      String closed =
          server.room(guest, "space", "{width:9,height:9,only:[]}"); // which /space can't make
      see("GET", "/space/{id}", "/space/" + closed, other, "");
      JsonNode placed = shown.path("elements").path(0);
      String table = "{\"spaceId\":\"" + space + "\",\"id\":\"" + placed.path("id").asString();
      see("POST", "/space/table", guest, table + "\"}"); // 409: not there
      see("POST", "/space/table", guest, table + "x\"}");
      see("POST", "/space/table", guest, "{}");
      String element = placed.path("element").path("id").asString();
      String place =
          "{\"spaceId\":\"" + space + "\",\"elementId\":\"" + element + "\",\"x\":1,\"y\":";
      see("POST", "/space/element", guest, place + "11}");
      String own = see("POST", "/space/element", guest, place + "1}").path("id").asString();
      String arranged = "{\"id\":\"" + own + "\",\"x\":2,\"y\":";
      see("PUT", "/space/element", other, arranged + "1}");
      see("PUT", "/space/element", guest, arranged + "-1}");
      see("PUT", "/space/element", guest, arranged + "1}");
      see("DELETE", "/space/element", other, "{\"id\":\"" + own + "\"}");
      see("DELETE", "/space/element", guest, "{}");
      see("DELETE", "/space/element", guest, "{\"id\":\"" + own + "\"}");
      plain(space);
      String chat = "/rooms/{id}/chat";
      see("GET", chat, "/rooms/" + space + "/chat", guest, "");
      see("GET", chat, "/rooms/" + space + "/chat?limit=0", guest, "");
      see("GET", chat, "/rooms/" + closed + "/chat", other, "");
      see("GET", chat, "/rooms/none/chat", guest, "");
      return space;
    }

    /** 409: an element that is no table. */
    private void plain(String space) {
      String lamp =
          see(
                  "POST",
                  "/admin/element",
                  admin,
                  "{\"imageUrl\":\"/a.png\",\"width\":1,\"height\":1,\"static\":false}")
              .path("id")
              .asString();
      String placed =
          see(
                  "POST",
                  "/space/element",
                  guest,
                  "{\"spaceId\":\"" + space + "\",\"elementId\":\"" + lamp + "\",\"x\":0,\"y\":0}")
              .path("id")
              .asString();
      see(
          "POST",
          "/space/table",
          guest,
          "{\"spaceId\":\"" + space + "\",\"id\":\"" + placed + "\"}");
    }

    private ObjectNode see(String method, String path, @Nullable User user, String body) {
      return see(method, path, path, user, body);
    }

    private ObjectNode see(
        String method, String path, String target, @Nullable User user, String body) {
      HttpResponse<String> response =
          server.send(
              server
                  .request(V1 + target.replace("{id}", "none"), user)
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body)));
      seen.add(description.check(V1 + path, method, response));
      return Js.object(response.body());
    }
  }
}
