package dev.roomkeeper.engine.json;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A patch and its inverse in one tree. Inner nodes are objects on both sides, and each leaf knows
 * the value before and after. So changes compose exactly, can be inverted, and contain only real
 * differences: a change of nothing is {@link #NONE}.
 */
public sealed interface Change extends Sized {
  /** The change that changes nothing in an object. */
  Nested NONE = new Nested(null);

  /**
   * The value before was replaced by the value after; null means "absent". They are never both
   * objects.
   */
  record Replace(@Nullable Json before, @Nullable Json after) implements Change {
    public Replace {
      if (before instanceof JsonObject && after instanceof JsonObject) {
        throw new IllegalArgumentException("an object that becomes an object is a nested change");
      }
    }

    @Override
    public int bytes() {
      long bytes = (before == null ? 4L : before.bytes()) + (after == null ? 4L : after.bytes());
      return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public int heap() {
      long heap = 24L + (before == null ? 0 : before.heap()) + (after == null ? 0 : after.heap());
      return (int) Math.min(heap, Integer.MAX_VALUE);
    }

    @Override
    public int depth() {
      return Math.max(before == null ? 0 : before.depth(), after == null ? 0 : after.depth());
    }

    @Override
    public int digest() {
      return Digest.NOTHING;
    }

    @Override
    public boolean hasNull() {
      return before == null || after == null;
    }
  }

  /** Changes inside a value that is an object before and after. */
  final class Nested implements Change {
    private final @Nullable Tree<Change> children;

    private Nested(@Nullable Tree<Change> children) {
      this.children = children;
    }

    /** The change under the key, or null if nothing changes there. */
    public @Nullable Change get(String key) {
      return Tree.get(children, key);
    }

    /**
     * The change at the path, as a change of the members of the object there, even if the object
     * appeared or disappeared as a whole. NONE if there is no object before or after.
     */
    public Nested at(String... path) {
      Nested nested = this;
      for (String key : path) {
        nested = members(nested.get(key));
      }
      return nested;
    }

    private static Nested members(@Nullable Change change) {
      return switch (change) {
        case null -> NONE;
        case Nested nested -> nested;
        case Replace(var before, var after) -> diff(object(before), object(after));
      };
    }

    private static JsonObject object(@Nullable Json value) {
      return value instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    /** A copy with another change under the key; null removes it. */
    public Nested with(String key, @Nullable Change change) {
      Tree<Change> changed =
          change == null ? Tree.remove(children, key) : Tree.put(children, key, change);
      return changed == children ? this : new Nested(changed);
    }

    /** The part of this change that is under the key. */
    public Nested only(String key) {
      return NONE.with(key, get(key));
    }

    public boolean isEmpty() {
      return children == null;
    }

    public void forEach(BiConsumer<? super String, ? super Change> action) {
      Tree.forEach(children, action);
    }

    public List<String> keys() {
      List<String> keys = new java.util.ArrayList<>(Tree.size(children));
      forEach((key, _) -> keys.add(key));
      return keys;
    }

    @Override
    public int bytes() {
      return children == null ? 2 : children.bytes() + 1;
    }

    @Override
    public int heap() {
      return children == null ? 0 : (int) Math.min(children.heap() + 16L, Integer.MAX_VALUE);
    }

    @Override
    public int depth() {
      return children == null ? 1 : children.depth + 1;
    }

    @Override
    public int digest() {
      return Digest.NOTHING;
    }

    @Override
    public boolean hasNull() {
      return children != null && children.hasNull;
    }

    /** The object after this change. */
    public JsonObject applyTo(JsonObject object) {
      JsonObject[] result = {object};
      forEach((key, change) -> {
        Json after = change.apply(result[0].get(key));
        result[0] = after == null ? result[0].without(key) : result[0].with(key, after);
      });
      return result[0];
    }

    @Override
    public Nested inverse() {
      Nested[] result = {NONE};
      forEach((key, change) -> result[0] = result[0].with(key, change.inverse()));
      return result[0];
    }

    @Override
    public JsonObject patch() {
      JsonObject[] result = {JsonObject.EMPTY};
      forEach((key, change) -> result[0] = result[0].with(key, change.patch()));
      return result[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Nested that
          && patch().equals(that.patch())
          && inverse().patch().equals(that.inverse().patch());
    }

    @Override
    public int hashCode() {
      return patch().hashCode();
    }

    @Override
    public String toString() {
      return patch().toString();
    }
  }

  /** The change that the patch makes on the document; leaves that stay equal are left out. */
  public static Nested of(Document document, Patch patch) {
    return of(document.root(), patch.tree());
  }

  private static Nested of(JsonObject before, JsonObject patch) {
    Nested[] result = {NONE};
    patch.forEach((key, value) -> {
      Json old = before.get(key);
      Change change;
      if (value == Json.Null.NULL) {
        change = between(old, null);
      } else if (value instanceof JsonObject members && old instanceof JsonObject object) {
        Nested nested = of(object, members);
        change = nested.isEmpty() ? null : nested;
      } else {
        change = between(old, Patch.apply(null, value));
      }
      if (change != null) {
        result[0] = result[0].with(key, change);
      }
    });
    return result[0];
  }

  /** The change from a to b. */
  public static Nested diff(Document a, Document b) {
    return diff(a.root(), b.root());
  }

  private static Nested diff(JsonObject a, JsonObject b) {
    Nested[] result = {NONE};
    if (a == b) {
      return NONE;
    }
    a.forEach((key, before) -> {
      Change change = between(before, b.get(key));
      if (change != null) {
        result[0] = result[0].with(key, change);
      }
    });
    b.forEach((key, after) -> {
      if (!a.has(key)) {
        result[0] = result[0].with(key, new Replace(null, after));
      }
    });
    return result[0];
  }

  /** The change between two values, null if they are equal. */
  public static @Nullable Change between(@Nullable Json before, @Nullable Json after) {
    if (before == after) {
      return null;
    }
    if (before instanceof JsonObject a && after instanceof JsonObject b) {
      Nested nested = diff(a, b);
      return nested.isEmpty() ? null : nested;
    }
    return Objects.equals(before, after) ? null : new Replace(before, after);
  }

  /**
   * The change that sets the value at a path of objects; missing objects on the way are created.
   */
  public static Nested at(JsonObject root, List<String> path, @Nullable Json after) {
    String key = path.getFirst();
    Json before = root.get(key);
    if (path.size() == 1) {
      return NONE.with(key, between(before, after));
    }
    List<String> rest = path.subList(1, path.size());
    if (before instanceof JsonObject object) {
      Nested nested = at(object, rest, after);
      return nested.isEmpty() ? NONE : NONE.with(key, nested);
    }
    if (after == null) {
      return NONE;
    }
    Json made = after;
    for (String step : rest.reversed()) {
      made = JsonObject.of(step, made);
    }
    return NONE.with(key, between(before, made));
  }

  /** The change of one member of an object; null means "absent". */
  public static Nested set(String key, @Nullable Json before, @Nullable Json after) {
    return NONE.with(key, between(before, after));
  }

  /** Reads a change from its two patches, the form in a journal. */
  public static Nested ofPatches(JsonObject patch, JsonObject inverse) {
    TreeSet<String> keys = new TreeSet<>(patch.keys());
    if (!keys.equals(new TreeSet<>(inverse.keys()))) {
      throw new IllegalArgumentException("a patch and its inverse name the same keys: " + keys);
    }
    Nested result = NONE;
    for (String key : keys) {
      Json after = patch.get(key);
      Json before = inverse.get(key);
      Change change =
          after instanceof JsonObject a && before instanceof JsonObject b
              ? ofPatches(a, b)
              : new Replace(present(before), present(after));
      result = result.with(key, change);
    }
    return result;
  }

  private static @Nullable Json present(@Nullable Json value) {
    return value == Json.Null.NULL ? null : value;
  }

  /** Applies this change to a value; null means "absent". */
  default @Nullable Json apply(@Nullable Json value) {
    return switch (this) {
      case Replace(_, var after) -> after;
      case Nested nested ->
          nested.applyTo(value instanceof JsonObject object ? object : JsonObject.EMPTY);
    };
  }

  /** The change that undoes this one. */
  default Change inverse() {
    return switch (this) {
      case Replace(var before, var after) -> new Replace(after, before);
      case Nested nested -> nested.inverse();
    };
  }

  /** This change as an RFC 7396 patch, as it is sent. */
  default Json patch() {
    return switch (this) {
      case Replace(_, var after) -> after == null ? Json.Null.NULL : after;
      case Nested nested -> nested.patch();
    };
  }

  /** The change equal to the first followed by the second, which was made on the first's result. */
  public static Nested compose(Nested first, Nested second) {
    if (first.isEmpty()) {
      return second;
    }
    Nested[] result = {first};
    second.forEach((key, then) -> {
      Change before = result[0].get(key);
      result[0] = result[0].with(key, before == null ? then : join(before, then));
    });
    return result[0];
  }

  private static @Nullable Change join(Change first, Change second) {
    if (first instanceof Nested a && second instanceof Nested b) {
      Nested nested = compose(a, b);
      return nested.isEmpty() ? null : nested;
    }
    Json before =
        first instanceof Replace(var value, _) ? value : first.inverse().apply(before(second));
    Json after = second instanceof Replace(_, var value) ? value : second.apply(after(first));
    return between(before, after);
  }

  private static @Nullable Json before(Change change) {
    return change instanceof Replace(var before, _) ? before : null;
  }

  private static @Nullable Json after(Change change) {
    return change instanceof Replace(_, var after) ? after : null;
  }
}
