package dev.roomkeeper.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Guests and rooms over HTTP, a few requests at a time. Guests are kept for the next scenario. */
final class HttpApi implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  private static final int IN_FLIGHT = 8;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A user of the server's and its token. */
  record Guest(String userId, String token) {}

  private final Target target;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<Guest> guests = new ArrayList<>();

  HttpApi(Target target) {
    this.target = target;
  }

  /** That many guests, the same ones each time. */
  List<Guest> guests(int count) {
    int known = guests.size();
    guests.addAll(all(count - known, i -> guest("bench" + (known + i))));
    return List.copyOf(guests.subList(0, count));
  }

  /** Ids of that many new rooms of kind {@code lobby} for up to {@code members} each. */
  List<String> rooms(int count, String name, int flushMillis, int members) {
    Guest owner = guests(1).getFirst();
    ObjectNode wish = JSON.createObjectNode().put("kind", "lobby").put("name", name);
    ObjectNode options = wish.putObject("options").put("flushMillis", flushMillis);
    if (members > 1000) {
      options.put("membersMax", members);
    }
    String body = wish.toString();
    return all(count, i -> text(post("/api/v1/rooms", "Bearer " + owner.token(), body), "id"));
  }

  /** The id of a new space on this map. */
  String space(String name, Aisles map) {
    ObjectNode wish = JSON.createObjectNode().put("kind", "space").put("name", name);
    ObjectNode options =
        wish.putObject("options").put("width", map.width()).put("height", map.height());
    options.putObject("spawn").put("x", map.spawn().x()).put("y", map.spawn().y());
    ObjectNode elements = options.putObject("elements");
    for (Aisles.Block block : map.blocks()) {
      elements
          .putObject("b" + elements.size())
          .put("elementId", "b")
          .put("x", block.corner().x())
          .put("y", block.corner().y())
          .put("width", Aisles.Block.WIDTH)
          .put("height", block.height())
          .put("static", true);
    }
    String owner = "Bearer " + guests(1).getFirst().token();
    return text(post("/api/v1/rooms", owner, wish.toString()), "id");
  }

  private Guest guest(String name) {
    byte[] key = new byte[24];
    random.nextBytes(key);
    String credential = "Guest " + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    JsonNode answer =
        post("/api/v1/guest", credential, JSON.createObjectNode().put("name", name).toString());
    return new Guest(text(answer, "userId"), text(answer, "token"));
  }

  private <T> List<T> all(int count, IntFunction<T> one) {
    List<Future<T>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      asked.add(executor.submit(() -> one.apply(index)));
    }
    List<T> answers = new ArrayList<>();
    try {
      for (Future<T> future : asked) {
        answers.add(future.get());
      }
    } catch (ExecutionException e) {
      executor.shutdownNow();
      Throwable cause = e.getCause();
      throw cause instanceof BenchException known ? known : new IllegalStateException(cause);
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
    return answers;
  }

  private JsonNode post(String path, String authorization, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(target.resource(path))
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = send(request);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (response.statusCode() == TOO_MANY_REQUESTS && System.nanoTime() < deadline) {
        Thread.sleep(100); // a server may limit requests by address, and all of ours come from one
        response = send(request);
      }
      if (response.statusCode() / 100 != 2) {
        throw new BenchException(
            "POST " + path + ": " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException | JacksonException e) {
      throw new BenchException("POST " + path + ": " + e, e);
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static String text(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (!value.isString()) {
      throw new BenchException("no " + field + " in the answer " + answer);
    }
    return value.stringValue();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    http.shutdownNow();
  }
}
