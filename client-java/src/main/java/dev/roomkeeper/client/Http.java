package dev.roomkeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests to the server's HTTP API. */
final class Http implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final long RETRY_MILLIS = 100;

  private final ServerAddress server;
  private @Nullable HttpClient client;

  Http(ServerAddress server) {
    this.server = server;
  }

  /** Sends a request. While the server answers 429, sends it again, for up to 30 s. */
  JsonNode post(String path, String authorization, ObjectNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resource(path))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> response = send(request);
    while (response.statusCode() == TOO_MANY_REQUESTS && System.nanoTime() < deadline) {
      Thread.sleep(RETRY_MILLIS);
      response = send(request);
    }
    try {
      JsonNode answer = JsonFrames.JSON.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        throw new HttpProblem(response.statusCode(), answer.path("detail").asString(""));
      }
      return answer;
    } catch (JacksonException e) {
      throw new HttpProblem(response.statusCode(), "the answer is not JSON");
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /** Made when it is first needed: a user with a token needs no HTTP. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build();
      client = made;
    }
    return made;
  }

  static String text(JsonNode answer, String field) throws IOException {
    JsonNode value = answer.path(field);
    if (!value.isString()) {
      throw new IOException("no " + field + " in the server's answer");
    }
    return value.stringValue();
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
