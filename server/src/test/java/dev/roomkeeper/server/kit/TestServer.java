package dev.roomkeeper.server.kit;

import dev.roomkeeper.server.Server;
import dev.roomkeeper.server.Settings;
import dev.roomkeeper.server.auth.Tokens;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A real server in this process, on a port of its own, over a directory that outlives it. */
public final class TestServer implements AutoCloseable {
  /** How long anything may take before a test gives up. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** No limit that a test would meet by accident. */
  public static final Limits.Numbers GENEROUS = generous();

  private static Limits.Numbers generous() {
    Limits.Numbers numbers = Limits.Numbers.DEFAULT;
    for (Limit limit : Limit.values()) {
      boolean isSignIn = limit.label().startsWith("sign-ins");
      numbers = isSignIn ? numbers : numbers.with(limit, 2e9, 1e9);
    }
    return numbers.with(Limit.SOCKETS_BY_USER, 1_000, 0).with(Limit.SOCKETS_BY_NODE, 10_000, 0);
  }

  /**
   * One of the usual limits of the tests set to so many a second, with a burst of twice as many.
   */
  public static Limits.Numbers limited(Limit limit, double perSecond) {
    return GENEROUS.with(limit, 2 * perSecond, perSecond);
  }

  /** Anybody may be an admin. */
  public static final Consumer<Settings> OPEN = settings -> settings.openAdminSignup = true;

  private static final Random RANDOM = new Random();

  /** Somebody with a token. */
  public record User(String id, String name, String token) {}

  private final Path data;
  private final Consumer<Settings> changes;
  private final Function<Settings, Server> starter;

  /**
   * By hand, {@code JAVA_TOOL_OPTIONS=-Droomkeeper.test.postgres=true} has any test's server on
   * PostgreSQL, but for those that look at SQLite's file.
   */
  private final @Nullable String database =
      Boolean.getBoolean("roomkeeper.test.postgres") ? freshPostgres() : null;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private Server server;

  private TestServer(
      Path data, Consumer<Settings> changes, Function<Settings, Server> starter) {
    this.data = data;
    this.changes = changes;
    this.starter = starter;
    this.server = open();
  }

  public static TestServer start(Path data) {
    return start(data, _ -> {});
  }

  /** With settings other than a test's usual ones. */
  public static TestServer start(Path data, Consumer<Settings> changes) {
    return start(data, changes, Server::start);
  }

  /** With other kinds than the usual, say. */
  public static TestServer start(
      Path data, Consumer<Settings> changes, Function<Settings, Server> starter) {
    return new TestServer(data.resolve("data"), changes, starter);
  }

  public static TestServer start(Path data, Limits.Numbers limits, Gateway.Timings timings) {
    return start(
        data,
        settings -> {
          settings.limits = limits;
          settings.timings = timings;
        });
  }

  private Server open() {
    return starter.apply(
        Settings.with(settings -> {
          settings.host = "127.0.0.1";
          settings.port = 0;
          settings.metaversePort = 0;
          settings.data = data;
          settings.pages = data.resolve("no-pages");
          settings.limits = GENEROUS;
          settings.weakPasswords = true;
          settings.database = database;
          changes.accept(settings);
        }));
  }

  /** The set-up code that it would have printed. */
  public Optional<String> setupCode() {
    return server.setupCode();
  }

  public int port() {
    return server.port();
  }

  /** The port of the course's dialect alone. */
  public int metaversePort() {
    return server.metaversePort().orElseThrow();
  }

  private static String freshPostgres() {
    PostgresServer postgres = PostgresServer.shared();
    return postgres.url(postgres.create());
  }

  /** Closes the server in good order. */
  public void stop() {
    server.close();
  }

  /** Starts another on the same data, after {@link #stop}. */
  public void startAgain() {
    server = open();
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }

  // --- Over HTTP ---

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public HttpResponse<String> get(String path, @Nullable User user) {
    return send(request(path, user).GET());
  }

  public HttpResponse<String> post(String path, @Nullable User user, String body) {
    return send(
        request(path, user)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path, @Nullable User user) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return user == null ? request : request.header("Authorization", "Bearer " + user.token());
  }

  /** A new guest, by the API. */
  public User guest(String name) {
    return guest(guestKey(), name);
  }

  public User guest(String key, String name) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/api/v1/guest"))
                .header("Authorization", "Guest " + key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}")));
    ObjectNode body = Js.object(response.body());
    return new User(body.path("userId").asString(), name, body.path("token").asString());
  }

  /** A key as a client would make it. */
  public static String guestKey() {
    byte[] bytes = new byte[24];
    synchronized (RANDOM) {
      RANDOM.nextBytes(bytes);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token for this user that lives so long, made with the server's own key. */
  public String token(User user, long lifeMillis) {
    try {
      String key = Files.readString(data.resolve("keys").resolve("token.key")).strip();
      return new Tokens(Base64.getUrlDecoder().decode(key), InstantSource.system(), lifeMillis)
          .issue(user.id(), user.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new room, by the API; its id. */
  public String room(User user, String kind, String options) {
    ObjectNode body = Js.empty().put("kind", kind).put("name", "A room");
    body.set("options", Js.object(options));
    HttpResponse<String> response = post("/api/v1/rooms", user, body.toString());
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Js.object(response.body()).path("id").asString();
  }

  /** Deletes a space, by the API, in the name of who made it. */
  public void deleteSpace(User creator, String spaceId) {
    HttpResponse<String> response = send(request("/api/v1/space/" + spaceId, creator).DELETE());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  /** A figure of {@code /metrics}, by its name without labels. */
  public double metric(String name) {
    for (String line : get("/metrics", null).body().lines().toList()) {
      if (line.startsWith(name + " ")) {
        return Double.parseDouble(line.substring(name.length() + 1));
      }
    }
    throw new AssertionError("no figure " + name);
  }

  /** The figures of the sockets' traffic, for tests that look at differences. */
  public Map<String, Double> traffic() {
    return Map.of(
        "frames", metric("roomkeeper_socket_frames_out_total"),
        "conflations", metric("roomkeeper_socket_conflations_total"));
  }
}
