package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Moderation;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.hub.Hub;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/rooms/:id/moderation}: the moderation commands, for users who need not be in the
 * room. The room decides, with the same code as for its sockets.
 */
final class ModerationResources {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final int TYPE_LENGTH_MAX = 64;

  private final Hub hub;
  private final Predicate<String> admins;
  private final Runnable onRemoval;

  private ModerationResources(Hub hub, Predicate<String> admins, Runnable onRemoval) {
    this.hub = hub;
    this.admins = admins;
    this.onRemoval = onRemoval;
  }

  /**
   * @param admins whether the user with this id is an admin; may block
   * @param onRemoval called after a room was deleted
   */
  static void add(Routes routes, Hub hub, Predicate<String> admins, Runnable onRemoval) {
    ModerationResources resources = new ModerationResources(hub, admins, onRemoval);
    routes.add(HttpMethod.GET, "/api/v1/rooms/:id/moderation", resources::show);
    routes.add(HttpMethod.POST, "/api/v1/rooms/:id/moderation", resources::moderate);
    routes.add(HttpMethod.DELETE, "/api/v1/rooms/:id", resources::delete);
  }

  private Reply show(Call call) throws Refusal {
    User user = call.identity();
    RoomRecord room = room(call);
    return Reply.ok(shown(room, user, as(room, user)));
  }

  private JsonObject shown(RoomRecord room, User user, @Nullable String as) throws Refusal {
    return waitedFor(hub.keptLayers(room.id()))
        .flatMap(layers -> Moderation.shown(layers, user.userId(), as))
        .orElseThrow(
            () -> new Refusal(403, "FORBIDDEN", "only the owner of this room may do this"));
  }

  /** Strangers must not cause a room to be opened, so their rights are read from what is stored. */
  private void checkMay(RoomRecord room, User user) throws Refusal {
    String as = as(room, user);
    if (as == null) {
      var _ = shown(room, user, null);
    }
  }

  private Reply moderate(Call call) throws Refusal {
    User user = call.identity();
    RoomRecord room = room(call);
    JsonObject body = call.body();
    Fields fields = new Fields(body);
    String type = fields.text("type", TYPE_LENGTH_MAX);
    Json payload = body.get("payload");
    if (fields.problem() == null && !Moderation.COMMANDS.contains(type)) {
      fields.wrong("\"type\" must be one of " + Moderation.COMMANDS);
    }
    if (payload != null && (!(payload instanceof JsonObject given) || given.hasNull())) {
      fields.wrong("\"payload\" must be an object without nulls");
    }
    Refusal.check(fields);
    checkMay(room, user);
    ask(room, user, type, payload instanceof JsonObject given ? given : JsonObject.EMPTY);
    if (type.equals(Moderation.DELETE)) {
      remove(room, user);
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply delete(Call call) throws Refusal {
    User user = call.identity();
    RoomRecord room = room(call);
    checkMay(room, user);
    ask(room, user, Moderation.DELETE, JsonObject.EMPTY);
    remove(room, user);
    return Reply.ok(JsonObject.EMPTY);
  }

  private RoomRecord room(Call call) throws Refusal {
    String id = call.path("id");
    RoomRecord room = id.length() > Shapes.ID_LENGTH_MAX ? null : hub.find(id).orElse(null);
    if (room == null) {
      throw new Refusal(404, "NOT_FOUND", "there is no such room");
    }
    return room;
  }

  /** The role that the server vouches for; null for none. */
  private @Nullable String as(RoomRecord room, User user) {
    if (admins.test(user.userId())) {
      return Moderation.AS_ADMIN;
    }
    return room.createdBy().equals(user.userId()) ? Moderation.AS_CREATOR : null;
  }

  private void ask(RoomRecord room, User user, String type, JsonObject payload) throws Refusal {
    String as = as(room, user);
    JsonObject bare = payload.without(Moderation.AS);
    JsonObject whole = as == null ? bare : bare.with(Moderation.AS, as);
    Answer answer = hub.edit(room.id(), user.userId(), new Command(type, 0, whole)).join();
    if (answer instanceof Answer.Reject(_, var code, var message)) {
      throw Refusal.of(code, message);
    }
  }

  private void remove(RoomRecord room, User user) throws Refusal {
    waitedFor(hub.remove(room.id(), user.userId()));
    onRemoval.run();
  }

  private static <T> T waitedFor(CompletableFuture<T> answer) throws Refusal {
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal(503, "UNAVAILABLE", "the room does not answer; try again", 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "UNAVAILABLE", "the server is stopping");
    }
  }
}
