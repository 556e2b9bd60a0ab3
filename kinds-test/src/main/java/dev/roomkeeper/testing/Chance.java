package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/** What a {@link Bot} decides by. */
public interface Chance {
  /** A number from 0 up to, not including, the bound. */
  int below(int bound);

  /**
   * A number on which nothing may depend that others are sent: {@link KindTests#keepsSecrets} plays
   * the same twice, and draws other numbers here.
   */
  int secretBelow(int bound);

  default <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  /** One key of the object; the given one where it has none. */
  default String keyOf(JsonObject object, String otherwise) {
    return object.isEmpty() ? otherwise : oneOf(object.keys());
  }
}
