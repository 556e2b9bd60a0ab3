package dev.roomkeeper.module.store;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a room besides its log.
 *
 * @param options as its creator chose them and its kind accepted them
 * @param createdBy a user's id
 */
public record RoomRecord(
    String id,
    String kind,
    String name,
    JsonObject options,
    String createdBy,
    long createdAtMillis) {

  /** The option that lists the ids of those users who may enter besides the creator. */
  public static final String ONLY = "only";

  /** The option that keeps a room out of the list where it is false. */
  public static final String LISTED = "listed";

  private static final int ONLY_MAX = 1_000;

  /** A table in a space takes the space's list, and the space's creator besides. */
  private static final int ONLY_OF_TABLE_MAX = ONLY_MAX + 1;

  /** What is wrong with those options that are the same for every kind, or null. */
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

  /** Whether the list shows it: one for invited people only where its creator says so. */
  public boolean isListed() {
    return options.has(LISTED) ? options.isTrue(LISTED) : !options.has(ONLY);
  }

  /** The list of those who may enter, for a room that is part of this one; empty for anybody. */
  public Optional<Json> onlyForPart() {
    if (!(options.get(ONLY) instanceof Json.Arr(var users))) {
      return Optional.empty();
    }
    List<Json> all = new ArrayList<>(users);
    all.add(Json.of(createdBy));
    return Optional.of(new Json.Arr(all));
  }

  /** Whether the user may enter: anybody may, unless the creator named who. */
  public boolean admits(String userId) {
    return !(options.get(ONLY) instanceof Json.Arr(var users))
        || userId.equals(createdBy)
        || users.contains(Json.of(userId));
  }
}
