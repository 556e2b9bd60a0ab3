package dev.roomkeeper.server.gateway;

import dev.roomkeeper.module.json.Problem;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Why a socket is refused, and how the client is told before there is one. */
final class Refusals {
  private Refusals() {}

  static Problem refused(Verification.Refusal refusal) {
    return refusal == Verification.Refusal.ISSUER_UNREACHABLE
        ? new Problem(503, "UNAVAILABLE", refusal.sentence())
        : new Problem(401, "FORBIDDEN", refusal.sentence());
  }

  static @Nullable Problem refusal(@Nullable RoomRecord room, Identity identity) {
    if (room == null) {
      return new Problem(404, "NOT_FOUND", "there is no such room");
    }
    return room.admits(identity.userId())
        ? null
        : new Problem(403, "FORBIDDEN", "this room is for invited people only");
  }

  static void refuse(WebSocketTakeover takeover, Problem problem) {
    takeover.refuse(problem.status(), Buffer.buffer(problem.body()));
  }

  static void answer(HttpServerRequest request, Problem problem) {
    Buffer body = Buffer.buffer(problem.body());
    boolean isHead = HttpMethod.HEAD.equals(request.method());
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Content-Length", Integer.toString(body.length()))
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(isHead ? Buffer.buffer() : body);
  }
}
