package dev.roomkeeper.engine.json;

import org.jspecify.annotations.Nullable;

/**
 * An RFC 7396 merge patch on an object: only the changed leaves, with null for a deletion.
 *
 * <p>Patches alone do not compose: they cannot tell whether an object that is deleted and set again
 * keeps its other members. {@link Change} can.
 */
public record Patch(JsonObject tree) {
  public static final Patch NONE = new Patch(JsonObject.EMPTY);

  public Document apply(Document document) {
    return new Document((JsonObject) apply(document.root(), tree));
  }

  /** RFC 7396's MergePatch(target, patch) for any values; a null target means "absent". */
  public static Json apply(@Nullable Json target, Json patch) {
    if (!(patch instanceof JsonObject members)) {
      return patch;
    }
    if (!(target instanceof JsonObject) && !members.hasNull()) {
      return members; // A large new object is shared and not built anew.
    }
    JsonObject[] result = {target instanceof JsonObject object ? object : JsonObject.EMPTY};
    members.forEach((key, value) ->
        result[0] =
            value == Json.Null.NULL
                ? result[0].without(key)
                : result[0].with(key, apply(result[0].get(key), value)));
    return result[0];
  }

  @Override
  public String toString() {
    return tree.toString();
  }
}
