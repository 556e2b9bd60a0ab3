package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket as a course client has one; it takes the newest message, as the course's do. */
final class CourseSocket implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingDeque<JsonNode> messages = new LinkedBlockingDeque<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  private CourseSocket() {}

  /** A socket whose URL has no path and that says nothing of who opens it. */
  static CourseSocket open(HttpClient http, String url) {
    CourseSocket opened = new CourseSocket();
    opened.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(url), opened)
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    return opened;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(Site.JSON.readTree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  private WebSocket socket() {
    return java.util.Objects.requireNonNull(socket);
  }

  void send(String type, Map<String, Object> payload) {
    String text = Site.JSON.writeValueAsString(Map.of("type", type, "payload", payload));
    socket().sendText(text, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  void join(String spaceId, String token) {
    send("join", Map.of("spaceId", spaceId, "token", token));
  }

  void move(long x, long y) {
    send("move", Map.of("x", x, "y", y));
  }

  /** The payload of the newest message, which is of this type and is the only one. */
  JsonNode pop(String type) {
    try {
      JsonNode newest = messages.pollLast(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(newest).as("a %s; closed: %s", type, closed).isNotNull();
      assertThat(newest.path("type").asString()).as(newest.toString()).isEqualTo(type);
      assertThat(messages).isEmpty();
      return newest.path("payload");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void assertNothingCame() {
    assertThat(messages).isEmpty();
  }

  void close() {
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  int awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
