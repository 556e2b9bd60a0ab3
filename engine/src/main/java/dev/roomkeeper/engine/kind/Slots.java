package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A place in a room's state for values by key, such as players by id. */
public final class Slots<S extends Spot> implements Spot {
  private final Where where;
  private final Function<Where, S> slot;

  public Slots(Where where, Function<Where, S> slot) {
    this.where = where;
    this.slot = slot;
  }

  /** The place of the value under the key. */
  public S of(String key) {
    return slot.apply(where.child(key));
  }

  public boolean has(Draft draft, String key) {
    return json(draft).has(key);
  }

  public int size(Draft draft) {
    return json(draft).size();
  }

  /** The keys, sorted. */
  public List<String> keys(Draft draft) {
    return json(draft).keys();
  }

  /** Calls the action for each value, in key order. */
  public void forEach(Draft draft, BiConsumer<String, S> action) {
    for (String key : keys(draft)) {
      action.accept(key, of(key));
    }
  }

  /** The whole map as JSON; empty if there is nothing. */
  public JsonObject json(Draft draft) {
    return where.json(draft) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  /** Replaces the whole map. An empty map exists too. */
  public void set(Draft draft, JsonObject all) {
    draft.put(where.layer(), where.path(), all);
  }

  /** Removes the whole map. */
  public void remove(Draft draft) {
    draft.remove(where.layer(), where.path());
  }

  /** Applies an RFC 7396 patch to the whole map. */
  public void merge(Draft draft, JsonObject patch) {
    draft.merge(where.layer(), where.path(), patch);
  }

  /** The same place in another layer. */
  public Slots<S> in(Layer layer) {
    return new Slots<>(where.in(layer), slot);
  }

  @Override
  public Schema schema() {
    Spot one = slot.apply(where.child(""));
    return new Schema.MapOf(one.schema(), Integer.MAX_VALUE);
  }
}
