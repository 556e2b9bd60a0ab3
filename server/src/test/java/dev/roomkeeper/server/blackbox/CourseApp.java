package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The calls of a "2D metaverse" course client, as it makes them: plain HTTP and plain WebSockets,
 * with no notion of Roomkeeper.
 */
final class CourseApp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String PASSWORD = "123456";

  /** An answer; {@code json} is what axios has as {@code data}. */
  record Answer(int status, JsonNode json) {
    String text(String field) {
      assertThat(status).as(json.toString()).isEqualTo(200);
      assertThat(json.path(field).isString()).as(json.toString()).isTrue();
      return json.path(field).asString();
    }

    JsonNode list(String field) {
      assertThat(status).as(json.toString()).isEqualTo(200);
      assertThat(json.path(field).isArray()).as(json.toString()).isTrue();
      return json.path(field);
    }
  }

  /** Somebody who signed up and in. */
  record User(String id, String username, String token) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String backendUrl;
  private final String wsUrl;

  CourseApp(int port, int metaversePort) {
    this.backendUrl = "http://localhost:" + port + "/api/v1";
    this.wsUrl = "ws://localhost:" + metaversePort;
  }

  Answer post(String path, @Nullable User user, Object body) {
    return call("POST", path, user, body);
  }

  Answer put(String path, @Nullable User user, Object body) {
    return call("PUT", path, user, body);
  }

  Answer get(String path, @Nullable User user) {
    return call("GET", path, user, null);
  }

  Answer delete(String path, @Nullable User user, @Nullable Object body) {
    return call("DELETE", path, user, body);
  }

  private Answer call(String method, String path, @Nullable User user, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(backendUrl + path)).timeout(PATIENCE);
    if (user != null) {
      request.header("Authorization", "Bearer " + user.token);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(Site.JSON.writeValueAsString(body)));
    }
    try {
      var response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
      return new Answer(response.statusCode(), Site.JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String freshName(String tail) {
    return "walker#" + ThreadLocalRandom.current().nextDouble() + tail;
  }

  Answer signUp(String username, String type) {
    return post("/signup", null, Map.of("username", username, "password", PASSWORD, "type", type));
  }

  Answer signIn(String username, String password) {
    return post("/signin", null, Map.of("username", username, "password", password));
  }

  /** Somebody new. */
  User user(String type) {
    String username = freshName("@" + type);
    String id = signUp(username, type).text("userId");
    return new User(id, username, signIn(username, PASSWORD).text("token"));
  }

  String element(User admin, int side, boolean isStatic) {
    return post(
            "/admin/element",
            admin,
            Map.of(
                "imageUrl",
                "https://images.example/shopping?q=tbn:ANd9GcR&usqp=CAE",
                "width",
                side,
                "height",
                side,
                "static",
                isStatic))
        .text("id");
  }

  CourseSocket socket() {
    return CourseSocket.open(http, wsUrl);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
