package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.PlainJson;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A commit that takes another back, or does it again, held against a plain model. */
final class RevertTruth {
  private RevertTruth() {}

  static void kept(
      Commit commit,
      List<Commit> all,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {
    for (Event event : commit.events()) {
      long version = (long) event.payload().number("reverts", 0);
      if (version != 0) {
        Commit target = all.stream().filter(c -> c.version() == version).findFirst().orElse(null);
        Oracle.check(target != null && target.durable(), "%s redid version %d", commit, version);
        boolean isAgain = event.payload().isTrue("again");
        Change.Nested done = Objects.requireNonNull(target).change();
        Map<String, @Nullable Object> expected = copy(before);
        (isAgain ? done : done.inverse())
            .forEach((layer, change) -> {
              if (!layer.equals(Layers.ENGINE)) {
                redo(expected, new ArrayList<>(List.of(layer)), change);
              }
            });
        Map<String, @Nullable Object> wanted = kinds(expected);
        Map<String, @Nullable Object> found = kinds(after);
        Oracle.check(
            found.equals(wanted),
            "version %d redid %s (again: %s) and made%n%s%nwhere it should be%n%s",
            commit.version(),
            done,
            isAgain,
            found,
            wanted);
      }
    }
  }

  /** Puts each leaf where the change has it; what was there must be what the change expects. */
  private static void redo(Map<String, @Nullable Object> root, List<String> path, Change change) {
    if (path.size() == 2
        && path.getFirst().equals(Layers.SERVER)
        && SimDeeds.BOOKKEEPING.contains(path.get(1))) {
      return;
    }
    switch (change) {
      case Change.Nested nested ->
          nested.forEach((key, inner) -> {
            path.add(key);
            redo(root, path, inner);
            path.removeLast();
          });
      case Change.Replace(var expected, var wanted) -> {
        Map<String, @Nullable Object> parent = parent(root, path);
        String key = path.getLast();
        Oracle.check(
            Objects.equals(parent.get(key), plain(expected)),
            "at %s stood %s and not %s when it was redone",
            path,
            parent.get(key),
            expected);
        if (wanted == null) {
          parent.remove(key);
        } else {
          parent.put(key, plain(wanted));
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> parent(
      Map<String, @Nullable Object> root, List<String> path) {
    Map<String, @Nullable Object> here = root;
    for (String key : path.subList(0, path.size() - 1)) {
      Object next = here.get(key);
      if (here == root && next == null) {
        next = new TreeMap<String, @Nullable Object>(); // An empty layer is no layer.
        here.put(key, next);
      }
      Oracle.check(next instanceof Map, "there is no object at %s of %s any more", key, path);
      here = (Map<String, @Nullable Object>) Objects.requireNonNull(next);
    }
    return here;
  }

  private static @Nullable Object plain(@Nullable Json value) {
    return value == null ? null : PlainJson.of(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> copy = new TreeMap<>();
    object.forEach((key, value) ->
        copy.put(key, value instanceof Map ? copy((Map<String, @Nullable Object>) value) : value));
    return copy;
  }

  /** The layers of the kind, without what tells of the past. */
  private static Map<String, @Nullable Object> kinds(Map<String, @Nullable Object> state) {
    Map<String, @Nullable Object> kinds = copy(state);
    kinds.remove(Layers.ENGINE);
    SimDeeds.BOOKKEEPING.forEach(PlainJson.members(kinds.get(Layers.SERVER))::remove);
    kinds.values().removeIf(layer -> PlainJson.members(layer).isEmpty());
    return kinds;
  }
}
