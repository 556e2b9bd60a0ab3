package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place in a room's state for one value of one type. */
public non-sealed class Slot<T> implements Spot {
  private final Where where;
  private final Type<T> type;

  public Slot(Where where, Type<T> type) {
    this.where = where;
    this.type = type;
  }

  /** The value, or null if there is none. */
  public final @Nullable T get(Draft draft) {
    Json kept = where.json(draft);
    return kept == null ? null : type.of(kept);
  }

  /** The value, or the given one if there is none. */
  public final T get(Draft draft, T otherwise) {
    Json kept = where.json(draft);
    return kept == null ? otherwise : type.of(kept);
  }

  /** The value, which must exist. */
  public final T need(Draft draft) {
    return Objects.requireNonNull(get(draft), () -> "there is nothing at " + where);
  }

  public final boolean exists(Draft draft) {
    return where.json(draft) != null;
  }

  /** Replaces the value. */
  public final void set(Draft draft, T value) {
    draft.put(where.layer(), where.path(), type.json(value));
  }

  /** Removes the value, if there is one. */
  public final void remove(Draft draft) {
    draft.remove(where.layer(), where.path());
  }

  /** Applies an RFC 7396 patch to the object. A missing object is created. */
  public final void merge(Draft draft, JsonObject patch) {
    draft.merge(where.layer(), where.path(), patch);
  }

  protected final Where where() {
    return where;
  }

  @Override
  public final Schema schema() {
    return type.schema();
  }
}
