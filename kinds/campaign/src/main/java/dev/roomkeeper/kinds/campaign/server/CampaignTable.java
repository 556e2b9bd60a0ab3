package dev.roomkeeper.kinds.campaign.server;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: what is known of campaigns without opening their rooms, as of their newest commit. Calls
 * block on the database: from virtual threads only.
 */
public interface CampaignTable {
  /** The seat of who leads a campaign. */
  String DM = "dm";

  /** What a member sees is stored under this and the member's id. */
  String MEMBER = "member:";

  /** The same for those who are not in the room. */
  String ABSENT = "absent:";

  /**
   * A campaign as one of its members lists it.
   *
   * @param seat {@code "dm"} or {@code "player"}
   * @param active the encounter under way, or null
   */
  record Listed(
      String id,
      String name,
      String edition,
      String seat,
      @Nullable String active,
      long createdAtMillis) {}

  /**
   * A character.
   *
   * @param home the campaign where it was made, or to which it came last
   * @param campaign the one that it is in; null for one that left
   * @param owner whose it is; null for the DM's
   * @param body as its room keeps it
   */
  record Hero(
      String home,
      String id,
      @Nullable String campaign,
      @Nullable String owner,
      String name,
      JsonObject body) {}

  /** Something that has an id, and its JSON. */
  record Entry(String id, JsonObject body) {}

  /** One in an encounter; of a character its place alone. */
  record Monster(String encounter, String id, long version, JsonObject body) {}

  /**
   * Moves or lines of a log, the newest first.
   *
   * @param more whether there are older ones
   */
  record Page(List<Numbered> entries, boolean more) {}

  /** A move, or a line of somebody's log. */
  record Numbered(long number, JsonObject body) {}

  /** The campaigns in which the user has a seat, the newest first. */
  List<Listed> of(String userId, int most);

  /** The campaign, as this member of it lists it; empty for who has no seat in it. */
  Optional<Listed> find(String campaignId, String userId);

  /** What an audience sees, less its log: {@code "all"}, or {@code "member:"} and the id. */
  JsonObject view(String campaignId, String layer);

  /** The user's own characters in full, whether the user is in the room or not. */
  default JsonObject own(String campaignId, String userId) {
    JsonObject absent = view(campaignId, ABSENT + userId);
    return (absent.isEmpty() ? view(campaignId, MEMBER + userId) : absent).object("own");
  }

  /** What the DM alone knows, besides encounters, characters and moves. */
  JsonObject notes(String campaignId);

  List<Entry> encounters(String campaignId);

  List<Monster> monsters(String campaignId, @Nullable String encounter);

  List<Hero> characters(String campaignId);

  Optional<Hero> character(String home, String id);

  /** The user's characters, in whatever campaign. */
  List<Hero> charactersOf(String userId);

  /**
   * Has a character that is in no campaign belong to this one, before the command that moves it
   * there; false if another has it.
   */
  boolean claim(String home, String id, String campaignId);

  /** Takes the claim back. */
  void unclaim(String home, String id, String campaignId);

  Page moves(String campaignId, @Nullable Long before, int most);

  /** Lines of the log of an audience: {@code "all"}, or a member's id. */
  Page lines(String campaignId, String audience, @Nullable Long before, int most);

  Optional<JsonObject> move(String campaignId, long number);
}
