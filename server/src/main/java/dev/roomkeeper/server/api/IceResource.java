package dev.roomkeeper.server.api;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.server.ice.IceServers;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** {@code GET /api/v1/ice}: the servers by which browsers reach each other. */
final class IceResource {
  private IceResource() {}

  static void add(Routes routes, IceServers servers) {
    routes.add(
        HttpMethod.GET,
        "/api/v1/ice",
        call -> {
          List<Json> groups =
              servers.forUser(call.identity().userId()).stream()
                  .<Json>map(IceResource::describe)
                  .toList();
          return Reply.ok(
              JsonObject.of("iceServers", new Json.Arr(groups))
                  .with("ttlSeconds", IceServers.TTL_SECONDS));
        });
  }

  private static JsonObject describe(IceServers.Group group) {
    List<Json> urls = group.urls().stream().<Json>map(Json::of).toList();
    JsonObject described = JsonObject.of("urls", new Json.Arr(urls));
    IceServers.Pass pass = group.pass();
    return pass == null
        ? described
        : described.with("username", pass.username()).with("credential", pass.credential());
  }
}
