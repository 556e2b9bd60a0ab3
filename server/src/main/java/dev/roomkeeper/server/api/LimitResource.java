package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /api/v1/admin/limits}: whom this node refused within the last seconds, and how often.
 */
final class LimitResource {
  private static final int HELD_MAX = 1_000;

  private LimitResource() {}

  static void add(Routes routes, Limits limits) {
    routes.add(
        HttpMethod.GET,
        "/api/v1/admin/limits",
        call -> {
          call.admin();
          List<Json> held = new ArrayList<>();
          for (Limit limit : Limit.values()) {
            limits.held(limit).stream()
                .limit(HELD_MAX - held.size())
                .forEach(each ->
                    held.add(
                        JsonObject.EMPTY
                            .with("limit", limit.label())
                            .with("owner", each.owner())
                            .with("refusals", each.refusals())
                            .with("agoMillis", each.agoMillis())));
          }
          return Reply.ok(JsonObject.of("held", new Json.Arr(held)));
        });
  }
}
