package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.Demanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** How a process ends when it is asked to, and how soon the next one is there. */
@Timeout(300)
@Tag("slow")
@Demanding
final class StopAndStartTest {
  private static final int COMMITS = Integer.getInteger("roomkeeper.commits", 3_000);
  private static final int AT_ONCE = 32;

  @Test
  void P21_on_SIGTERM_clients_are_closed_as_moving_and_the_exit_code_is_0(@TempDir Path temp)
      throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    int members = 20;
    List<RoomClient> clients = new ArrayList<>();
    String room;
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site site = new Site(server.port());
      room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
      for (int i = 0; i < members; i++) {
        clients.add(new RoomClient(site.guest("g" + i), room).join(server.port()));
      }
      for (RoomClient client : clients) {
        client.send("message", CrashCommands.object().put("text", words(client, 1)));
        ObjectNode payload = CrashCommands.object();
        payload.putObject(client.guest.name()).put("text", words(client, 2));
        client.send("board", payload);
      }
      long asked = System.nanoTime();
      int exitCode = server.terminate();
      long millis = (System.nanoTime() - asked) / 1_000_000;
      System.out.println("StopAndStartTest: SIGTERM to exit " + millis + " ms");
      assertThat(exitCode).isEqualTo(0);
      assertThat(millis).isLessThan(5_000);
      assertThat(server.complaints()).isEmpty();
      for (RoomClient client : clients) {
        client.await("the end", () -> client.closeCode() != 0);
        assertThat(client.closeCode()).isEqualTo(4503);
      }
    }
    JournalAudit audit = JournalAudit.of(data, room, List.of());
    assertThat(audit.faults).isEmpty();
    String kept =
        audit.rows.stream().map(row -> row.patch() + row.events()).reduce("", String::concat);
    for (RoomClient client : clients) {
      client
          .told()
          .forEach((seq, told) -> {
            assertThat(told.isAck()).isTrue();
            assertThat(kept)
                .as("durable or lazy, after a drain it is kept")
                .contains(words(client, seq));
          });
    }
  }

  private static String words(RoomClient client, long seq) {
    return "word" + seq + "of" + client.guest.name() + ".";
  }

  @Test
  void what_a_room_accepts_it_can_read_again_after_a_kill(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    RoomClient author;
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "cardtable", CrashCommands.object());
      author = new RoomClient(site.guest("author"), room).inJson().join(server.port());
      for (String name : NAMES) {
        // Written as an escape: as UTF-8 half a pair can't even be sent.
        for (String command : COMMANDS) {
          author.sendText(command.replace("NAME", name));
          author.sendText("{\"type\":\"ping\"}"); // so that no three bad ones follow each other
        }
      }
      author.ask("message", CrashCommands.object().putNull("text"));
      author.ask("board", CrashCommands.object().putNull("nothing"));
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site.Guest stranger = new Site(server.port()).guest("stranger");
      RoomClient fresh = new RoomClient(stranger, author.roomId).join(server.port());
      author.join(server.port());
      author.await("the same view", () -> author.at("all").equals(fresh.at("all")));
      assertThat(server.complaints()).isEmpty();
    }
  }

  private static final List<String> NAMES =
      List.of(
          "__proto__",
          "constructor",
          "a.b",
          "\\u0000",
          "\\ud800",
          "\\udc00x",
          "\\ud83c\\udca1",
          "\\ud83c\\udca1".repeat(40),
          "~1/~0",
          "\\u2028",
          "server",
          "all");

  private static final List<String> COMMANDS =
      List.of(
          "{\"type\":\"deck.create\",\"payload\":{\"deckId\":\"NAME\",\"cards\":[\"NAME\"]}}",
          "{\"type\":\"board\",\"payload\":{\"NAME\":{\"type\":\"NAME\",\"NAME\":{\"NAME\":1}}}}",
          "{\"type\":\"player\",\"payload\":{\"metadata\":{\"NAME\":\"NAME\"}}}",
          "{\"type\":\"player\",\"payload\":{\"tray\":{\"NAME\":{\"NAME\":\"NAME\"}}}}",
          "{\"type\":\"message\",\"payload\":{\"NAME\":\"NAME\"}}",
          "{\"type\":\"card.flip\",\"seq\":900,\"payload\":{\"objectId\":\"NAME\"}}");

  @Test
  void a_room_of_thousands_of_commits_is_there_soon_after_a_kill(@TempDir Path temp)
      throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    List<RoomClient> clients = new ArrayList<>();
    List<Long> joinMillis = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
      for (int i = 0; i < 20; i++) {
        clients.add(new RoomClient(site.guest("g" + i), room).join(server.port()));
      }
      int sent = 0;
      while (sent < COMMITS) {
        for (RoomClient client : clients) {
          if (client.unansweredCount() < AT_ONCE) {
            client.send("board", mark("k" + sent % 2_000));
            sent++;
          }
        }
        Thread.sleep(6); // 20 members, 200 a second each at most
      }
      for (RoomClient client : clients) {
        client.await("all answers", () -> client.unansweredCount() == 0);
      }
      server.kill();
    }
    long listening;
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      listening = (System.nanoTime() - server.startedNanos()) / 1_000_000;
      for (RoomClient client : clients) {
        client.join(server.port());
        joinMillis.add((System.nanoTime() - server.startedNanos()) / 1_000_000);
      }
      assertThat(clients.getFirst().at("all", "board").size()).isEqualTo(Math.min(COMMITS, 2_000));
      assertThat(server.complaints()).isEmpty();
    }
    System.out.printf(
        "StopAndStartTest: %d commits; ms from start to listening %d, first joined %d, all 20"
            + " joined %d%n",
        COMMITS, listening, joinMillis.getFirst(), joinMillis.getLast());
    assertThat(joinMillis.getFirst() - listening).isLessThan(5_000);
  }

  private static ObjectNode mark(String key) {
    ObjectNode payload = CrashCommands.object();
    payload.putObject(key).put("x", 1).put("y", 2).put("type", "token");
    return payload;
  }
}
