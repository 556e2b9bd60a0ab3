package dev.roomkeeper.engine.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON tree without nulls: what one audience of a room sees, or a part of it. Immutable. */
public record Document(JsonObject root) {
  public static final Document EMPTY = new Document(JsonObject.EMPTY);

  public Document {
    if (root.hasNull()) {
      throw new IllegalArgumentException("a document has no nulls, this one has: " + root);
    }
  }

  /** The value at the end of the path, or null where the path leads nowhere. */
  public @Nullable Json get(List<String> path) {
    return root.get(path);
  }

  public Document apply(Change change) {
    return new Document((JsonObject) java.util.Objects.requireNonNull(change.apply(root)));
  }

  /** This document's values with those of the other laid over them, object by object. */
  public Document merge(Document over) {
    return new Document((JsonObject) Patch.apply(root, over.root));
  }

  public boolean isEmpty() {
    return root.isEmpty();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
