package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.campaign.server.CampaignTable.Listed;
import dev.roomkeeper.module.House;
import dev.roomkeeper.module.People;
import dev.roomkeeper.module.Rooms;
import dev.roomkeeper.module.http.Call;
import dev.roomkeeper.module.http.Method;
import dev.roomkeeper.module.http.Refusal;
import dev.roomkeeper.module.http.Reply;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.http.Shapes;
import dev.roomkeeper.module.http.User;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code /api/v1/campaigns}: making, listing, showing and playing campaigns over HTTP. */
final class CampaignResources {
  static final String KIND = "campaign";
  private static final int LISTED_MAX = 500;
  private static final int COMMAND_LENGTH_MAX = 40;

  /** Commands that only the server sends to the room, after its own checks. */
  private static final Set<String> ITS_OWN =
      Set.of("sit", "become", "link.use", "link.make", "character.depart", "character.arrive");

  private final Rooms rooms;
  private final CampaignTable campaigns;
  private final People people;

  private CampaignResources(Rooms rooms, CampaignTable campaigns, People people) {
    this.rooms = rooms;
    this.campaigns = campaigns;
    this.people = people;
  }

  static void add(Routes routes, House house, CampaignTable campaigns) {
    CampaignResources resources = new CampaignResources(house.rooms(), campaigns, house.people());
    routes.add(Method.POST, "/api/v1/campaigns", resources::create);
    routes.add(Method.GET, "/api/v1/campaigns", resources::list);
    routes.add(Method.GET, "/api/v1/campaigns/:id", resources::show);
    routes.add(Method.DELETE, "/api/v1/campaigns/:id", resources::delete);
    routes.add(Method.POST, "/api/v1/campaigns/:id/commands", resources::command);
    routes.add(Method.GET, "/api/v1/campaigns/:id/moves", resources::moves);
    routes.add(Method.GET, "/api/v1/campaigns/:id/export", resources::export);
  }

  // --- What other resources of campaigns share ---

  /** The campaign, of which the user is a member. */
  static Listed member(CampaignTable campaigns, String id, String userId) throws Refusal {
    return campaigns
        .find(id, userId)
        .orElseThrow(
            () -> new Refusal(404, "NOT_FOUND", "there is no such campaign, or you are not in it"));
  }

  static Listed dm(CampaignTable campaigns, String id, String userId) throws Refusal {
    Listed campaign = member(campaigns, id, userId);
    if (!campaign.seat().equals(CampaignTable.DM)) {
      throw new Refusal(403, "FORBIDDEN", "this is for the DM");
    }
    return campaign;
  }

  /** The name of a guest or an account. */
  static String name(People people, String userId) {
    String name = people.name(userId).orElse("");
    return name.isBlank() ? "Guest" : name;
  }

  // --- The resources ---

  private Reply create(Call call) throws Refusal {
    User identity = call.identity();
    Fields fields = new Fields(call.body());
    String name = Shapes.name(fields, "name");
    String edition = fields.optionalText("edition", 4);
    Refusal.check(fields);
    JsonObject options =
        JsonObject.EMPTY.with("name", name).with("closed", true).with("listed", false);
    options = edition == null ? options : options.with("edition", edition);
    RoomRecord room = rooms.create(call, KIND, name, options);
    rooms.edited(
        room.id(),
        identity.userId(),
        "sit",
        JsonObject.EMPTY.with("name", name(people, identity.userId())).with("creator", true));
    return Reply.of(201, JsonObject.EMPTY.with("id", room.id()).with("url", "/ws/" + room.id()));
  }

  private Reply list(Call call) throws Refusal {
    User identity = call.identity();
    return Reply.ok(
        Shapes.list(
            "campaigns", campaigns.of(identity.userId(), LISTED_MAX), CampaignResources::listed));
  }

  private static JsonObject listed(Listed campaign) {
    return JsonObject.EMPTY
        .with("id", campaign.id())
        .with("name", campaign.name())
        .with("edition", campaign.edition())
        .with("seat", campaign.seat())
        .with("active", Shapes.textOrNull(campaign.active()))
        .with("createdAt", campaign.createdAtMillis());
  }

  /** What the asker may know: for a DM all of it, or what a player sees. */
  private Reply show(Call call) throws Refusal {
    User identity = call.identity();
    Listed campaign = member(campaigns, call.path("id"), identity.userId());
    boolean isDm = campaign.seat().equals(CampaignTable.DM);
    String as = call.query("as", "");
    if (!as.isEmpty() && !isDm) {
      throw new Refusal(403, "FORBIDDEN", "only the DM sees with a player's eyes");
    }
    if (isDm && as.isEmpty()) {
      return Reply.ok(whole(campaign).with("seat", CampaignTable.DM));
    }
    String member = as.isEmpty() ? identity.userId() : as;
    JsonObject seen =
        campaigns
            .view(campaign.id(), "all")
            .with("own", campaigns.own(campaign.id(), member))
            .with("seat", "player");
    return Reply.ok(seen.with("id", campaign.id()));
  }

