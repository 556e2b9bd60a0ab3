package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.Answer;
import dev.roomkeeper.engine.Command;
import dev.roomkeeper.engine.Json;
import dev.roomkeeper.engine.JsonObject;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.json.JsonCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final long VOUCH_MILLIS = 500;

  /** The header that says at which node a room is to be found. */
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
        .failureHandler(Routes::fail);
    router.post("/link/v1/rooms/:id/edit").handler(context -> links.serve(context, links::edit));
    router
        .post("/link/v1/rooms/:id/remove")
        .handler(context -> links.serve(context, links::remove));
    router.post("/link/v1/vouch").handler(context -> links.serve(context, links::vouch));
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
        if (inside.cluster().find(roomId, false) instanceof Cluster.Spot.At(var node)) {
          address = node.address();
        }
      } catch (RuntimeException e) {
        LOG.debug("room {} can't be found; it is tried here", roomId, e);
      }
      context.response().setStatusCode(204).putHeader(NODE_HEADER, address).end();
    });
  }

  /** One request: the room that its path names, "" for none, and its body. */
  private record Asked(String roomId, JsonObject body) {}

  private void serve(
      RoutingContext context, Function<Asked, CompletableFuture<JsonObject>> resource) {
    String mark = context.request().getHeader(Link.HEADER);
    String path = String.valueOf(context.request().path());
    if (!inside.link().isGenuine(mark, "POST", path)) {
      context.fail(404); // To everybody else there is nothing here.
      return;
    }
    try {
      String roomId = context.pathParam("id");
      Buffer body = context.body().buffer();
      JsonObject read = body == null ? JsonObject.EMPTY : JsonCodec.readObject(body.getBytes());
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
    return hub.removeHere(asked.roomId).thenApply(_ -> JsonObject.EMPTY);
  }

  /**
   * Another node can't reach the database: does this one, and does it own any of the rooms that the
   * other believes to own?
   */
  private CompletableFuture<JsonObject> vouch(Asked asked) {
    Map<String, CompletableFuture<Boolean>> confirmed = new LinkedHashMap<>();
    asked
        .body
        .object("rooms")
        .forEach((roomId, epoch) ->
            confirmed.put(
                roomId,
                inside
                    .journal()
                    .confirm(roomId, (long) ((Json.Num) epoch).value())
                    .orTimeout(VOUCH_MILLIS, TimeUnit.MILLISECONDS)));
    return CompletableFuture.allOf(
            confirmed.values().stream()
                .map(each -> each.handle((_, _) -> true))
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> {
          boolean reachable = false;
          List<Json> lost = new ArrayList<>();
          for (var each : confirmed.entrySet()) {
            boolean known = !each.getValue().isCompletedExceptionally();
            reachable |= known;
            long epoch = (long) asked.body.object("rooms").number(each.getKey(), 0);
            boolean isHere =
                hub.live(each.getKey()).filter(room -> room.epoch() > epoch).isPresent();
            if (isHere || (known && !each.getValue().join())) {
              lost.add(Json.of(each.getKey()));
            }
          }
          return JsonObject.EMPTY.with("reachable", reachable).with("lost", new Json.Arr(lost));
        });
  }

  private static String text(JsonObject body, String key) {
    String text = body.text(key);
    return text == null ? "" : text;
  }
}
