package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a room and who may not enter it, as the room's document has it. The same in every kind.
 */
record House(Layers layers) {
  /** The key in the layers that everybody and that the owner sees. */
  static final String KEY = "house";

  /** Held by the owner and by admins. */
  static final String OWNERS_LAYER = Layers.role("owner");

  /** What of a ban nobody sees, in the engine's layer. */
  static final String BANS = "bans";

  static final String PLACE = "place";
  static final String GUEST = "guest";

  /** Marks a member none of whose commands was accepted yet. */
  static final String NEWCOMER = "new";

  /** The grace of such a member. */
  static final long NEWCOMER_GRACE_MILLIS = 60_000;

  /** So many seats the guests of one address may have in any room, or half of them. */
  static final int SEATS_BY_PLACE = 250;

  static final String CREATOR = "creator";
  static final String ADMIN = "admin";

  /** The owner's id; null while whoever made the room was never here. */
  @Nullable String owner() {
    return layers.object(Layers.ALL).object(KEY).text("owner");
  }

  /** The name that the owner gave the room since its creation, or null. */
  @Nullable String name() {
    return layers.object(Layers.ALL).object(KEY).text("name");
  }

  boolean isClosed() {
    return layers.object(Layers.ALL).object(KEY).isTrue("closed");
  }

  static boolean isAdmin(Member member) {
    return member.claims().isTrue(ADMIN);
  }

  /** Whether the member may moderate. */
  boolean mayModerate(Member member) {
    return mayModerate(member.id(), member.claims());
  }

  /**
   * @param claims what the server vouches for
   */
  boolean mayModerate(String userId, JsonObject claims) {
    String owner = owner();
    return claims.isTrue(ADMIN) || (owner == null ? claims.isTrue(CREATOR) : owner.equals(userId));
  }

  JsonObject bans() {
    return layers.object(Layers.ENGINE).object(BANS);
  }

  /** Why somebody may not join, as a sentence; null if they may. */
  @Nullable String refusal(Occasion.Join join, boolean isNew, int membersMax, long nowMillis) {
    if (mayModerate(join.memberId(), join.claims())) {
      return null;
    }
    long banned = bannedUntil(join, nowMillis);
    if (banned > 0) {
      long minutes = (banned - nowMillis + 59_999) / 60_000;
      return "you are banned from this room for " + minutes + " more minutes";
    }
    if (!new Invited(layers).admits(join.memberId())) {
      return "this room is for invited people only";
    }
    if (!isNew) {
      return null;
    }
    if (isClosed()) {
      return "this room is closed to newcomers";
    }
    JsonObject members = Members.kept(layers);
    if (members.size() >= membersMax) {
      return "the room is full: " + membersMax + " members";
    }
    return hasAllSeats(join.standing(), members, Math.max(SEATS_BY_PLACE, membersMax / 2))
        ? "guests from your address have all the seats of this room that they may have"
        : null;
  }

  private long bannedUntil(Occasion.Join join, long nowMillis) {
    long[] until = {0};
    Standing standing = join.standing();
    bans()
        .forEach((_, ban) -> {
          if (!(ban instanceof JsonObject of)) {
            return;
          }
          boolean isUser = join.memberId().equals(of.text("user"));
          boolean isPlace =
              standing.isGuest()
                  && standing.place() != null
                  && standing.place().equals(of.text(PLACE));
          long end = Math.max(isUser ? end(of, "until") : 0, isPlace ? end(of, "placeUntil") : 0);
          until[0] = end > nowMillis ? Math.max(until[0], end) : until[0];
        });
    return until[0];
  }

  static long end(JsonObject ban, String key) {
    return (long) ban.number(key, 0);
  }

  private static boolean hasAllSeats(Standing standing, JsonObject members, int most) {
    String place = standing.place();
    if (!standing.isGuest() || place == null || members.size() < most) {
      return false;
    }
    int[] seats = {0};
    members.forEach((_, kept) -> {
      if (kept instanceof JsonObject member
          && member.isTrue(GUEST)
          && place.equals(member.text(PLACE))) {
        seats[0]++;
      }
    });
    return seats[0] >= most;
  }

  /** How long the member's seat is kept while it is away. */
  static long graceMillis(Layers layers, String memberId, long graceMillis) {
    JsonObject kept = Members.kept(layers, memberId);
    return kept != null && kept.isTrue(NEWCOMER)
        ? Math.min(graceMillis, NEWCOMER_GRACE_MILLIS)
        : graceMillis;
  }

  // --- Writing ---

  /** What a join says of the house: whoever made the room owns it until it is handed over. */
  static void join(RoomDraft draft, Member member) {
    if (new House(draft.layers()).owner() == null && member.claims().isTrue(CREATOR)) {
      put(draft, Layers.ALL, List.of(KEY, "owner"), Json.of(member.id()));
    }
    show(draft, member.id());
  }

  /** Gives the member the owner's layer, or takes it away. */
  static void show(RoomDraft draft, String memberId) {
    Member member = draft.member(memberId);
    if (member == null) {
      return;
    }
    boolean holds = member.layers().contains(OWNERS_LAYER);
    boolean may = new House(draft.layers()).mayModerate(member);
    if (may && !holds) {
      draft.hold(memberId, OWNERS_LAYER);
    } else if (!may && holds) {
      draft.release(memberId, OWNERS_LAYER);
    }
  }

  static void put(RoomDraft draft, String layer, List<String> path, @Nullable Json value) {
    draft.write(layer, Change.at(draft.layers().object(layer), path, value));
  }
}
