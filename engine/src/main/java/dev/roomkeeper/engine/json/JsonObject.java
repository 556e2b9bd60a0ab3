package dev.roomkeeper.engine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: an immutable map in key order. {@link #with} and {@link #without} return a copy
 * that shares nearly everything with this one.
 */
public final class JsonObject implements Json {
  /** The object without members. */
  public static final JsonObject EMPTY = new JsonObject(null);

  private final @Nullable Tree<Json> tree;

  private JsonObject(@Nullable Tree<Json> tree) {
    this.tree = tree;
  }

  static JsonObject of(@Nullable Tree<Json> tree) {
    return tree == null ? EMPTY : new JsonObject(tree);
  }

  /** An object with these members. */
  public static JsonObject of(Map<String, ? extends Json> members) {
    List<Map.Entry<String, Json>> sorted = new ArrayList<>(members.size());
    members.forEach((key, value) -> sorted.add(Map.entry(key, value)));
    sorted.sort(Map.Entry.comparingByKey());
    return of(Tree.ofSorted(sorted));
  }

  /** An object with one member. */
  public static JsonObject of(String key, Json value) {
    return EMPTY.with(key, value);
  }

  /** The value under the key, or null if there is none. */
  public @Nullable Json get(String key) {
    return Tree.get(tree, key);
  }

  /** The value at the path, or null if there is none. */
  public @Nullable Json get(List<String> path) {
    Json value = this;
    for (String key : path) {
      if (!(value instanceof JsonObject object)) {
        return null;
      }
      value = object.get(key);
    }
    return value;
  }

  /** The object under the key; empty if there is none. */
  public JsonObject object(String key) {
    return get(key) instanceof JsonObject object ? object : EMPTY;
  }

  /** The object at the path; empty if there is none. */
  public JsonObject object(List<String> path) {
    return get(path) instanceof JsonObject object ? object : EMPTY;
  }

  /** The string under the key, or null if there is none. */
  public @Nullable String text(String key) {
    return get(key) instanceof Text(var value) ? value : null;
  }

  /** The number under the key, or the given one if there is none. */
  public double number(String key, double otherwise) {
    return get(key) instanceof Num(var value) ? value : otherwise;
  }

  /** Whether the key holds true. */
  public boolean isTrue(String key) {
    return get(key) instanceof Bool(var value) && value;
  }

  /** How many keys come before this one in key order; negative if it is not there. */
  public int placeOf(String key) {
    return Tree.placeOf(tree, key);
  }

  public boolean has(String key) {
    return get(key) != null;
  }

  public JsonObject with(String key, Json value) {
    Tree<Json> changed = Tree.put(tree, key, value);
    return changed == tree ? this : new JsonObject(changed);
  }

  public JsonObject with(String key, String value) {
    return with(key, new Text(value));
  }

  public JsonObject with(String key, double value) {
    return with(key, new Num(value));
  }

  /** A copy with a whole number under the key, exact up to 2^53. */
  public JsonObject with(String key, long value) {
    return with(key, Json.of(value));
  }

  public JsonObject with(String key, boolean value) {
    return with(key, Json.of(value));
  }

  public JsonObject without(String key) {
    Tree<Json> changed = Tree.remove(tree, key);
    return changed == tree ? this : of(changed);
  }

  public int size() {
    return Tree.size(tree);
  }

  public boolean isEmpty() {
    return tree == null;
  }

  /** Calls the action for each member, in key order. */
  public void forEach(BiConsumer<? super String, ? super Json> action) {
    Tree.forEach(tree, action);
  }

  /** The keys, sorted. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(size());
    forEach((key, _) -> keys.add(key));
    return keys;
  }

  @Override
  public int bytes() {
    // Two braces, and a comma between members. A member's size includes its colon.
    return tree == null ? 2 : (int) Math.min((long) tree.bytes() + 1, Integer.MAX_VALUE);
  }

  @Override
  public int heap() {
    return tree == null ? 0 : (int) Math.min(tree.heap() + 16L, Integer.MAX_VALUE);
  }

  @Override
  public int depth() {
    return tree == null ? 1 : tree.depth + 1;
  }

  @Override
  public int digest() {
    return tree == null ? Digest.NOTHING : tree.digest();
  }

  @Override
  public boolean hasNull() {
    return tree != null && tree.hasNull;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof JsonObject that) || size() != that.size() || bytes() != that.bytes()) {
      return false;
    }
    List<String> keys = keys();
    if (!keys.equals(that.keys())) {
      return false;
    }
    for (String key : keys) {
      if (!java.util.Objects.equals(get(key), that.get(key))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int[] hash = {1};
    forEach((key, value) -> hash[0] = 31 * hash[0] + (key.hashCode() ^ value.hashCode()));
    return hash[0];
  }

  @Override
  public String toString() {
    return JsonText.write(this);
  }
}
