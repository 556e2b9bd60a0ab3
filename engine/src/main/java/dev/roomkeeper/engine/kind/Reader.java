package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sent as a value of one type. Readers are generated for types marked {@link
 * Payload}; {@link Readers} has those of strings, numbers and the like.
 */
public interface Reader<T> {
  /** The value, or null if there is a problem, which the reading has then recorded. */
  @Nullable T read(Json value, Reading reading);

  /** The schema it reads, for documentation and types in other languages. */
  Schema schema();
}
