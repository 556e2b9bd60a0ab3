package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.cluster.Vouching;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /link/v1}: what the nodes of a cluster ask of each other, and nobody else may. */
final class LinkResources {
  private static final Logger LOG = LoggerFactory.getLogger(LinkResources.class);
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final long DATABASE_MILLIS = 500;

  /** A room to ask about when any answer will do. It need not exist. */
  private static final String ANY_ROOM = "";

  /** The header with the address of the room's node. */
  private static final String NODE_HEADER = "X-Roomkeeper-Node";

  private final Hub hub;
  private final Api.Inside inside;
  private final Executor blocking;

  private LinkResources(Hub hub, Api.Inside inside, Executor blocking) {
    this.hub = hub;
    this.inside = inside;
    this.blocking = blocking;
  }

  static void add(Router router, Routes routes, Hub hub, Api.Inside inside, Executor blocking) {
    LinkResources links = new LinkResources(hub, inside, blocking);
    routes.get("/route/:id", links::route);
    router
        .route("/link/*")
        .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX))
        .failureHandler(Problems::fail);
    router.post("/link/v1/rooms/:id/edit").handler(context -> links.serve(context, links::edit));
    router
        .post("/link/v1/rooms/:id/remove")
        .handler(context -> links.serve(context, links::remove));
    router.post("/link/v1/vouch").handler(context -> links.serve(context, links::vouch));
    router.post("/link/v1/reaches").handler(context -> links.serve(context, links::reaches));
  }

  /**
   * Where a socket for the room should go: always 204 and an address, whoever asks and whether the
   * room exists or not; refusals are for that node to give.
   */
  private void route(RoutingContext context) {
    String roomId = Objects.requireNonNull(context.pathParam("id"));
    blocking.execute(() -> {
      String address = inside.address();
      try {
        if (inside.cluster().lead(roomId) instanceof Cluster.Spot.At(var node)) {
          address = node.address();
        }
      } catch (RuntimeException e) {
        LOG.debug("room {} can't be found; it is tried here", roomId, e);
      }
      context.response().setStatusCode(204).putHeader(NODE_HEADER, address).end();
    });
  }

  /**
   * One request.
   *
   * @param roomId from the path, "" for none
   */
  private record Asked(String roomId, JsonObject body) {}

  private void serve(
      RoutingContext context, Function<Asked, CompletableFuture<JsonObject>> resource) {
    String mark = context.request().getHeader(Link.HEADER);
    String path = String.valueOf(context.request().path());
    Buffer body = context.body().buffer();
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    if (!inside.link().isGenuine(mark, "POST", path, bytes)) {
      context.fail(404); // Everybody else sees nothing here.
      return;
    }
    try {
      String roomId = context.pathParam("id");
      JsonObject read = bytes.length == 0 ? JsonObject.EMPTY : JsonCodec.readObject(bytes);
      resource
          .apply(new Asked(roomId == null ? "" : roomId, read))
          .whenComplete((answer, failure) -> {
            if (failure == null) {
              context.response().end(Buffer.buffer(JsonCodec.write(answer)));
            } else {
              LOG.warn("{} failed: {}", context.normalizedPath(), failure.toString());
              context.response().setStatusCode(503).end();
            }
          });
    } catch (JsonCodec.MalformedJson e) {
      context.fail(400);
    }
  }

  private CompletableFuture<JsonObject> edit(Asked asked) {
    Command command = new Command(text(asked.body, "type"), 0, asked.body.object("payload"));
    return hub.editHere(asked.roomId, text(asked.body, "userId"), command)
        .thenApply(answer ->
            switch (answer) {
              case Answer.Ack ack ->
                  JsonObject.EMPTY.with("epoch", ack.epoch()).with("version", ack.version());
              case Answer.Reject reject ->
                  JsonObject.EMPTY
                      .with("code", reject.code().name())
                      .with("message", reject.message());
            });
  }

  private CompletableFuture<JsonObject> remove(Asked asked) {
    return hub.removeHere(asked.roomId, asked.body.text("by")).thenApply(_ -> JsonObject.EMPTY);
  }

  /**
   * Another node cannot reach the database. Answers, for each room that it believes it owns, what
   * this node knows.
   */
  private CompletableFuture<JsonObject> vouch(Asked asked) {
    Map<String, CompletableFuture<Voice>> voices = new LinkedHashMap<>();
    asked
        .body
        .object("rooms")
        .forEach((roomId, epoch) -> {
          long askedEpoch = epoch instanceof Json.Num(var number) ? (long) number : 0;
          voices.put(roomId, voice(roomId, askedEpoch));
        });
    return CompletableFuture.allOf(voices.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> {
          JsonObject answer = JsonObject.EMPTY;
          for (var each : voices.entrySet()) {
            answer = answer.with(each.getKey(), each.getValue().join().name());
          }
          return answer;
        });
  }

  private CompletableFuture<Voice> voice(String roomId, long askedEpoch) {
    return inside
        .journal()
        .owner(roomId)
        .orTimeout(DATABASE_MILLIS, TimeUnit.MILLISECONDS)
        .handle((row, failure) -> {
          long rowEpoch = failure != null ? -1 : row.map(Journal.Owner::epoch).orElse(-1L);
          // In this order, because the room may become live in between.
          boolean isOpening = hub.isOpening(roomId);
          long served = hub.live(roomId).map(LiveRoom::epoch).orElse(0L);
          return Vouching.answer(askedEpoch, rowEpoch, served, isOpening);
        });
  }

  /** Another node cannot reach the database. Answers whether this node can. */
  private CompletableFuture<JsonObject> reaches(@SuppressWarnings("unused") Asked asked) {
    return inside
        .journal()
        .owner(ANY_ROOM)
        .orTimeout(DATABASE_MILLIS, TimeUnit.MILLISECONDS)
        .handle((_, failure) -> JsonObject.EMPTY.with("reaches", failure == null));
  }

  private static String text(JsonObject body, String key) {
    String text = body.text(key);
    return text == null ? "" : text;
  }
}
