package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.client.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP requests from one of this machine's addresses. */
final class Requests implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int UNDER_WAY_MAX = 64;

  private final ServerAddress server;
  private final String from;
  private final HttpClient client;
  private final Semaphore underWay = new Semaphore(UNDER_WAY_MAX);

  /** An answer; its body as text. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JacksonException e) {
        throw new BenchException("an answer is no JSON: " + e.getOriginalMessage());
      }
    }
  }

  Requests(ServerAddress server, String from) {
    this.server = server;
    this.from = from;
    try {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .localAddress(InetAddress.getByName(from))
              .build();
    } catch (UnknownHostException e) {
      throw new BenchException("no address " + from, e);
    }
  }

  private HttpRequest request(
      String method, String path, @Nullable String authorization, @Nullable String body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.resource(path))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    return builder.build();
  }

  /** Asks and waits for the answer. */
  Answer ask(String method, String path, @Nullable String authorization, @Nullable String body)
      throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              request(method, path, authorization, body),
              HttpResponse.BodyHandlers.ofString(UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    }
  }

  /** Asks and counts the status; leaves it out, and counts that, while too many are under way. */
  void fire(
      Answers answers,
      String method,
      String path,
      @Nullable String authorization,
      @Nullable String body) {
    boolean isSent = underWay.tryAcquire();
    answers.send(isSent);
    if (!isSent) {
      return;
    }
    var _ =
        client
            .sendAsync(
                request(method, path, authorization, body), HttpResponse.BodyHandlers.discarding())
            .whenComplete((response, thrown) -> {
              underWay.release();
              answers.add(thrown == null ? Integer.toString(response.statusCode()) : "no answer");
            });
  }

  /** A new guest. */
  Guest guest(String name) throws InterruptedException {
    Answer answer =
        ask("POST", "/api/v1/guest", "Guest " + newKey(), "{\"name\":\"" + name + "\"}");
    if (answer.status / 100 != 2) {
      throw new BenchException("a guest was answered with " + answer.status);
    }
    return new Guest(from, answer.json().path("token").asString());
  }

  static String newKey() {
    byte[] bits = new byte[24];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
