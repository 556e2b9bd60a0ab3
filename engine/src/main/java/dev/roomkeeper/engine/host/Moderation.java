package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The commands by which whoever runs a room moderates it, the same in every kind. All durable. */
public final class Moderation {
  /** Deletes the room; as an edit it only tells whether the user may. */
  public static final String DELETE = "room.delete";

  /** An edit alone: whether two users are apart from now on. Needs no permission. */
  public static final String APART = "apart";

  /** Who asks, in the payload of an edit: one of the two below, or nothing. */
  public static final String AS = "as";

  public static final String AS_ADMIN = House.ADMIN;
  public static final String AS_CREATOR = House.CREATOR;

  private static final String REMOVE = "member.remove";
  private static final String BAN = "member.ban";
  private static final String LIFT = "ban.lift";
  private static final String CLOSE = "room.close";
  private static final String RENAME = Room.RENAME;
  private static final String ONLY = "room.only";
  private static final String HAND_OVER = "room.handOver";

  /** All commands that members may send. */
  public static final List<String> COMMANDS =
      List.of(REMOVE, BAN, LIFT, CLOSE, RENAME, ONLY, HAND_OVER, DELETE);

  private static final int BANS_MAX = 500;
  private static final int ID_LENGTH_MAX = 64;
  private static final int REASON_LENGTH_MAX = 200;
  private static final int TOLD_MAX = 50;

  /** A ban lasts at most 400 days. */
  private static final int MINUTES_MAX = 400 * 24 * 60;

  /** By address at most a day: addresses are shared, and change hands. */
  private static final int PLACE_MINUTES_MAX = 24 * 60;

  /** Who moderates. */
  private record Moderator(String userId, boolean isAdmin) {}

  private final RoomDraft draft;
  private final Fields fields;
  private final Moderator by;
  private final Moment moment;
  private final Consumer<Member> remove;

  private Moderation(
      RoomDraft draft, Fields fields, Moderator by, Moment moment, Consumer<Member> remove) {
    this.draft = draft;
    this.fields = fields;
    this.by = by;
    this.moment = moment;
    this.remove = remove;
  }

  static boolean isFor(Command command) {
    return COMMANDS.contains(command.type());
  }

  static boolean isForEdit(Command command) {
    return isFor(command) || command.type().equals(APART);
  }

  /**
   * A member's command.
   *
   * @param remove takes a member out of the room
   */
  static Verdict act(
      RoomDraft draft, Member sender, Command command, Moment moment, Consumer<Member> remove) {
    if (!new House(draft.layers()).mayModerate(sender)) {
      return notAllowed();
    }
    Moderator by = new Moderator(sender.id(), House.isAdmin(sender));
    return new Moderation(draft, new Fields(command.payload()), by, moment, remove).run(command);
  }

  /** The same by the server, for a user who need not be a member. */
  static Verdict edit(
      RoomDraft draft, String userId, Command command, Moment moment, Consumer<Member> remove) {
    if (command.type().equals(APART)) {
      return apart(draft, userId, new Fields(command.payload()));
    }
    String as = command.payload().text(AS);
    JsonObject claims = claims(as);
    if (!new House(draft.layers()).mayModerate(userId, claims)) {
      return notAllowed();
    }
    Moderator by = new Moderator(userId, claims.isTrue("admin"));
    return new Moderation(draft, new Fields(command.payload()), by, moment, remove).run(command);
  }

  private static JsonObject claims(@Nullable String as) {
    return as == null ? JsonObject.EMPTY : JsonObject.of(as, Json.Bool.TRUE);
  }

  /**
   * What a user who moderates the room sees of it: {@code {owner?, closed, bans}}; empty for
   * others.
   *
   * @param as what the server vouches for, as in the payload of an edit
   */
  public static Optional<JsonObject> shown(Layers layers, String userId, @Nullable String as) {
    House house = new House(layers);
    if (!house.mayModerate(userId, claims(as))) {
      return Optional.empty();
    }
    String owner = house.owner();
    JsonObject shown =
        JsonObject.EMPTY
            .with("closed", house.isClosed())
            .with(
                House.BANS, layers.object(House.OWNERS_LAYER).object(House.KEY).object(House.BANS));
    return Optional.of(owner == null ? shown : shown.with("owner", owner));
  }

