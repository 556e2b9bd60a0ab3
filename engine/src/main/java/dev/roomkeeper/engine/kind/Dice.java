package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * A source of randomness, passed in: a cryptographic generator in a server, a seeded one in a
 * simulation.
 */
@FunctionalInterface
public interface Dice {
  String ID_ALPHABET =
      "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32: no two characters look alike

  /** 64 random bits. */
  long nextLong();

  /** A number from 0 to below the bound, uniformly distributed. */
  default int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("a bound must be positive, not " + bound);
    }
    // The high half of a 63-bit draw's product would be biased by at most bound / 2^63: redraw the
    // excess.
    long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
    long draw = nextLong() >>> 1;
    while (draw >= limit) {
      draw = nextLong() >>> 1;
    }
    return (int) (draw % bound);
  }

  /** A random identifier of this length, with five bits per character. */
  default String id(int length) {
    StringBuilder id = new StringBuilder(length);
    long bits = 0;
    for (int i = 0; i < length; i++) {
      bits = i % 12 == 0 ? nextLong() : bits >>> 5;
      id.append(ID_ALPHABET.charAt((int) (bits & 31)));
    }
    return id.toString();
  }

  /** The items in a uniformly random order (Fisher and Yates). */
  default <T> List<T> shuffled(List<T> items) {
    List<T> result = new ArrayList<>(items);
    for (int i = result.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T swapped = result.get(i);
      result.set(i, result.get(j));
      result.set(j, swapped);
    }
    return result;
  }
}
