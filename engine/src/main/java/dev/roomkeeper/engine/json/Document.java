package dev.roomkeeper.engine.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON tree without nulls: one audience's view of a room, or a part of it. Immutable. */
public record Document(JsonObject root) {
  public static final Document EMPTY = new Document(JsonObject.EMPTY);

  public Document {
    if (root.hasNull()) {
      throw new IllegalArgumentException(
          "a document has no nulls; this one has one in its " + root.bytes() + " bytes");
    }
  }

  /** The value at the path, or null if there is none. */
  public @Nullable Json get(List<String> path) {
    return root.get(path);
  }

  public Document apply(Change change) {
    return new Document((JsonObject) java.util.Objects.requireNonNull(change.apply(root)));
  }

  /** This document merged with the other, whose values win, object by object. */
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
