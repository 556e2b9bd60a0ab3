package dev.roomkeeper.server.cluster;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.auth.Link;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Requests from this node to others; {@code LinkResources} answers them. */
final class LinkClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofMillis(300);
  private static final Duration EDIT = Duration.ofSeconds(10);
  private static final Duration DATABASE = Duration.ofMillis(700);

  private final Link link;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  LinkClient(Link link) {
    this.link = link;
  }

  /** What the node says about each room that this node believes to own. */
  CompletableFuture<Map<String, Voice>> vouch(Peer node, Map<String, Long> epochs) {
    JsonObject[] rooms = {JsonObject.EMPTY};
    epochs.forEach((roomId, epoch) -> rooms[0] = rooms[0].with(roomId, epoch));
    return post(node, "/link/v1/vouch", JsonObject.of("rooms", rooms[0]), DATABASE)
        .handle((answer, failure) -> {
          Map<String, Voice> voices = new HashMap<>();
          for (String roomId : epochs.keySet()) {
            voices.put(roomId, failure == null ? voice(answer.text(roomId)) : voice(failure));
          }
          return voices;
        });
  }

  private static Voice voice(@Nullable String said) {
    return said == null ? Voice.SILENT : Voice.valueOf(said);
  }

  /** If nothing listens at the address, the process is dead. Any other silence proves nothing. */
  private static Voice voice(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof ConnectException refused && isRefusal(refused)
        ? Voice.DEAD
        : Voice.SILENT;
  }

  /**
   * The client also throws {@code ConnectException} for an unknown name, no route or too many open
   * files, with that as its cause. After a refusal it tries once more, on a channel that is closed
   * by then, and reports that as the cause.
   */
  private static boolean isRefusal(ConnectException failure) {
    return failure.getCause() == null || failure.getCause() instanceof ClosedChannelException;
  }

  /** Whether the database answers that node. False if the node itself does not answer. */
  CompletableFuture<Boolean> reaches(Peer node) {
    return post(node, "/link/v1/reaches", JsonObject.EMPTY, DATABASE)
        .handle((answer, failure) -> failure == null && answer.isTrue("reaches"));
  }

  CompletableFuture<Answer> edit(Peer node, String roomId, String userId, Command command) {
    JsonObject body =
        JsonObject.EMPTY
            .with("userId", userId)
            .with("type", command.type())
            .with("payload", command.payload());
    return post(node, "/link/v1/rooms/" + roomId + "/edit", body, EDIT)
        .thenApply(LinkClient::answer);
  }

  private static Answer answer(JsonObject read) {
    String code = read.text("code");
    return code == null
        ? new Answer.Ack(0, (long) read.number("epoch", 0), (long) read.number("version", 0), true)
        : new Answer.Reject(0, Code.valueOf(code), String.valueOf(read.text("message")));
  }

  CompletableFuture<Void> remove(Peer node, String roomId, @Nullable String by) {
    JsonObject body = by == null ? JsonObject.EMPTY : JsonObject.of("by", Json.of(by));
    return post(node, "/link/v1/rooms/" + roomId + "/remove", body, EDIT).thenAccept(_ -> {});
  }

  private CompletableFuture<JsonObject> post(
      Peer node, String path, JsonObject body, Duration timeout) {
    try {
      byte[] written = JsonCodec.write(body);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + node.address() + path))
              .timeout(timeout)
              .header("Content-Type", "application/json")
              .header(Link.HEADER, link.mark("POST", node.address(), path, written))
              .POST(BodyPublishers.ofByteArray(written))
              .build();
      return http.sendAsync(request, BodyHandlers.ofByteArray())
          .thenApply(response -> read(node, response));
    } catch (RuntimeException e) { // The address comes from the other node, so it may be wrong.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static JsonObject read(Peer node, HttpResponse<byte[]> response) {
    try {
      if (response.statusCode() == 200) {
        return JsonCodec.readObject(response.body());
      }
    } catch (JsonCodec.MalformedJson e) {
      throw new CompletionException(e);
    }
    throw new IllegalStateException(
        "node " + node.id() + " answered " + response.statusCode() + " to a node's request");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
