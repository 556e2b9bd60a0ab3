package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/** The random choices of a {@link Bot}. */
public interface Chance {
  /** A number from 0 up to the bound, exclusive. */
  int below(int bound);

  /**
   * A number that must not influence what others are sent. {@link KindTests#keepsSecrets} plays the
   * same game twice with different numbers here.
   */
  int secretBelow(int bound);

  default <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  /** A random key of the object, or the given one if it has none. */
  default String keyOf(JsonObject object, String otherwise) {
    return object.isEmpty() ? otherwise : oneOf(object.keys());
  }
}