  /**
   * What a commit that one of the commands made did: {@code {about?, detail: {bans?, removed?,
   * owner?, closed?, name?}}}, where {@code about} is the user to whom it was done.
   */
  public static JsonObject told(Change.Nested change) {
    JsonObject patch = change.patch();
    JsonObject bans = patch.object(House.OWNERS_LAYER).object(House.KEY).object(House.BANS);
    JsonObject house = patch.object(Layers.ALL).object(House.KEY);
    List<String> about = new ArrayList<>();
    bans.forEach((_, ban) -> {
      String banned = ban instanceof JsonObject of ? of.text("userId") : null;
      if (banned != null) {
        about.add(banned);
      }
    });
    List<Json> removed = new ArrayList<>();
    patch
        .object(Layers.ENGINE)
        .object(Members.MEMBERS)
        .forEach((memberId, member) -> {
          if (member == Json.Null.NULL && removed.size() < TOLD_MAX) {
            removed.add(Json.of(memberId));
            about.add(memberId);
          }
        });
    JsonObject detail = bans.isEmpty() ? JsonObject.EMPTY : JsonObject.of(House.BANS, bans);
    detail = removed.isEmpty() ? detail : detail.with("removed", new Json.Arr(removed));
    for (String key : house.keys()) {
      detail = detail.with(key, Objects.requireNonNull(house.get(key)));
    }
    String owner = house.text("owner");
    if (owner != null) {
      about.add(owner);
    }
    JsonObject told = JsonObject.of("detail", detail);
    return about.isEmpty() ? told : told.with("about", about.getFirst());
  }

  private static Verdict notAllowed() {
    return Verdict.refuse(Code.FORBIDDEN, "only the owner of this room may do this");
  }

  private static Verdict apart(RoomDraft draft, String userId, Fields fields) {
    String other = fields.text("memberId", ID_LENGTH_MAX);
    boolean isApart = fields.bool("apart", true);
    if (fields.problem() != null) {
      return Verdict.refuse(Code.BAD_REQUEST, fields.problem());
    }
    boolean areHere = draft.member(userId) != null && draft.member(other) != null;
    if (areHere && !userId.equals(other)) {
      Apart.set(draft, userId, other, isApart);
    }
    return draft.accept();
  }

  private Verdict run(Command command) {
    return switch (command.type()) {
      case REMOVE -> remove();
      case BAN -> ban();
      case LIFT -> lift();
      case CLOSE -> close();
      case RENAME -> rename();
      case ONLY -> Invited.set(draft, command, remove);
      case HAND_OVER -> handOver();
      case DELETE -> draft.accept();
      default -> throw new IllegalArgumentException("\"" + command.type() + "\" moderates nothing");
    };
  }

  private Verdict wrong() {
    return Verdict.refuse(Code.BAD_REQUEST, String.valueOf(fields.problem()));
  }

  private Verdict remove() {
    String memberId = fields.text("memberId", ID_LENGTH_MAX);
    if (fields.problem() != null) {
      return wrong();
    }
    Member member = draft.member(memberId);
    if (member == null) {
      return notHere();
    }
    Verdict protectedOne = refusal(memberId, member);
    if (protectedOne != null) {
      return protectedOne;
    }
    remove.accept(member);
    return draft.accept();
  }

  private static Verdict notHere() {
    return Verdict.refuse(Code.NOT_FOUND, "this is no member of the room");
  }

  /** Why this one can't be removed or banned, or null. */
  private @Nullable Verdict refusal(String userId, @Nullable Member member) {
    if (userId.equals(by.userId)) {
      return Verdict.refuse(Code.CONFLICT, "you can't remove or ban yourself");
    }
    boolean isAbove =
        userId.equals(new House(draft.layers()).owner())
            || (member != null && House.isAdmin(member));
    return isAbove && !by.isAdmin
        ? Verdict.refuse(Code.FORBIDDEN, "only an admin may do this to the owner or an admin")
        : null;
  }

