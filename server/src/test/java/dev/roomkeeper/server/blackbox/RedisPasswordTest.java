package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose Redis wants a password, as an operator starts it: what it says, and what never. */
@Timeout(180)
final class RedisPasswordTest {
  private static final String RIGHT = "4f1d-the-right-one";
  private static final String WRONG = "77ab-another-one";
  private static final String CONNECTING = "DEBUG i.l.c.AbstractRedisClient Connecting to Redis at";
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void a_wrong_password_is_told_of_and_never_repeated(@TempDir Path temp) throws Exception {
    Path file = Files.writeString(temp.resolve("password"), WRONG + "\n");
    PostgresServer postgres = PostgresServer.shared();
    String log;
    try (RedisServer redis = RedisServer.startWithPassword(RIGHT);
        ServerProcess server =
            ServerProcess.start(
                Launch.on(Files.createDirectory(temp.resolve("data")))
                    .with("-DROOMKEEPER_LOG=TRACE")
                    .asked(
                        "--redis",
                        redis.url(),
                        "--redis-password-file",
                        file.toString(),
                        "--database",
                        postgres.url(postgres.create())))) {
      String at = "Redis at 127.0.0.1:" + redis.port();
      String refusal =
          at
              + " refuses the user or the password (--redis-user, --redis-password-file); trying on:"
              + " io.lettuce.core.RedisCommandExecutionException: WRONGPASS";
      await(server, said -> said.contains(refusal));
      await(server, said -> said.split(CONNECTING, -1).length > 3); // twice a second
      assertThat(redis.ask("CONFIG SET requirepass " + WRONG)).isEqualTo("+OK");
      await(server, said -> said.contains("connected to " + at));
      assertThat(server.terminate()).isZero();
      log = server.log();
    }
    assertThat(log).contains(" TRACE ").doesNotContain(WRONG).doesNotContain(RIGHT);
    assertThat(log.lines().filter(line -> line.contains("refuses the user")))
        .as("once for each connection: the directory's and the queue's")
        .hasSizeBetween(1, 2);
  }

  private static void await(ServerProcess server, Predicate<String> isSaid) {
    TestClient.await(() -> isSaid.test(server.log()), server::log);
  }

  @Test
  void a_password_is_not_taken_from_the_command_line_nor_repeated() throws Exception {
    Process process =
        new ProcessBuilder(
                Launch.on(Path.of("unused"))
                    .asked("--redis", "redis://:" + RIGHT + "@127.0.0.1:1")
                    .command())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said).contains("--redis-password-file").doesNotContain(RIGHT).hasLineCount(1);
  }
}
