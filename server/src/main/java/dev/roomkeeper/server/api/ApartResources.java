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
import dev.roomkeeper.server.api.Routes.Call;
import dev.roomkeeper.server.auth.AccountTable;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.moderation.ApartTable;
import dev.roomkeeper.server.moderation.ApartTable.Apart;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/me/apart}: whom a user or guest muted or blocked. */
final class ApartResources {
  private static final Logger LOG = LoggerFactory.getLogger(ApartResources.class);

  private final Hub hub;
  private final AccountTable people;
  private final ApartTable table;
  private final InstantSource clock;

  private ApartResources(Hub hub, AccountTable people, ApartTable table, InstantSource clock) {
    this.hub = hub;
    this.people = people;
    this.table = table;
    this.clock = clock;
  }

  static void add(
      Routes routes, Hub hub, AccountTable people, ApartTable table, InstantSource clock) {
    ApartResources resources = new ApartResources(hub, people, table, clock);
    routes.add(HttpMethod.GET, "/api/v1/me/apart", resources::list);
    routes.add(HttpMethod.PUT, "/api/v1/me/apart/:userId", resources::set);
  }

  private Reply list(Call call) throws Refusal {
    List<Apart> all = table.of(call.identity().userId());
    Map<String, String> names =
        BanResources.names(people, all.stream().map(Apart::otherId).toList());
    return Reply.ok(
        Shapes.list(
            "apart",
            all,
            apart ->
                JsonObject.EMPTY
                    .with("userId", apart.otherId())
                    .with("name", names.getOrDefault(apart.otherId(), apart.otherId()))
                    .with("mute", apart.mute())
                    .with("block", apart.block())));
  }

  private Reply set(Call call) throws Refusal {
    String userId = call.identity().userId();
    String otherId = call.path("userId");
    Fields fields = new Fields(call.body());
    boolean mute = fields.bool("mute", false);
    boolean block = fields.bool("block", false);
    String roomId = fields.optionalText("roomId", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    if (userId.equals(otherId)) {
      throw new Refusal(409, "CONFLICT", "you can't mute or block yourself");
    }
    if (otherId.length() > Shapes.ID_LENGTH_MAX || people.person(otherId).isEmpty()) {
      throw new Refusal(404, "NOT_FOUND", "there is no such user");
    }
    call.spend(Limit.APART_BY_USER, userId, 1);
    if (!table.set(userId, new Apart(otherId, mute, block, clock.millis()))) {
      throw new Refusal(
          409, "CONFLICT", "one can mute or block " + ApartTable.OTHERS_MAX + " others at most");
    }
    if (roomId != null) {
      tell(roomId, userId, otherId);
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  /** The change takes effect at once in the room where it was made. Blocks reach others soon. */
  private void tell(String roomId, String userId, String otherId) {
    if (hub.online(List.of(roomId)).getOrDefault(roomId, 0) == 0) {
      return; // A room without members need not be opened for it.
    }
    JsonObject payload =
        JsonObject.of("memberId", Json.of(otherId)).with("apart", table.isBlock(userId, otherId));
    Answer answer = hub.edit(roomId, userId, new Command(Moderation.APART, 0, payload)).join();
    if (answer instanceof Answer.Reject(_, var code, _)) {
      LOG.debug("room {} does not take a block now ({}); the next join does", roomId, code);
    }
  }
}
