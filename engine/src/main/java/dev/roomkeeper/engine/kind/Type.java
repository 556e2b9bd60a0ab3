package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;

/**
 * Converts values of one type to and from JSON in a room's state and events. Types are generated
 * for what is marked {@link Data}; {@link Types} has those of strings, numbers and the like.
 */
public interface Type<T> {
  /** The value that was written as this JSON; throws if it cannot have been. */
  T of(Json kept);

  Json json(T value);

  /** The schema it writes, for documentation and types in other languages. */
  Schema schema();
}
