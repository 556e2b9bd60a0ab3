package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;

/**
 * How values of one type stand in a room's state and in events. Made from the types that carry
 * {@link Data}; those of strings, numbers and the like are in {@link Types}.
 */
public interface Type<T> {
  /** The value that was written as this; a fault where it can't have been. */
  T of(Json kept);

  Json json(T value);

  /** What it writes, for documents and types in other languages. */
  Schema schema();
}
