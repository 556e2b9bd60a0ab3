package dev.roomkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import dev.roomkeeper.server.kit.TestServer.User;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of a room made of it is known of a room that rests, by a server that starts. */
@Timeout(60)
final class ChangedRoomsTest {
  @TempDir Path data;

  private static void moderate(TestServer server, User by, String room, String type, String with) {
    Site.ok(
        server.post(
            "/api/v1/rooms/" + room + "/moderation",
            by,
            "{\"type\":\"" + type + "\",\"payload\":" + with + "}"));
  }

  @Test
  void a_space_that_was_handed_over_is_its_new_owners_to_furnish_and_to_delete() {
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest("Ann");
      User bob = server.guest("Bob");
      String body = "{\"name\":\"Home\",\"dimensions\":\"9x9\"}";
      String id = Site.ok(server.post("/api/v1/space", ann, body)).path("spaceId").asString();
      String path = "/api/v1/space/" + id;
      assertThat(Site.ok(server.get(path, bob)).path("canEdit").asBoolean()).isFalse();
      try (TestClient owner = TestClient.join(server, ann, id);
          TestClient next = TestClient.join(server, bob, id)) {
        String to = "{\"memberId\":\"" + bob.id() + "\"}";
        assertThat(owner.ask("room.handOver", to).type()).isEqualTo("ack");
        next.awaitView(view -> view.at("/house/owner").asString().equals(bob.id()), "he owns it");
      }
      assertThat(Site.ok(server.get(path, bob)).path("canEdit").asBoolean()).isTrue();
      assertThat(Site.ok(server.get(path, ann)).path("canEdit").asBoolean()).isFalse();
      assertThat(server.get("/api/v1/space/all", bob).body()).contains("\"Home\"");
      assertThat(server.get("/api/v1/space/all", ann).body()).doesNotContain("\"Home\"");
      assertThat(Site.put(server, path, ann, "{\"editors\":\"everyone\"}").statusCode())
          .isEqualTo(403);
      assertThat(Site.put(server, path, bob, "{\"editors\":\"nobody\"}").statusCode())
          .isEqualTo(400);
      assertThat(Site.put(server, path, bob, "{\"editors\":\"everyone\"}").statusCode())
          .isEqualTo(200);
      assertThat(Site.ok(server.get(path, ann)).path("canEdit").asBoolean()).isTrue();
      assertThat(Site.delete(server, path, ann, "{}").statusCode()).isEqualTo(403);
      Site.ok(Site.delete(server, path, bob, "{}"));
    }
  }

  @Test
  void a_name_and_who_may_enter_outlive_the_server() {
    String keyOfAnn = TestServer.guestKey();
    String keyOfBob = TestServer.guestKey();
    String closed;
    String open;
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest(keyOfAnn, "Ann");
      User bob = server.guest(keyOfBob, "Bob");
      closed = server.room(ann, "cardtable", "{}");
      open = server.room(ann, "cardtable", "{only:[]}");
      TestClient.join(server, ann, closed).close();
      moderate(server, ann, closed, "room.rename", "{\"name\":\"Ours\"}");
      moderate(server, ann, closed, "room.only", "{\"users\":[]}");
      assertThat(server.get("/api/v1/rooms/" + open, bob).statusCode()).isEqualTo(403);
      moderate(server, ann, open, "room.only", "{}");
    }
    try (TestServer server = TestServer.start(data)) {
      User ann = server.guest(keyOfAnn, "Ann");
      User bob = server.guest(keyOfBob, "Bob");
      assertThat(
              Js.object(server.get("/api/v1/rooms/" + closed, ann).body()).path("name").asString())
          .isEqualTo("Ours");
      assertThat(server.get("/api/v1/rooms/" + closed, bob).statusCode()).isEqualTo(403);
      assertThat(server.get("/api/v1/rooms/" + open, bob).statusCode()).isEqualTo(200);
      TestClient.join(server, bob, open).close();
    }
  }
}
