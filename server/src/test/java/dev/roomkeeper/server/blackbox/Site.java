package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side of a server on this machine. */
final class Site {
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // ids, mostly
                  .build())
          .build();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Someone with a key and a token. */
  record Guest(String userId, String name, String key, String token) {}

  /** An answer, all of it. */
  record Reply(int status, String headers, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String everything() {
      return status + "\n" + headers + "\n" + body;
    }
  }

  private final int port;

  Site(int port) {
    this.port = port;
  }

  /** A key as a client makes it. */
  static String freshKey() {
    byte[] bits = new byte[24];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  Guest guest(String name) {
    String key = freshKey();
    Reply reply = enter(key, name);
    if (reply.status != 200) {
      throw new IllegalStateException("no guest: " + reply);
    }
    JsonNode body = reply.json();
    return new Guest(body.path("userId").asString(), name, key, body.path("token").asString());
  }

  /** {@code POST /guest} with this key. */
  Reply enter(String key, String name) {
    return call(
        "POST",
        "/api/v1/guest",
        "Guest " + key,
        JSON.createObjectNode().put("name", name).toString());
  }

  /** Makes a room and gives its id. */
  String room(Guest guest, String kind, ObjectNode options) {
    ObjectNode body = JSON.createObjectNode().put("kind", kind).put("name", "a room");
    body.set("options", options);
    Reply reply = call("POST", "/api/v1/rooms", "Bearer " + guest.token, body.toString());
    if (reply.status != 201) {
      throw new IllegalStateException("no room: " + reply);
    }
    return reply.json().path("id").asString();
  }

  Reply get(String path, @Nullable String token) {
    return call("GET", path, token == null ? null : "Bearer " + token, null);
  }

  Reply call(String method, String path, @Nullable String authorization, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      List<String> headers =
          response.headers().map().entrySet().stream().map(Object::toString).toList();
      return new Reply(
          response.statusCode(), String.join("\n", headers), new String(response.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
