package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who comes into campaigns, by links; what accounts take over of guests; and characters that go
 * from one campaign to another.
 */
final class CampaignPeople {
  /** 32 characters of 5 bits each, so that nobody guesses a link. */
  private static final int SECRET_LENGTH = 32;

  private static final int HASH_LENGTH = 64;
  private static final int TAKEN_MAX = 500;

  private final Rooms rooms;
  private final CampaignTable campaigns;
  private final People people;
  private final Dice dice;

  private CampaignPeople(Rooms rooms, CampaignTable campaigns, People people, Dice dice) {
    this.rooms = rooms;
    this.campaigns = campaigns;
    this.people = people;
    this.dice = dice;
  }

  static void add(Routes routes, House house, CampaignTable campaigns) {
    CampaignPeople resources =
        new CampaignPeople(house.rooms(), campaigns, house.people(), house.dice());
    routes.add(Method.POST, "/api/v1/campaigns/:id/links", resources::makeLink);
    routes.add(Method.DELETE, "/api/v1/campaigns/:id/links/:link", resources::revokeLink);
    routes.add(Method.POST, "/api/v1/campaigns/:id/join", resources::join);
    routes.add(Method.POST, "/api/v1/campaigns/:id/characters", resources::bring);
    routes.add(Method.GET, "/api/v1/characters", resources::characters);
    routes.add(Method.POST, "/api/v1/me/guest", resources::takeOver);
  }

  private static String hash(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Answers the secret, which is shown only once: neither the room nor the database has it. */
  private Reply makeLink(Call call) throws Refusal {
    User identity = call.identity();
    Fields fields = new Fields(call.body());
    int hours = fields.integer("hours", 1, 24 * 90, 168);
    int uses = fields.integer("uses", 1, 100, 20);
    Refusal.check(fields);
    Listed campaign = CampaignResources.dm(campaigns, call.path("id"), identity.userId());
    String secret = dice.id(SECRET_LENGTH);
    JsonObject payload =
        JsonObject.EMPTY
            .with("hash", hash(secret))
            .with("hours", (long) hours)
            .with("uses", (long) uses);
    rooms.edited(campaign.id(), identity.userId(), "link.make", payload);
    return Reply.of(
        201,
        JsonObject.EMPTY
            .with("secret", secret)
            .with("path", "/campaign/" + campaign.id() + "#join=" + secret));
  }

  private Reply revokeLink(Call call) throws Refusal {
    User identity = call.identity();
    Listed campaign = CampaignResources.dm(campaigns, call.path("id"), identity.userId());
    JsonObject payload = JsonObject.EMPTY.with("link", call.path("link"));
    rooms.edited(campaign.id(), identity.userId(), "link.revoke", payload);
    return Reply.ok(JsonObject.EMPTY);
  }

  private Reply join(Call call) throws Refusal {
    User identity = call.identity();
    Fields fields = new Fields(call.body());
    String secret = fields.text("secret", 100);
    Refusal.check(fields);
    String id = call.path("id");
    boolean isCampaign =
        id.length() <= Shapes.ID_LENGTH_MAX
            && rooms
                .find(id)
                .filter(room -> room.kind().equals(CampaignResources.KIND))
                .isPresent();
    if (!isCampaign) {
      throw new Refusal(404, "NOT_FOUND", "there is no such campaign");
    }
    JsonObject payload =
        JsonObject.EMPTY
            .with("hash", hash(secret))
            .with("name", CampaignResources.name(people, identity.userId()));
    rooms.edited(id, identity.userId(), "link.use", payload);
    return Reply.ok(JsonObject.EMPTY.with("id", id).with("url", "/ws/" + id));
  }

  private Reply characters(Call call) throws Refusal {
    User identity = call.identity();
    return Reply.ok(
        Shapes.list(
            "characters",
            campaigns.charactersOf(identity.userId()),
            character ->
                JsonObject.EMPTY
                    .with("campaign", Shapes.textOrNull(character.campaign()))
                    .with("home", character.home())
                    .with("id", character.id())
                    .with("name", character.name())
                    .with("character", character.body())));
  }

  /**
   * Brings one of the asker's characters from another campaign. The character leaves that one
   * first, and is then claimed for this one. So it is never in two campaigns, and a failed request
   * can be repeated.
   */
  private Reply bring(Call call) throws Refusal {
    User identity = call.identity();
    Fields fields = new Fields(call.body());
    String home = fields.text("from", Shapes.ID_LENGTH_MAX);
    String id = fields.text("character", Shapes.ID_LENGTH_MAX);
    Refusal.check(fields);
    String userId = identity.userId();
    Listed campaign = CampaignResources.member(campaigns, call.path("id"), userId);
    CampaignTable.Hero character =
        campaigns
            .character(home, id)
            .filter(found -> userId.equals(found.owner()))
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "you have no such character there"));
    if (home.equals(campaign.id())) {
      throw new Refusal(409, "CONFLICT", "the character is in this campaign already");
    }
    if (home.equals(character.campaign())) {
      rooms.edited(home, userId, "character.depart", JsonObject.EMPTY.with("id", id));
    }
    if (!campaigns.claim(home, id, campaign.id())) {
      throw new Refusal(409, "CONFLICT", "the character is on its way to another campaign");
    }
    JsonObject payload =
        JsonObject.EMPTY.with("origin", home + "/" + id).with("hero", character.body());
    try {
      rooms.edited(campaign.id(), userId, "character.arrive", payload);
    } catch (Refusal refusal) {
      if (refusal.problem().status() != 503) { // Then it may have come.
        campaigns.unclaim(home, id, campaign.id());
      }
      throw refusal;
    }
    return Reply.ok(JsonObject.EMPTY);
  }

  /** Moves a guest's campaigns to an account. The sender must hold the tokens of both. */
  private Reply takeOver(Call call) throws Refusal {
    User account = call.identity();
    Fields fields = new Fields(call.body());
    String token = fields.text("guestToken", 4_096);
    Refusal.check(fields);
    User guest =
        people
            .bearer(token)
            .filter(user -> people.isGuest(user.userId()))
            .orElseThrow(() -> Refusal.bad("\"guestToken\" must be a guest's token"));
    if (people.isGuest(account.userId())) {
      throw new Refusal(403, "FORBIDDEN", "only an account takes a guest's campaigns over");
    }
    JsonObject payload =
        JsonObject.EMPTY
            .with("guest", guest.userId())
            .with("name", CampaignResources.name(people, account.userId()));
    int taken = 0;
    for (Listed campaign : campaigns.of(guest.userId(), TAKEN_MAX)) {
      rooms.edited(campaign.id(), account.userId(), "become", payload);
      taken++;
    }
    return Reply.ok(JsonObject.EMPTY.with("campaigns", (long) taken));
  }
}
