package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.campaign.server.OwnCreatures.Favourite;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.http.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/creatures}: those of the SRDs, and each user's own and favourites. */
final class CreatureResources {
  private static final int NAME_MAX = 100;
  private static final int CREATURE_BYTES_MAX = 16 << 10;
  private static final int OWN_ID_LENGTH = 12;

  private final Creatures creatures;
  private final OwnCreatures own;
  private final Dice dice;

  private CreatureResources(Creatures creatures, OwnCreatures own, Dice dice) {
    this.creatures = creatures;
    this.own = own;
    this.dice = dice;
  }

  static void add(Routes routes, Creatures creatures, OwnCreatures own, Dice dice) {
    CreatureResources resources = new CreatureResources(creatures, own, dice);
    routes.add(Method.GET, "/api/v1/creatures", resources::search);
    routes.add(Method.GET, "/api/v1/creatures/own", resources::listOwn);
    routes.add(Method.POST, "/api/v1/creatures/own", resources::keep);
    routes.add(Method.DELETE, "/api/v1/creatures/own/:id", resources::remove);
    routes.add(Method.POST, "/api/v1/creatures/import", resources::read);
    routes.add(Method.GET, "/api/v1/creatures/favourites", resources::favourites);
    routes.add(Method.PUT, "/api/v1/creatures/favourites/:edition/:id", resources::favour);
    routes.add(Method.DELETE, "/api/v1/creatures/favourites/:edition/:id", resources::disfavour);
    routes.add(Method.GET, "/api/v1/creatures/:edition/:id", resources::show);
  }

  private Reply search(Call call) throws Refusal {
    String size = call.query("size", "");
    String edition = call.query("edition", "2024");
    Creatures.Query query =
        new Creatures.Query(
            edition,
            call.query("name", ""),
            call.query("type", ""),
            size.isEmpty() ? null : size,
            eighths(call, "crMin", 0),
            eighths(call, "crMax", Integer.MAX_VALUE),
            among(call, edition));
    if (query.name().length() > NAME_MAX || query.type().length() > NAME_MAX) {
      throw Refusal.bad("\"name\" and \"type\" have at most " + NAME_MAX + " characters");
    }
    try {
      List<Json> found = new ArrayList<>(creatures.search(query));
      List<Json> credits = creatures.credits().stream().<Json>map(Json::of).toList();
      return Reply.ok(
              JsonObject.of("creatures", new Json.Arr(found))
                  .with("credits", new Json.Arr(credits)))
          .compressed();
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  /** The ids to look among: the asker's favourites of that edition, or null for all there are. */
  private @Nullable Set<String> among(Call call, String edition) throws Refusal {
    return switch (call.query("favourites", "")) {
      case "" -> null;
      case "only" ->
          own.favourites(call.identity().userId()).stream()
              .filter(favourite -> favourite.edition().equals(edition))
              .map(Favourite::creatureId)
              .collect(Collectors.toSet());
      default -> throw Refusal.bad("\"favourites\" must be \"only\", or missing");
    };
  }

  /** A challenge rating as it is printed, like 1/4 or 12. */
  private static int eighths(Call call, String key, int otherwise) throws Refusal {
    String text = call.query(key, "");
    return switch (text) {
      case "" -> otherwise;
      case "1/8" -> 1;
      case "1/4" -> 2;
      case "1/2" -> 4;
      default -> {
        if (!text.matches("[0-9]{1,2}")) {
          throw Refusal.bad("\"" + key + "\" must be a challenge rating, like 1/4 or 12");
        }
        yield Integer.parseInt(text) * 8;
      }
    };
  }

  private Reply show(Call call) throws Refusal {
    try {
      return creatures
          .find(call.path("edition"), call.path("id"))
          .map(Reply::ok)
          .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "there is no such creature"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(404, "NOT_FOUND", "there is no such edition");
    }
  }

  // --- Own ones ---

  private Reply listOwn(Call call) throws Refusal {
    return Reply.ok(
        Shapes.list("creatures", own.of(call.identity().userId()), creature -> creature));
  }

  private Reply keep(Call call) throws Refusal {
    String userId = call.identity().userId();
    JsonObject creature;
    try {
      creature = creatures.checked(withId(call.body()));
    } catch (IllegalArgumentException e) {
      throw Refusal.bad("this is no creature: " + e.getMessage());
    }
    keep(userId, List.of(creature));
    return Reply.ok(creature);
  }

  private JsonObject withId(JsonObject creature) {
    return creature.text("id") == null
        ? creature.with("id", "own-" + dice.id(OWN_ID_LENGTH))
        : creature;
  }

  private void keep(String userId, List<JsonObject> all) throws Refusal {
    if (all.stream().anyMatch(creature -> creature.bytes() > CREATURE_BYTES_MAX)) {
      throw new Refusal(
          409, "TOO_LARGE", "a creature has at most " + CREATURE_BYTES_MAX + " bytes");
    }
    if (!own.keep(userId, all)) {
      throw new Refusal(409, "TOO_LARGE", "one has at most " + OwnCreatures.MAX + " creatures");
    }
  }

  private Reply remove(Call call) throws Refusal {
    if (!own.remove(call.identity().userId(), call.path("id"))) {
      throw new Refusal(404, "NOT_FOUND", "you have no such creature");
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  /** What open5e or Improved Initiative exports, and what of it was not read. */
  private Reply read(Call call) throws Refusal {
    String userId = call.identity().userId();
    JsonObject body = call.body();
    Fields fields = new Fields(body.without("data"));
    String edition = fields.text("edition", 4);
    Refusal.check(fields);
    Json data = body.get("data");
    if (data == null) {
      throw Refusal.bad("\"data\" must be what was exported");
    }
    Creatures.Imported read;
    try {
      read = creatures.read(JsonObject.of("data", data), edition);
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
    List<JsonObject> kept = read.creatures().stream().map(this::withId).toList();
    keep(userId, kept);
    return Reply.ok(
        Shapes.list("creatures", kept, creature -> creature)
            .with("notRead", new Json.Arr(read.notRead().stream().<Json>map(Json::of).toList())));
  }

  // --- Favourites ---

  private Reply favourites(Call call) throws Refusal {
    return Reply.ok(
        Shapes.list(
            "favourites",
            own.favourites(call.identity().userId()),
            favourite ->
                JsonObject.EMPTY
                    .with("edition", favourite.edition())
                    .with("id", favourite.creatureId())));
  }

  private Favourite favourite(Call call) throws Refusal {
    show(call); // Only what there is.
    return new Favourite(call.path("edition"), call.path("id"));
  }

  private Reply favour(Call call) throws Refusal {
    if (!own.favour(call.identity().userId(), favourite(call))) {
      throw new Refusal(409, "TOO_LARGE", "one has at most " + OwnCreatures.MAX + " favourites");
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply disfavour(Call call) throws Refusal {
    own.disfavour(call.identity().userId(), favourite(call));
    return Reply.ok(JsonObject.EMPTY);
  }
}
