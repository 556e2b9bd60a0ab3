package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A server whose data is in PostgreSQL: it has none of its own to lose. */
@Timeout(240)
@Tag("slow")
final class PostgresTest {
  private static final String MINE = "/api/v1/characters";

  @Test
  void what_was_acknowledged_is_there_after_a_kill_on_another_machine_too(@TempDir Path temp)
      throws Exception {
    PostgresServer postgres = PostgresServer.shared();
    String url = postgres.url(postgres.create());
    Path here = temp.resolve("here");
    RoomClient ann;
    try (ServerProcess server = ServerProcess.start(on(here, url))) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
      ann = new RoomClient(site.guest("ann"), room).join(server.port());
      ObjectNode board = CrashCommands.object();
      board.putObject("card").put("text", "before the kill");
      assertThat(ann.ask("board", board).isDurable()).isTrue();
      server.kill();
      assertThat(server.complaints()).isEmpty();
    }
    // Tokens hold, too: the key is in the database.
    try (ServerProcess server = ServerProcess.start(on(temp.resolve("there"), url))) {
      ann.join(server.port());
      assertThat(ann.resumedCount()).isEqualTo(1);
      assertThat(ann.at("all", "board", "card", "text").asString()).isEqualTo("before the kill");
      ObjectNode board = CrashCommands.object();
      board.putObject("card").put("text", "after it");
      assertThat(ann.ask("board", board).isDurable()).isTrue();
      assertThat(ann.faults()).isEmpty();
      assertThat(server.terminate()).isZero();
      assertThat(server.complaints()).isEmpty();
    }
    assertThat(Files.exists(here)).as("a directory that is not needed").isFalse();
  }

  @Test
  void without_the_database_one_is_told_to_try_again_and_a_restart_is_not_noticed(
      @TempDir Path temp) throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        ServerProcess server =
            ServerProcess.start(on(temp.resolve("data"), postgres.url(postgres.create())))) {
      Site site = new Site(server.port());
      Site.Guest ann = site.guest("Ann");
      assertThat(site.get(MINE, ann.token()).status()).isEqualTo(200);

      postgres.stop();
      for (Site.Reply refused :
          List.of(
              site.get(MINE, ann.token()),
              site.call(
                  "POST", "/api/v1/campaigns", "Bearer " + ann.token(), "{\"name\":\"x\"}"))) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.json().path("code").asString()).isEqualTo("UNAVAILABLE");
        assertThat(refused.headers().toLowerCase(Locale.ROOT)).contains("retry-after");
      }
      postgres.startAgain();
      // The pool may wait a moment before it tries again what was refused.
      for (int tries = 0; site.get(MINE, ann.token()).status() != 200; tries++) {
        assertThat(tries).isLessThan(20);
      }

      postgres.stop();
      postgres.startAgain();
      for (int i = 0; i < 10; i++) {
        Site.Reply reply = site.get(MINE, ann.token());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      }
    }
  }

  private static Launch on(Path data, String url) {
    return Launch.on(data).asked("--database", url);
  }

  @Test
  void a_password_is_neither_taken_from_the_command_line_nor_repeated(@TempDir Path temp)
      throws Exception {
    assertThat(refusal("postgres://me:hunter2@127.0.0.1:1/rooms"))
        .contains("--database-password-file")
        .doesNotContain("hunter2")
        .hasLineCount(1);
    Path file = Files.writeString(temp.resolve("password"), "hunter2\n");
    PostgresServer postgres = PostgresServer.shared();
    assertThat(refusal(postgres.url("nowhere"), "--database-password-file", file.toString()))
        .contains("/nowhere can't be entered")
        .doesNotContain("hunter2")
        .hasLineCount(1);
  }

  /** What a server says that does not start. */
  private static String refusal(String url, String... more) throws Exception {
    Process process =
        new ProcessBuilder(Launch.on(Path.of("unused")).asked(join(url, more)).command())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return said.strip();
  }

  private static String[] join(String url, String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "--database";
    all[1] = url;
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }
}
