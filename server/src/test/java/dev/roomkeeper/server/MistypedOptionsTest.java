package dev.roomkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person mistypes on the command line: each is told what to do, in a sentence or two. */
@Timeout(120)
final class MistypedOptionsTest {
  @TempDir static Path folder;
  private static String secret;

  @BeforeAll
  static void prepare() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef\n").toString();
  }

  /** A word of what the person is told, and what he or she typed; SECRET is a file. */
  private static final List<List<String>> WRONG =
      List.of(
          List.of("--port", "--port", "http"),
          List.of("--port", "--port", "-1"),
          List.of("from 0 to 65535", "--port", "80800"),
          List.of("--port", "--port"),
          List.of("--port", "--ports", "8080"),
          List.of("--help", "--prot", "8080"),
          List.of("--help", "8080"),
          List.of("--metaverse-port", "--metaverse-port", "x"),
          List.of("--metaverse-port", "--metaverse-port", "70000"),
          List.of("both 18499", "--port", "18499", "--metaverse-port", "18499"),
          List.of("without a port", "--host", "localhost:8080"),
          List.of("--host", "--host", "http://localhost"),
          List.of("--host", "--host", ""),
          List.of("--host must be", "--host", "192.0.2.1"),
          List.of("--host must be", "--host", "no-such-host.invalid"),
          List.of("--data", "--data", ""),
          List.of("data directory", "--data", "/dev/null/x"),
          List.of("https://play.example", "--origin", "play.example"),
          List.of("any site", "--origin", "*"),
          List.of("without a path", "--origin", "https://play.example/room"),
          List.of("repeat", "--origin", "https://a.example,https://b.example"),
          List.of("--origin", "--origin", "null"),
          List.of("--origin", "--origin", ""),
          List.of("--trust-proxy", "--trust-proxy", "proxy.example"),
          List.of("--trust-proxy", "--trust-proxy", "10.0.0.0/33"),
          List.of("--oidc-audience", "--oidc-issuer", "https://login.example"),
          List.of("--oidc-issuer", "--oidc-audience", "rooms"),
          List.of("--oidc-issuer", "--oidc-issuer", "login.example", "--oidc-audience", "rooms"),
          List.of(
              "leave out",
              "--oidc-issuer",
              "https://login.example/.well-known/openid-configuration",
              "--oidc-audience",
              "rooms"),
          List.of(
              "--oidc-audience", "--oidc-issuer", "https://login.example", "--oidc-audience", ""),
          List.of("--ice-server", "--ice-server", "turn.example"),
          List.of("--turn-secret-file", "--ice-server", "turn:turn.example"),
          List.of("--ice-server", "--turn-secret-file", "SECRET"),
          List.of("/no/file", "--ice-server", "turn:t.example", "--turn-secret-file", "/no/file"),
          List.of("postgres://", "--database", "mysql://db/rooms"),
          List.of("postgres://", "--database", "db"),
          List.of("--database", "--database", "postgres://db:port/rooms"),
          List.of("password", "--database", "postgres://me:word@db/rooms"),
          List.of("--database", "--database-password-file", "SECRET"),
          List.of(
              "/no/file", "--database", "postgres://h/db", "--database-password-file", "/no/file"),
          List.of("--database", "--redis", "redis://127.0.0.1:1"),
          List.of("--redis", "--database", "postgres://h/db", "--redis", "http://127.0.0.1:6379"),
          List.of("--redis", "--redis-user", "rooms"),
          List.of("--redis", "--redis-password-file", "SECRET"),
          List.of("--redis", "--node-address", "127.0.0.1:7001"),
          List.of("--redis", "--role", "http"),
          List.of("sockets", "--role", "socket"),
          List.of("--node-address", "--node-address", "127.0.0.1"),
          List.of("--path", "--path", "/a b"),
          List.of("--path", "--path", "https://play.example/rooms"),
          List.of("--path", "--path", "/../x"),
          List.of("--path", "--path", "/api"),
          List.of("/no/folder", "--kinds", "/no/folder"),
          List.of("no directory", "--kinds", "SECRET"),
          List.of("name a directory", "--kinds", ""),
          List.of("arena.match-seconds=60", "--set", "arena.match-seconds"),
          List.of("arena.match-seconds=60", "--set", "=3"),
          List.of("arena.match-seconds=60", "--set", ""),
          List.of("no kind has a setting", "--set", "nothing.there=1"),
          List.of("name=most", "--limit", "frames-by-user"),
          List.of("name=most", "--limit", "frames-by-user=many"),
          List.of("sockets-by-address", "--limit", "frames=5+3/s"));

  @TestFactory
  Stream<DynamicTest> what_to_do_is_said_and_no_stack_trace() {
    return WRONG.stream()
        .map(wrong -> {
          List<String> typed = wrong.subList(1, wrong.size());
          return DynamicTest.dynamicTest(
              String.join(" ", typed), () -> assertRefused(typed, wrong.getFirst()));
        });
  }

  private static void assertRefused(List<String> typed, String said) throws IOException {
    List<String> args = new ArrayList<>(typed);
    args.replaceAll(word -> word.equals("SECRET") ? secret : word);
    if (!args.contains("--port")) {
      args.addAll(0, List.of("--port", "0"));
    }
    if (!args.contains("--data")) {
      args.addAll(0, List.of("--data", Files.createTempDirectory(folder, "data").toString()));
    }
    StringWriter output = new StringWriter();
    int status = Main.run(new PrintWriter(output, true), args.toArray(String[]::new));
    assertThat(status).as(output.toString()).isIn(1, 2);
    assertThat(output.toString())
        .contains(said)
        .doesNotContain("Exception", "\tat ", "word@", "option option");
    // Not a page of help, in which it is lost.
    assertThat(output.toString().lines().count()).as(output.toString()).isBetween(1L, 5L);
  }
}
