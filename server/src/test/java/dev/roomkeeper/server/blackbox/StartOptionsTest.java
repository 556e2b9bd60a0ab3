package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every option that {@code --help} names: given once and given twice. */
@Timeout(900)
@Tag("slow")
final class StartOptionsTest {
  /** Takes no server: it is not listened to. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  @TempDir static Path folder;
  private static RedisServer redis;
  private static String database;
  private static Path secret;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisServer.start();
    PostgresServer postgres = PostgresServer.shared();
    database = postgres.url(postgres.create());
    secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef\n");
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  /**
   * How an option is given rightly.
   *
   * @param with what it needs beside it
   * @param again its second value, where it may be repeated; empty where it may not
   */
  private record Right(List<String> given, List<String> with, List<String> again) {
    static Right once(String... given) {
      return new Right(List.of(given), List.of(), List.of());
    }

    Right beside(String... more) {
      return new Right(given, List.of(more), again);
    }

    Right again(String... second) {
      return new Right(given, with, List.of(second));
    }
  }

  private static Map<String, Right> rights() {
    Map<String, Right> rights = new LinkedHashMap<>();
    rights.put("--port", Right.once("--port", "0"));
    rights.put("--metaverse-port", Right.once("--metaverse-port", "0"));
    rights.put("--host", Right.once("--host", "127.0.0.1"));
    rights.put("--data", Right.once("--data", folder.resolve("elsewhere").toString()));
    rights.put("--path", Right.once("--path", "/rooms"));
    rights.put(
        "--origin",
        Right.once("--origin", "https://a.example").again("--origin", "https://b.example"));
    rights.put(
        "--trust-proxy",
        Right.once("--trust-proxy", "10.0.0.0/8").again("--trust-proxy", "fd00::1"));
    rights.put("--weak-passwords", Right.once("--weak-passwords"));
    rights.put("--open-metrics", Right.once("--open-metrics"));
    rights.put("--open-admin-signup", Right.once("--open-admin-signup"));
    rights.put(
        "--limit",
        Right.once("--limit", "frames-by-user=800+400/s")
            .again("--limit", "sockets-by-address=500"));
    String[] issuer = {"--oidc-issuer", NOWHERE + "/a", "--oidc-audience", "rooms"};
    String[] another = {"--oidc-issuer", NOWHERE + "/b", "--oidc-audience", "other"};
    rights.put("--oidc-issuer", Right.once(issuer).again(another));
    rights.put("--oidc-audience", Right.once(issuer).again(another));
    rights.put(
        "--ice-server",
        Right.once("--ice-server", "stun:a.example").again("--ice-server", "stun:b.example:3478"));
    rights.put(
        "--turn-secret-file",
        Right.once("--turn-secret-file", secret.toString())
            .beside("--ice-server", "turn:turn.example"));
    rights.put("--database", Right.once("--database", database));
    rights.put(
        "--database-password-file",
        Right.once("--database-password-file", secret.toString()).beside("--database", database));
    String[] both = {"--database", database, "--redis", redis.url()};
    rights.put("--redis", Right.once("--redis", redis.url()).beside("--database", database));
    rights.put(
        "--redis-user",
        Right.once("--redis-user", "rooms")
            .beside(
                "--redis-password-file",
                secret.toString(),
                "--database",
                database,
                "--redis",
                redis.url()));
    rights.put(
        "--redis-password-file",
        Right.once("--redis-password-file", secret.toString())
            .beside("--redis-user", "rooms", "--database", database, "--redis", redis.url()));
    rights.put("--node-address", Right.once("--node-address", "127.0.0.1:7001").beside(both));
    rights.put("--role", Right.once("--role", "sockets").beside(both));
    return rights;
  }

  private static StartAttempt start(String... options) {
    return start(List.of(options));
  }

  private static StartAttempt start(List<String> options) {
    return StartAttempt.of(folder, options);
  }

  /** On a free port and with data of its own, unless the options say otherwise. */
  private static List<String> complete(List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    if (!all.contains("--port")) {
      all.addAll(List.of("--port", "0"));
    }
    if (!all.contains("--data")) {
      all.addAll(List.of("--data", Files.createTempDirectory(folder, "data").toString()));
    }
    return all;
  }

  @Test
  void the_help_names_the_options_that_are_tried_here() {
    StartAttempt help = start("--help");
    assertThat(help.status()).isEqualTo(0);
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^ *(?:-., )?(--[a-z-]+)")
        .matcher(help.output())
        .results()
        .forEach(found -> named.add(found.group(1)));
    Set<String> tried = new TreeSet<>(rights().keySet());
    tried.addAll(Set.of("--help", "--version"));
    tried.addAll(Set.of("--kinds", "--set")); // They need a kind of one's own: OwnKindTest.
    assertThat(named).isEqualTo(tried);
    assertThat(start("--help", "--help").status()).isEqualTo(2);
    assertThat(start("--version").output()).startsWith("Roomkeeper ");
  }

  @TestFactory
  Stream<DynamicTest> given_once_the_server_listens() {
    redis.ask("ACL SETUSER rooms on >0123456789abcdef0123456789abcdef ~* &* +@all");
    return rights().entrySet().stream()
        .map(right ->
            DynamicTest.dynamicTest(
                right.getKey(),
                () -> {
                  List<String> options = new ArrayList<>(right.getValue().given);
                  options.addAll(right.getValue().with);
                  StartAttempt attempt = start(complete(options));
                  assertThat(attempt.listens()).as(attempt.output()).isTrue();
                  assertThat(attempt.output()).doesNotContain("Exception", "\tat ");
                }));
  }

  @TestFactory
  Stream<DynamicTest> given_twice_the_server_listens_where_there_may_be_several() {
    return rights().entrySet().stream()
        .filter(right -> !right.getValue().again.isEmpty())
        .map(right ->
            DynamicTest.dynamicTest(
                right.getKey(),
                () -> {
                  List<String> options = new ArrayList<>(right.getValue().given);
                  options.addAll(right.getValue().again);
                  StartAttempt attempt = start(complete(options));
                  assertThat(attempt.listens()).as(attempt.output()).isTrue();
                  assertThat(attempt.output()).doesNotContain("Exception", "\tat ");
                }));
  }

  @TestFactory
  Stream<DynamicTest> given_twice_where_there_may_be_one_the_server_says_so() {
    return rights().entrySet().stream()
        .filter(right -> right.getValue().again.isEmpty())
        .map(right ->
            DynamicTest.dynamicTest(
                right.getKey(),
                () -> {
                  List<String> options = new ArrayList<>(right.getValue().given);
                  options.addAll(right.getValue().given);
                  StartAttempt attempt = start(options);
                  assertThat(attempt.status()).as(attempt.output()).isEqualTo(2);
                  assertThat(attempt.output())
                      .contains(right.getKey(), "only once")
                      .doesNotContain("Exception", "\tat ");
                }));
  }
}
