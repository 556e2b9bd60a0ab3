package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.Js;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A kind of somebody's own: built from an empty folder as the pages say, and run by its jar. */
@Timeout(600)
final class OwnKindTest {
  @TempDir Path temp;

  private Path built(Tutorial tutorial, String... files) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("own"));
    assertThat(tutorial.write(folder)).contains(files);
    tutorial.run(folder, Tutorial.roomkeeper(temp.resolve("roomkeeper")));
    return folder.resolve("kinds");
  }

  private static Tutorial ballot() throws IOException {
    return Tutorial.of(
        "README.md", "## A kind of room of your own, in five minutes", "## Where things are");
  }

  @Test
  void the_readmes_ballot_is_a_jar_that_a_server_runs() throws Exception {
    Path kinds = built(ballot(), "Poll.java");
    Launch launch = Launch.on(temp.resolve("data")).asked("--kinds", kinds.toString());
    String room;
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      String ballot = site.room(site.guest("owner"), "poll", Js.empty());
      RoomClient ann = new RoomClient(site.guest("ann"), ballot).join(server.port());
      assertThat(ann.ask("vote", Js.object("{choice:'soup'}")).frame().toString()).contains("Ack");
      assertThat(ann.ask("vote", Js.object("{choise:'soup'}")).frame().toString())
          .contains("BAD_REQUEST");
      room = ballot;
    }
    // Without its kind the room takes nobody in, and keeps what it has.
    try (ServerProcess server = ServerProcess.start(Launch.on(temp.resolve("data")))) {
      Site site = new Site(server.port());
      assertThatThrownBy(() -> new RoomClient(site.guest("bob"), room).join(server.port()))
          .hasMessageContaining("this server has no rooms of kind \"poll\"");
    }
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      RoomClient bob = new RoomClient(site.guest("bob"), room).join(server.port());
      assertThat(bob.sights().getLast().layers().toString()).contains("soup");
    }
  }

  @Test
  void of_two_nodes_the_one_that_has_the_kind_runs_its_rooms() throws Exception {
    Path kinds = built(ballot(), "Poll.java");
    try (RedisServer redis = RedisServer.start();
        PostgresServer postgres = PostgresServer.start()) {
      String[] both = {"--database", postgres.url(postgres.create()), "--redis", redis.url()};
      String[] asked = {both[0], both[1], both[2], both[3], "--kinds", kinds.toString()};
      String poll;
      try (ServerProcess without = ServerProcess.start(Launch.on(temp.resolve("a")).asked(both))) {
        Site plain = new Site(without.port());
        try (ServerProcess with = ServerProcess.start(Launch.on(temp.resolve("b")).asked(asked))) {
          for (int i = 0; i < 8; i++) { // Some of them are at home on the other node by their name.
            poll = new Site(with.port()).room(plain.guest("owner"), "poll", Js.empty());
            vote(plain, poll, without);
          }
          poll = new Site(with.port()).room(plain.guest("owner"), "poll", Js.empty());
        }
        String left = poll;
        // When the last node that has the kind is gone, the room says so.
        TestClient.await(
            () -> refusal(plain, left, without).contains("this server has no rooms of kind"),
            "the room is refused with a sentence");
        try (ServerProcess again = ServerProcess.start(Launch.on(temp.resolve("b")).asked(asked))) {
          TestClient.await(
              () -> refusal(plain, left, without).isEmpty(), "the other node is known");
          vote(plain, left, without);
          assertThat(again.log()).doesNotContain("ERROR");
        }
        assertThat(without.log()).doesNotContain("ERROR");
      }
    }
  }

  private static void vote(Site site, String poll, ServerProcess by) throws Exception {
    RoomClient ann = new RoomClient(site.guest("ann"), poll).join(by.port());
    assertThat(ann.ask("vote", Js.object("{choice:'soup'}")).frame().toString()).contains("Ack");
  }

  /** Why the room can't be joined; empty if it can. */
  private static String refusal(Site site, String room, ServerProcess by) {
    try {
      new RoomClient(site.guest("bob"), room).join(by.port()).drop();
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void the_guides_guest_book_has_a_table_a_resource_and_a_setting() throws Exception {
    Tutorial guide = Tutorial.of("docs/kinds.md", "## The rules", "## Testing it");
    Path kinds =
        built(
            guide,
            "Guestbook.java",
            "GuestbookModule.java",
            "Lines.java",
            "db/guestbook/V1__lines.sql",
            "META-INF/services/dev.roomkeeper.module.KindModule");
    Launch launch =
        Launch.on(temp.resolve("data"))
            .asked("--kinds", kinds.toString(), "--set", "guestbook.shown=2");
    String path;
    String lines =
        "{\"lines\":[{\"name\":\"ann\",\"text\":\"c\"},{\"name\":\"ann\",\"text\":\"b\"}]}";
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "guestbook", Js.empty());
      path = "/api/v1/guestbook/" + room;
      RoomClient ann = new RoomClient(site.guest("ann"), room).join(server.port());
      for (String text : new String[] {"a", "b", "c"}) {
        assertThat(ann.ask("leave", Js.object("{text:'" + text + "'}")).frame().toString())
            .contains("Ack");
      }
      assertThat(site.get(path, null).json()).isEqualTo(read(lines));
      assertThat(site.get("/api/v1/guestbook/nowhere", null).status()).isEqualTo(404);
    }
    // Its migration is made once, and its rows are there without its room being opened.
    try (ServerProcess server = ServerProcess.start(launch)) {
      assertThat(new Site(server.port()).get(path, null).json()).isEqualTo(read(lines));
    }
  }

  private static JsonNode read(String json) {
    return Site.JSON.readTree(json);
  }

  @Test
  void a_server_says_why_it_does_not_start_with_what_is_no_kind() throws Exception {
    Path empty = Files.createDirectories(temp.resolve("empty"));
    Path broken = Files.createDirectories(temp.resolve("broken"));
    Files.writeString(broken.resolve("broken.jar"), "no jar");
    refused("There are no jars in " + empty, "--kinds", empty.toString());
    refused("broken.jar can't be read as a jar", "--kinds", broken.toString());
    refused("no kind has a setting of this name", "--set", "space.nothing=1");
  }

  private void refused(String sentence, String... options) {
    StartAttempt attempt = StartAttempt.of(temp, List.of(options));
    assertThat(attempt.listens()).isFalse();
    assertThat(attempt.status()).isEqualTo(1);
    assertThat(attempt.output()).contains(sentence);
  }
}
