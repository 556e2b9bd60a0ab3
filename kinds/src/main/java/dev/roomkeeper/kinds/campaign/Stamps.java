package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which move last changed each value. A value can be changed and changed back; undo compares
 * values, and would not notice. The stamps are part of the state, so undo compares them too, and
 * sets them back with what they stand for.
 */
final class Stamps {
  /** The stamp of what was made, as a whole. */
  private static final String WHOLE = "#";

  /**
   * A pool, a condition, a roll that is asked for: each is one thing, whatever of it was changed.
   */
  private static final int PARTS_MAX = 3;

  /** More than can be there at once: then the stamps of notes that are gone go. */
  private static final int MAX = 2_000;

  /** Hit points, life and death saves only make sense together. */
  private static final String LIFE = "vitals/hp";

  private static final List<String> OF_LIFE = List.of("vitals/life", "vitals/deathSaves");

  /** Turns only make sense with the places that they are counted by. */
  private static final String ORDER = "order";

  /** What follows from the rest is set again after each undo, and bears no stamps. */
  private static final List<String> DEALT = List.of("turn", "face");

  private final Draft draft;
  private final long number;

  private Stamps(Draft draft, long number) {
    this.draft = draft;
    this.number = number;
  }

  /** Has what stands once in every campaign bear stamps from the beginning. */
  static void begin(Draft draft) {
    Ledger.STAMPS.of("campaign").set(draft, JsonObject.of(WHOLE, Json.of(0)));
  }

  /** Stamps what is not as it was before the move. */
  static void write(Draft draft, Layers before, long number) {
    Stamps stamps = new Stamps(draft, number);
    JsonObject was = before.object(Ledger.DM.name());
    JsonObject is = draft.layers().object(Ledger.DM.name());
    for (String part : List.of("characters", "notes", "proposals")) {
      stamps.each("", was.object(part), is.object(part));
    }
    stamps.encounters(was.object("encounters"), is.object("encounters"));
    stamps.one(
        "campaign",
        with(was.get("active"), before.object(Layers.ALL).object("campaign")),
        with(is.get("active"), draft.layers().object(Layers.ALL).object("campaign")));
  }

  private static JsonObject with(@Nullable Json active, JsonObject about) {
    return active == null ? about : about.with("active", active);
  }

  private void encounters(JsonObject were, JsonObject are) {
    for (String id : both(were, are)) {
      if (were.get(id) != are.get(id)) {
        JsonObject was = were.object(id);
        JsonObject is = are.object(id);
        one(
            id,
            were.has(id) ? was.without("combatants") : null,
            are.has(id) ? is.without("combatants") : null);
        each(id + "/", was.object("combatants"), is.object("combatants"));
      }
    }
  }

  private void each(String prefix, JsonObject were, JsonObject are) {
    for (String id : both(were, are)) {
      one(prefix + id, were.get(id), are.get(id));
    }
  }

  private void one(String id, @Nullable Json was, @Nullable Json is) {
    if (was == is) {
      return;
    }
    if (is == null) {
      gone(id);
      return;
    }
    JsonObject before =
        was == null
            ? JsonObject.of(WHOLE, Json.of(number))
            : Ledger.STAMPS.of(id).get(draft, JsonObject.EMPTY);
    JsonObject after = was == null ? before : stamped(before, "", was, is);
    if (after != Ledger.STAMPS.of(id).get(draft)) {
      Ledger.STAMPS.of(id).set(draft, after);
    }
  }

  /** A note can come again, so its stamp stays; whatever else comes has an id of its own. */
  private void gone(String id) {
    if (!id.startsWith(Table.NOTE)) {
      Ledger.STAMPS.of(id).remove(draft);
      return;
    }
    Ledger.STAMPS.of(id).set(draft, JsonObject.of(WHOLE, Json.of(number)));
    if (Ledger.STAMPS.size(draft) > MAX) {
      for (String other : Ledger.STAMPS.keys(draft)) {
        if (other.startsWith(Table.NOTE) && !Ledger.NOTES.has(draft, other)) {
          Ledger.STAMPS.of(other).remove(draft);
        }
      }
    }
  }

  private JsonObject stamped(JsonObject stamps, String path, Json was, Json is) {
    if (was == is || was.equals(is)) {
      return stamps;
    }
    boolean isDeep = path.chars().filter(each -> each == '/').count() + 1 >= PARTS_MAX;
    if (isDeep || !(was instanceof JsonObject before) || !(is instanceof JsonObject after)) {
      return stamps.with(thing(path), Json.of(number));
    }
    JsonObject result = stamps;
    for (String key : both(before, after)) {
      String inner = path.isEmpty() ? key : path + "/" + key;
      Json old = before.get(key);
      Json now = after.get(key);
      if (DEALT.contains(inner)) {
        continue;
      }
      if (now == null || old == null) { // What is gone keeps a stamp: it can come again.
        result = result.with(thing(inner), Json.of(number));
      } else {
        result = stamped(result, inner, old, now);
      }
    }
    return result;
  }

  private static String thing(String path) {
    if (path.isEmpty()) {
      return WHOLE;
    }
    boolean isLife =
        path.startsWith(LIFE + "/")
            || OF_LIFE.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    return isLife ? LIFE : path.startsWith(ORDER + "/") ? ORDER : path;
  }

  private static Set<String> both(JsonObject one, JsonObject other) {
    TreeSet<String> keys = new TreeSet<>(one.keys());
    keys.addAll(other.keys());
    keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
    return keys;
  }
}