  /** All that the DM knows, less the log. */
  private JsonObject whole(Listed campaign) {
    String id = campaign.id();
    JsonObject encounters = JsonObject.EMPTY;
    for (CampaignTable.Entry encounter : campaigns.encounters(id)) {
      encounters =
          encounters.with(encounter.id(), encounter.body().with("combatants", JsonObject.EMPTY));
    }
    for (CampaignTable.Monster monster : campaigns.monsters(id, null)) {
      JsonObject encounter = encounters.object(monster.encounter());
      JsonObject body = monster.body().with("version", monster.version());
      encounters =
          encounters.with(
              monster.encounter(),
              encounter.with(
                  "combatants", encounter.object("combatants").with(monster.id(), body)));
    }
    JsonObject characters = JsonObject.EMPTY;
    for (CampaignTable.Hero character : campaigns.characters(id)) {
      characters = characters.with(character.id(), character.body());
    }
    JsonObject json = campaigns.view(id, "all");
    for (JsonObject more : List.of(campaigns.notes(id), campaigns.view(id, "role:dm"))) {
      for (String key : more.keys()) {
        json = json.with(key, Objects.requireNonNull(more.get(key)));
      }
    }
    return json.with("id", id)
        .with("active", Shapes.textOrNull(campaign.active()))
        .with("encounters", encounters)
        .with("characters", characters);
  }

  private Reply delete(Call call) throws Refusal {
    User identity = call.identity();
    Listed campaign = dm(campaigns, call.path("id"), identity.userId());
    rooms.remove(campaign.id(), identity.userId());
    return Reply.ok(JsonObject.EMPTY);
  }

  /** Any command of the room, as a socket would send it. */
  private Reply command(Call call) throws Refusal {
    User identity = call.identity();
    JsonObject body = call.body();
    Fields fields = new Fields(body.without("payload"));
    String type = fields.text("type", COMMAND_LENGTH_MAX);
    Refusal.check(fields);
    Json payload = body.get("payload");
    if (payload != null && !(payload instanceof JsonObject)) {
      throw Refusal.bad("\"payload\" must be an object");
    }
    if (ITS_OWN.contains(type)) {
      throw Refusal.bad("this is asked for by a resource of its own");
    }
    Listed campaign = member(campaigns, call.path("id"), identity.userId());
    JsonObject asked = payload instanceof JsonObject object ? object : JsonObject.EMPTY;
    Answer.Ack ack =
        rooms.edited(campaign.id(), identity.userId(), type, past(campaign, type, asked));
    return Reply.ok(JsonObject.EMPTY.with("version", ack.version()));
  }

  /** Looks up the commit of a move that the room no longer holds. */
  private JsonObject past(Listed campaign, String type, JsonObject asked) {
    long number = (long) asked.number("number", 0);
    boolean isPast = (type.equals("undo") || type.equals("redo")) && number > 0;
    if (!isPast || asked.has("commit") || !campaign.seat().equals(CampaignTable.DM)) {
      return asked;
    }
    return campaigns
        .move(campaign.id(), number)
        .map(move -> asked.with("commit", (long) move.number("commit", 0)))
        .orElse(asked);
  }

  private Reply moves(Call call) throws Refusal {
    User identity = call.identity();
    Listed campaign = member(campaigns, call.path("id"), identity.userId());
    int limit = Shapes.limit(call, 200);
    String text = call.query("before", "");
    if (!text.matches("[0-9]{0,15}")) {
      throw Refusal.bad("\"before\" must be the number of a move");
    }
    Long before = text.isEmpty() ? null : Long.valueOf(text);
    String log = call.query("log", "");
    if (!log.isEmpty() && !log.equals("all") && !log.equals("mine")) {
      throw Refusal.bad("\"log\" must be all or mine");
    }
    boolean isDm = campaign.seat().equals(CampaignTable.DM);
    CampaignTable.Page page =
        isDm && log.isEmpty()
            ? campaigns.moves(campaign.id(), before, limit)
            : campaigns.lines(
                campaign.id(), log.equals("mine") ? identity.userId() : "all", before, limit);
    return Reply.ok(
        Shapes.list("moves", page.entries(), entry -> entry.body().with("number", entry.number()))
            .with("more", page.more()));
  }

  private Reply export(Call call) throws Refusal {
    User identity = call.identity();
    Listed campaign = dm(campaigns, call.path("id"), identity.userId());
    JsonObject all = whole(campaign);
    for (String passing : List.of("links", "removed", "fight", "party", "budgets", "previews")) {
      all = all.without(passing);
    }
    return Reply.ok(JsonObject.of("roomkeeperCampaign", Json.of(1)).with("campaign", all));
  }
}
