package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner may change of a deck by merge patch: everything except its cards. */
@Payload
record DeckLooks(
    @Nullable @Length(max = Decks.NAME_LENGTH_MAX) String name,
    @Nullable Double x,
    @Nullable Double y,
    @Nullable Double rotation,
    @Nullable @Length(max = Card.BACK_LENGTH_MAX) String back,
    @Nullable Boolean open,
    @Nullable JsonObject metadata) {
  static final int BYTES_MAX = 8 << 10;

  /** Fields that a deck may lack. Null removes them. */
  private static final List<String> OPTIONAL = List.of("back", "metadata", "name");

  /** The refusal of the patch, or null. */
  static @Nullable String problem(JsonObject change) {
    if (change.has("count")) {
      return "\"count\" can't be set: it says how many cards there are";
    }
    JsonObject set = change;
    for (String key : OPTIONAL) {
      set = change.get(key) == Json.Null.NULL ? set.without(key) : set;
    }
    return Reading.of(DeckLooksReader.INSTANCE, set) instanceof Reading.Result.Wrong(var problem)
        ? problem.message()
        : null;
  }
}
