package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sent as a value of one type. Made from the types that carry {@link Payload};
 * those of strings, numbers and the like are in {@link Readers}.
 */
public interface Reader<T> {
  /** The value, or null where something is wrong with it, which the reading has noted then. */
  @Nullable T read(Json value, Reading reading);

  /** What it reads, for documents and types in other languages. */
  Schema schema();
}
