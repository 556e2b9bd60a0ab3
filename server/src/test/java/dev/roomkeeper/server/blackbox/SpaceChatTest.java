package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What is said in a space, when its server is killed and when everybody has gone. */
@Timeout(300)
final class SpaceChatTest {
  @TempDir Path data;

  private static ObjectNode said(String text) {
    return Site.JSON.createObjectNode().put("message", text);
  }

  private static ObjectNode options(boolean kept) {
    return Site.JSON.createObjectNode().put("width", 40).put("height", 30).put("kept", kept);
  }

  @Test
  @Tag("slow")
  void kept_chat_survives_a_kill_and_is_paged_through_afterwards() throws Exception {
    RoomClient ann;
    String space;
    try (ServerProcess server = ServerProcess.start(Launch.on(data))) {
      Site site = new Site(server.port());
      Site.Guest guest = site.guest("ann");
      space = site.room(guest, "space", options(true));
      ann = new RoomClient(guest, space).join(server.port());
      for (int i = 1; i <= 60; i++) {
        assertThat(ann.ask("chat-message", said("line " + i)).isDurable()).isTrue();
      }
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(Launch.on(data))) {
      ann.join(server.port());
      assertThat(ann.at("all", "chat").size()).isEqualTo(50);
      String oldest =
          ann.at("all", "chat").propertyNames().stream().sorted().findFirst().orElse("");
      Site.Reply older =
          new Site(server.port())
              .get("/api/v1/rooms/" + space + "/chat?before=" + oldest, ann.guest.token());
      assertThat(older.json().path("messages").valueStream().map(m -> m.path("message").asString()))
          .containsExactly(
              "line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8",
              "line 9", "line 10");
    }
  }

  /** Takes the minute and a half that a one-time space waits for somebody to return. */
  @Test
  @Tag("by-hand")
  void one_time_chat_is_gone_with_its_space() throws Exception {
    try (ServerProcess server = ServerProcess.start(Launch.on(data))) {
      Site site = new Site(server.port());
      Site.Guest guest = site.guest("ann");
      String space = site.room(guest, "space", options(false));
      RoomClient ann = new RoomClient(guest, space).join(server.port());
      assertThat(ann.ask("chat-message", said("for this evening")).isDurable()).isTrue();
      assertThat(lines()).isEqualTo(1);
      ann.drop();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
      while (site.get("/api/v1/rooms/" + space, guest.token()).status() != 404) {
        assertThat(System.nanoTime()).as("the space is still there").isLessThan(until);
        Thread.sleep(1_000);
      }
      assertThat(lines()).isZero();
      assertThat(server.complaints()).isEmpty();
    }
  }

  /** How much of what was said is in the database, in the log and in the table of chat. */
  private int lines() throws Exception {
    String sql =
        """
        SELECT (SELECT count(*) FROM commit_log WHERE patch LIKE '%for this evening%')
             + (SELECT count(*) FROM chat_message WHERE message LIKE '%for this evening%')\
        """;
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("roomkeeper.db"));
        ResultSet found = connection.createStatement().executeQuery(sql)) {
      return found.getInt(1) / 2 + found.getInt(1) % 2;
    }
  }
}
