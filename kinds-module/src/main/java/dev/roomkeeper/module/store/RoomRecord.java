package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.host.RoomFacts;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room's record, without its log.
 *
 * @param options chosen by the creator and accepted by the kind
 * @param createdBy a user's id
 */
public record RoomRecord(
    String id,
    String kind,
    String name,
    JsonObject options,
    String createdBy,
    long createdAtMillis) {

  /** The option with the ids of the users who may enter, besides the creator. */
  public static final String ONLY = "only";

  /** The option that keeps a room off the list if it is false. */
  public static final String LISTED = "listed";

  private static final int ONLY_MAX = 1_000;

  /** A table in a space inherits the space's list and its creator. */
  private static final int ONLY_OF_TABLE_MAX = ONLY_MAX + 1;

  /** The same room as its owner changed it since. */
  public RoomRecord with(RoomFacts facts) {
    RoomFacts.Access access = facts.access();
    JsonObject changed = options;
    if (access != null) {
      changed =
          access.everybody()
              ? options.without(ONLY)
              : options.with(
                  ONLY, new Json.Arr(access.users().stream().<Json>map(Json::of).toList()));
    }
    String now = facts.name() == null ? name : facts.name();
    return new RoomRecord(id, kind, now, changed, createdBy, createdAtMillis);
  }

  /** The problem with the options that all kinds share, or null. */
  public static @Nullable String problem(JsonObject options) {
    if (options.has(LISTED) && !(options.get(LISTED) instanceof Json.Bool)) {
      return "option \"listed\" must be true or false";
    }
    Json only = options.get(ONLY);
    boolean isWrong =
        only != null
            && !(only instanceof Json.Arr(var users)
                && users.size() <= ONLY_OF_TABLE_MAX
                && users.stream().allMatch(Json.Text.class::isInstance));
    return isWrong ? "option \"only\" must be a list of at most " + ONLY_MAX + " user ids" : null;
  }

  /**
   * Whether the list shows the room. A room for invited users is listed only if its creator says
   * so.
   */
  public boolean isListed() {
    return options.has(LISTED) ? options.isTrue(LISTED) : !options.has(ONLY);
  }

  /** The users who may enter a room that belongs to this one; empty for everybody. */
  public Optional<Json> onlyForPart() {
    if (!(options.get(ONLY) instanceof Json.Arr(var users))) {
      return Optional.empty();
    }
    List<Json> all = new ArrayList<>(users);
    all.add(Json.of(createdBy));
    return Optional.of(new Json.Arr(all));
  }

  /** Whether the user may enter. Everybody may, unless the creator named users. */
  public boolean admits(String userId) {
    return !(options.get(ONLY) instanceof Json.Arr(var users))
        || userId.equals(createdBy)
        || users.contains(Json.of(userId));
  }
}