  private Verdict ban() {
    String userId = fields.text("memberId", ID_LENGTH_MAX);
    int minutes = fields.integer("minutes", 1, MINUTES_MAX);
    boolean byAddress = fields.bool("address", false);
    String reason = fields.optionalText("reason", REASON_LENGTH_MAX);
    if (fields.problem() != null) {
      return wrong();
    }
    Member member = draft.member(userId);
    Verdict protectedOne = refusal(userId, member);
    if (protectedOne != null) {
      return protectedOne;
    }
    forgetEnded();
    if (new House(draft.layers()).bans().size() >= BANS_MAX) {
      return Verdict.refuse(Code.CONFLICT, "a room has at most " + BANS_MAX + " bans");
    }
    JsonObject kept = Members.kept(draft.layers(), userId);
    String place =
        byAddress && kept != null && kept.isTrue(House.GUEST) ? kept.text(House.PLACE) : null;
    note(userId, member == null ? userId : member.name(), minutes, place, reason);
    if (member != null) {
      remove.accept(member);
    }
    if (place != null) {
      guestsAt(place).forEach(remove);
    }
    return draft.accept();
  }

  private void note(
      String userId, String name, int minutes, @Nullable String place, @Nullable String reason) {
    String id = moment.dice().id(12);
    long until = moment.nowMillis() + minutes * 60_000L;
    JsonObject hidden = JsonObject.of("user", Json.of(userId)).with("until", until);
    if (place != null) {
      long placeUntil = moment.nowMillis() + Math.min(minutes, PLACE_MINUTES_MAX) * 60_000L;
      hidden = hidden.with(House.PLACE, place).with("placeUntil", placeUntil);
    }
    draft.keep(List.of(House.BANS, id), hidden);
    JsonObject shown =
        JsonObject.of("userId", Json.of(userId))
            .with("name", name)
            .with("address", place != null)
            .with("until", until);
    House.put(
        draft,
        House.OWNERS_LAYER,
        List.of(House.KEY, House.BANS, id),
        reason == null || reason.isBlank() ? shown : shown.with("reason", reason));
  }

  /** Those guests who share an address with one who is banned by it. */
  private List<Member> guestsAt(String place) {
    House house = new House(draft.layers());
    return draft.members().stream()
        .filter(member -> {
          JsonObject kept = Members.kept(draft.layers(), member.id());
          return kept != null
              && kept.isTrue(House.GUEST)
              && place.equals(kept.text(House.PLACE))
              && !house.mayModerate(member);
        })
        .toList();
  }

  private void forgetEnded() {
    new House(draft.layers())
        .bans()
        .forEach((id, ban) -> {
          if (ban instanceof JsonObject of && House.end(of, "until") <= moment.nowMillis()) {
            forget(id);
          }
        });
  }

  private void forget(String ban) {
    draft.keep(List.of(House.BANS, ban), null);
    House.put(draft, House.OWNERS_LAYER, List.of(House.KEY, House.BANS, ban), null);
  }

  private Verdict lift() {
    String ban = fields.text("ban", ID_LENGTH_MAX);
    if (fields.problem() != null) {
      return wrong();
    }
    if (!new House(draft.layers()).bans().has(ban)) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no such ban");
    }
    forget(ban);
    return draft.accept();
  }

  private Verdict close() {
    boolean isClosed = fields.bool("closed", true);
    if (fields.problem() != null) {
      return wrong();
    }
    House.put(draft, Layers.ALL, List.of(House.KEY, "closed"), isClosed ? Json.Bool.TRUE : null);
    return draft.accept();
  }

  private Verdict rename() {
    String name = fields.name("name", Room.NAME_LENGTH_MAX);
    if (fields.problem() != null) {
      return wrong();
    }
    House.put(draft, Layers.ALL, List.of(House.KEY, "name"), Json.of(name));
    return draft.accept();
  }

  private Verdict handOver() {
    String memberId = fields.text("memberId", ID_LENGTH_MAX);
    if (fields.problem() != null) {
      return wrong();
    }
    if (draft.member(memberId) == null) {
      return notHere();
    }
    String former = new House(draft.layers()).owner();
    House.put(draft, Layers.ALL, List.of(House.KEY, "owner"), Json.of(memberId));
    Invited.addOwner(draft);
    House.show(draft, memberId);
    House.show(draft, by.userId);
    if (former != null) {
      House.show(draft, former);
    }
    return draft.accept();
  }
}
