package dev.roomkeeper.engine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random documents and changes over few keys, so that they often touch the same places. */
public final class RandomJson {
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "__proto__", "é");

  private final SplittableRandom random;

  public RandomJson(long seed) {
    random = new SplittableRandom(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public String key() {
    return KEYS.get(below(KEYS.size()));
  }

  public JsonObject object(int depth) {
    JsonObject object = JsonObject.EMPTY;
    for (int i = below(4); i > 0; i--) {
      object = object.with(key(), value(depth - 1));
    }
    return object;
  }

  public Document document() {
    return new Document(object(4));
  }

  public Json value(int depth) {
    return switch (below(depth > 0 ? 9 : 5)) {
      case 0 -> Json.of(below(3));
      case 1 -> Json.of("tä" + below(3));
      case 2 -> Json.of(below(2) == 0);
      case 3 -> JsonObject.EMPTY;
      case 4 -> new Json.Arr(List.of(Json.of(below(2)), object(depth > 0 ? 1 : 0)));
      default -> object(depth);
    };
  }

  /** A patch with deletions. */
  public JsonObject patch(int depth) {
    JsonObject patch = JsonObject.EMPTY;
    for (int i = below(4); i > 0; i--) {
      Json value =
          switch (below(4)) {
            case 0 -> Json.Null.NULL;
            case 1 -> value(1);
            default -> depth > 0 ? patch(depth - 1) : value(0);
          };
      patch = patch.with(key(), value);
    }
    return patch;
  }

  public List<String> path() {
    List<String> path = new ArrayList<>();
    for (int i = 1 + below(4); i > 0; i--) {
      path.add(key());
    }
    return path;
  }

  /** A change made on the document, in one of the ways in which changes are made. */
  public Change.Nested change(Document document) {
    return switch (below(6)) {
      case 0 -> Change.diff(document, document());
      case 1 -> Change.at(document.root(), path(), null);
      case 2 -> Change.at(document.root(), path(), value(2));
      case 3 -> {
        Change.Nested first = change(document);
        yield Change.compose(first, change(document.apply(first)));
      }
      default -> Change.of(document, new Patch(patch(3)));
    };
  }
}
