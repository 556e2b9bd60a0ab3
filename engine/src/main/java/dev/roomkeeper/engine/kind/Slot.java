package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place in a room's state where one value of one type may stand. */
public non-sealed class Slot<T> implements Spot {
  private final Where where;
  private final Type<T> type;

  public Slot(Where where, Type<T> type) {
    this.where = where;
    this.type = type;
  }

  /** The value, or null where there is none. */
  public final @Nullable T get(Draft draft) {
    Json kept = where.json(draft);
    return kept == null ? null : type.of(kept);
  }

  /** The value, or the given one where there is none. */
  public final T get(Draft draft, T otherwise) {
    Json kept = where.json(draft);
    return kept == null ? otherwise : type.of(kept);
  }

  /** The value, which must be there. */
  public final T need(Draft draft) {
    return Objects.requireNonNull(get(draft), () -> "there is nothing at " + where);
  }

  public final boolean exists(Draft draft) {
    return where.json(draft) != null;
  }

  /** Puts the value in place of whatever is there. */
  public final void set(Draft draft, T value) {
    draft.put(where.layer(), where.path(), type.json(value));
  }

  /** Removes what is there, if anything is. */
  public final void remove(Draft draft) {
    draft.remove(where.layer(), where.path());
  }

  /** Applies an RFC 7396 patch to the object there, which comes into being if it is missing. */
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
