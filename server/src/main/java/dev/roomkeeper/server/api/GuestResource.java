package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.Guests;
import dev.roomkeeper.server.limits.Limit;
import io.vertx.core.http.HttpMethod;

/** {@code POST /api/v1/guest}: a token for the holder of a key. */
final class GuestResource {
  private final Guests guests;

  private GuestResource(Guests guests) {
    this.guests = guests;
  }

  static void add(Routes routes, Guests guests) {
    routes.add(HttpMethod.POST, "/api/v1/guest", new GuestResource(guests)::enter);
  }

  private Reply enter(Call call) throws Refusal {
    call.spend(Limit.GUESTS_BY_ADDRESS, call.address(), 1);
    Json name = call.body().get("name");
    if (name != null && name != Json.Null.NULL && !(name instanceof Json.Text)) {
      throw new Refusal(400, "BAD_REQUEST", "\"name\" must be a string");
    }
    String asked = name instanceof Json.Text(var text) ? text : null;
    return switch (guests.enter(call.header("Authorization"), asked)) {
      case Guests.Entry.Admitted(var userId, var known, var token) ->
          Reply.ok(
              JsonObject.EMPTY.with("token", token).with("userId", userId).with("name", known));
      case Guests.Entry.BadKey(var sentence) -> throw new Refusal(401, "FORBIDDEN", sentence);
      case Guests.Entry.BadName(var sentence) -> throw new Refusal(400, "BAD_REQUEST", sentence);
    };
  }
}
