package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The versions that commands carry which set something: a sender that saw an older one does not
 * know what it would overwrite. The DM sees all of them. Players see those of their own characters
 * and of their characters' places in the fight. These count only what players are told of, so that
 * they tell nothing of the rest. All other versions are numbers that never come twice.
 */
final class Versions {
  static final double MAX = 1e15;

  /** Of the campaign's name and options. */
  static final String CAMPAIGN = "campaign";

  private static final String SEAT = "seat:";
  private static final String INITIATIVE = "initiative";

  private Versions() {}

  /** One of several that a command sets, and the version that its sender saw. */
  @Payload
  record AsSeen(@Id String id, @Range(min = 0, max = MAX) long version) {}

  static String ofSeat(String memberId) {
    return SEAT + memberId;
  }

  /**
   * What the version of one in an encounter is called. A character has a version of its own, and
   * one for its place in each encounter.
   */
  static String ofPlace(Draft draft, String encounter, String id) {
    return Ledger.CHARACTERS.has(draft, id) ? encounter + "/" + id : id;
  }

  static void change(Draft draft, String id) {
    Ledger.VERSIONS.of(id).set(draft, Ledger.next(draft, "change"));
  }

  /** A character's place in the fight as its player sees it; null where none shows to players. */
  static Seen.@Nullable OwnPlace own(Draft draft, String character) {
    JsonObject known = known(draft.layers(), character);
    return known == null
        ? null
        : new Seen.OwnPlace(
            ofOwnPlace(draft, character),
            known.has(INITIATIVE) ? (int) known.number(INITIATIVE, 0) : null);
  }

  /** The version of a character's place in the fight, as its player knows it. */
  static long ofOwnPlace(Draft draft, String character) {
    return Ledger.COUNTERS.of(ownPlace(character)).get(draft, 0L);
  }

  private static String ownPlace(String character) {
    return "place-" + character;
  }

  /**
   * Gives what was changed another version.
   *
   * @param touched ids of what was changed, characters only where their players are told
   */
  static void bump(Draft draft, Layers before, List<String> touched) {
    for (String id : touched) {
      if (Ledger.CHARACTERS.has(draft, id)) {
        Ledger.VERSIONS.of(id).set(draft, Ledger.VERSIONS.of(id).get(draft, 0L) + 1);
      } else if (Ledger.NOTES.has(draft, id)
          || Ledger.ENCOUNTERS.has(draft, id)
          || Figure.find(draft, id) != null) {
        change(draft, id);
      } else {
        Ledger.VERSIONS.of(id).remove(draft);
      }
    }
    Layers after = draft.layers();
    if (!before
        .object(Layers.ALL)
        .object("campaign")
        .equals(after.object(Layers.ALL).object("campaign"))) {
      change(draft, CAMPAIGN);
    }
    places(draft, dm(before).object("encounters"), dm(after).object("encounters"));
    for (String id : Ledger.CHARACTERS.keys(draft)) {
      if (!Objects.equals(known(before, id), known(after, id))) {
        Ledger.next(draft, ownPlace(id));
      }
    }
  }

  private static JsonObject dm(Layers layers) {
    return layers.object(Ledger.DM.name());
  }

  /** Places of characters that were changed, and initiatives of all others. */
  private static void places(Draft draft, JsonObject were, JsonObject are) {
    TreeSet<String> encounters = new TreeSet<>(were.keys());
    encounters.addAll(are.keys());
    for (String encounter : encounters) {
      if (were.get(encounter) == are.get(encounter)) {
        continue;
      }
      JsonObject was = were.object(encounter);
      JsonObject is = are.object(encounter);
      Map<String, Double> initiativesBefore = initiatives(was);
      Map<String, Double> initiatives = initiatives(is);
      TreeSet<String> ids = new TreeSet<>(was.object("combatants").keys());
      ids.addAll(is.object("combatants").keys());
      for (String id : ids) {
        Json now = is.object("combatants").get(id);
        String key = ofPlace(draft, encounter, id);
        boolean isCharacter = !key.equals(id);
        if (now == null) {
          Ledger.VERSIONS.of(key).remove(draft);
        } else if (!Objects.equals(initiativesBefore.get(id), initiatives.get(id))
            || (isCharacter && !now.equals(was.object("combatants").get(id)))) {
          change(draft, key);
        }
      }
    }
  }

  private static Map<String, Double> initiatives(JsonObject encounter) {
    Map<String, Double> initiatives = new TreeMap<>();
    if (encounter.object("order").get("places") instanceof Json.Arr(var places)) {
      for (Json each : places) {
        if (each instanceof JsonObject place) {
          initiatives.put(Objects.requireNonNull(place.text("id")), place.number(INITIATIVE, 0));
        }
      }
    }
    return initiatives;
  }

  /**
   * What its player knows of a character's place in the fight; null where none shows to players.
   */
  private static @Nullable JsonObject known(Layers layers, String character) {
    String active = dm(layers).text("active");
    if (active == null) {
      return null;
    }
    JsonObject encounter = dm(layers).object(List.of("encounters", active));
    JsonObject place = encounter.object(List.of("combatants", character));
    if (place.isEmpty() || place.isTrue("gone") || place.has("hidden")) {
      return null;
    }
    JsonObject known =
        JsonObject.EMPTY
            .with("encounter", active)
            .with("reactionUsed", place.isTrue("reactionUsed"))
            .with("readied", place.isTrue("readied"));
    return encounter.object("order").get("places") instanceof Json.Arr(var places)
        ? places.stream()
            .map(JsonObject.class::cast)
            .filter(each -> character.equals(each.text("id")))
            .map(each -> known.with(INITIATIVE, each.number(INITIATIVE, 0)))
            .findFirst()
            .orElse(known)
        : known;
  }
}
