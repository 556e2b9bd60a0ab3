package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The state before a move, to tell what it changed and for whom. */
final class Before {
  private final Layers layers;
  private final Set<String> held;

  Before(Draft draft) {
    this.layers = draft.layers();
    this.held = new TreeSet<>(Pause.of(draft).keySet());
  }

  /** What was changed: ids of combatants, characters and encounters, sorted. */
  List<String> touched(Draft draft) {
    JsonObject before = layers.object(Ledger.DM.name());
    JsonObject after = draft.layers().object(Ledger.DM.name());
    TreeSet<String> touched = new TreeSet<>();
    differ(before.object("characters"), after.object("characters"), touched);
    differ(before.object("notes"), after.object("notes"), touched);
    differ(before.object("proposals"), after.object("proposals"), touched);
    JsonObject were = before.object("encounters");
    JsonObject are = after.object("encounters");
    for (String id : both(were, are)) {
      if (were.get(id) != are.get(id)) {
        JsonObject was = were.object(id);
        JsonObject is = are.object(id);
        differ(was.object("combatants"), is.object("combatants"), touched);
        if (!was.without("combatants").equals(is.without("combatants"))) {
          touched.add(id);
        }
      }
    }
    return new ArrayList<>(touched);
  }

  /**
   * What was changed, as players are told: without what is held back now, and with what was held
   * back until now. A character's place in an encounter is not part of the character: the encounter
   * may be one that the DM only prepares.
   */
  private List<String> told(Draft draft, List<String> touched) {
    Set<String> now = Pause.of(draft).keySet();
    TreeSet<String> told = new TreeSet<>(touched);
    told.removeIf(id -> Ledger.CHARACTERS.has(draft, id) && !isChanged(draft, id));
    told.removeIf(id -> !held.contains(id) && now.contains(id) && Ledger.CHARACTERS.has(draft, id));
    held.stream()
        .filter(id -> !now.contains(id) && Ledger.CHARACTERS.has(draft, id))
        .forEach(told::add);
    return new ArrayList<>(told);
  }

  private boolean isChanged(Draft draft, String character) {
    return !Objects.equals(
        layers.object(Ledger.DM.name()).object("characters").get(character),
        draft.layers().object(Ledger.DM.name()).object("characters").get(character));
  }

  /** Gives what was changed another version. */
  void bump(Draft draft, List<String> touched) {
    Versions.bump(draft, layers, told(draft, touched));
  }

  /** Stamps what was changed with the move's number. */
  void stamp(Draft draft, long number) {
    Stamps.write(draft, layers, number);
  }

  private static Set<String> both(JsonObject one, JsonObject other) {
    TreeSet<String> keys = new TreeSet<>(one.keys());
    keys.addAll(other.keys());
    return keys;
  }

  private static void differ(JsonObject before, JsonObject after, Set<String> into) {
    for (String key : both(before, after)) {
      Json was = before.get(key);
      Json is = after.get(key);
      if (was != is && !Objects.equals(was, is)) {
        into.add(key);
      }
    }
  }

  /** Whether the move changed something that everybody sees. */
  boolean isPublic(Draft draft) {
    JsonObject before = layers.object(Layers.ALL);
    JsonObject after = draft.layers().object(Layers.ALL);
    for (String part : List.of("campaign", "fight", "party")) {
      if (!before.object(part).equals(after.object(part))) {
        return true;
      }
    }
    return false;
  }

  /** The names of those who now look different to everybody. */
  List<String> who(Draft draft) {
    JsonObject before = layers.object(Layers.ALL);
    JsonObject after = draft.layers().object(Layers.ALL);
    TreeSet<String> names = new TreeSet<>();
    names(before.object("party"), after.object("party"), names);
    names(
        before.object("fight").object("combatants"),
        after.object("fight").object("combatants"),
        names);
    return new ArrayList<>(names);
  }

  private static void names(JsonObject before, JsonObject after, Set<String> into) {
    TreeSet<String> changed = new TreeSet<>();
    differ(before, after, changed);
    for (String id : changed) {
      String name = (after.has(id) ? after : before).object(id).text("name");
      into.add(name == null ? "?" : name);
    }
  }

  /**
   * Whether the move changed what this member alone sees. What a character's place in the fight is
   * about, everybody sees.
   */
  boolean isSeenBy(Draft draft, String memberId) {
    return !own(layers, memberId).equals(own(draft.layers(), memberId));
  }

  private static JsonObject own(Layers layers, String memberId) {
    JsonObject own = layers.object(Layer.member(memberId).name()).object("own");
    JsonObject all = own;
    for (String id : own.keys()) {
      all = all.with(id, own.object(id).without("place"));
    }
    return all;
  }
}
