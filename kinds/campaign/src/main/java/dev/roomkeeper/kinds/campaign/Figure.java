package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.kinds.campaign.bestiary.Creature;
import dev.roomkeeper.kinds.campaign.bestiary.CreatureJson;
import dev.roomkeeper.kinds.campaign.rules.Ability;
import dev.roomkeeper.kinds.campaign.rules.Body;
import dev.roomkeeper.kinds.campaign.rules.Consequence;
import dev.roomkeeper.kinds.campaign.rules.Nature;
import dev.roomkeeper.kinds.campaign.rules.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A creature wherever it stands: one of an encounter, or a character, whose lot is the same in all
 * encounters.
 *
 * @param encounter where it fights; "" for a character that is in none
 * @param place in the encounter, or null
 * @param hero the character, or null
 */
record Figure(
    Draft draft,
    String id,
    String encounter,
    @Nullable CombatantSlot place,
    @Nullable HeroSlot hero) {

  /** The creature of that id, in the active encounter or else in any; null where there is none. */
  static @Nullable Figure find(Draft draft, String id) {
    String encounter = encounterOf(draft, id);
    HeroSlot hero = Ledger.CHARACTERS.has(draft, id) ? Ledger.CHARACTERS.of(id) : null;
    CombatantSlot place =
        encounter.isEmpty() ? null : Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
    return hero == null && (place == null || !place.vitals().exists(draft))
        ? null
        : new Figure(draft, id, encounter, place, hero);
  }

  private static String encounterOf(Draft draft, String id) {
    String active = Ledger.ACTIVE.get(draft, "");
    if (!active.isEmpty() && Ledger.ENCOUNTERS.of(active).combatants().has(draft, id)) {
      return active;
    }
    for (String encounter : Ledger.ENCOUNTERS.keys(draft)) {
      if (Ledger.ENCOUNTERS.of(encounter).combatants().has(draft, id)) {
        return encounter;
      }
    }
    return "";
  }

  /** All of an encounter that are not gone. */
  static List<Figure> all(Draft draft, String encounter) {
    EncounterSlot slot = Ledger.ENCOUNTERS.of(encounter);
    List<Figure> all = new ArrayList<>();
    for (String id : slot.combatants().keys(draft)) {
      Figure figure =
          slot.combatants().of(id).gone().get(draft, false) ? null : in(draft, encounter, id);
      if (figure != null) {
        all.add(figure);
      }
    }
    return all;
  }

  private static @Nullable Figure in(Draft draft, String encounter, String id) {
    HeroSlot hero = Ledger.CHARACTERS.has(draft, id) ? Ledger.CHARACTERS.of(id) : null;
    CombatantSlot place = Ledger.ENCOUNTERS.of(encounter).combatants().of(id);
    return hero == null && !place.vitals().exists(draft)
        ? null
        : new Figure(draft, id, encounter, place, hero);
  }

  /** Whether it was taken out of its encounter, where its place may be kept. */
  boolean isGone() {
    return place != null && place.gone().get(draft, false);
  }

  /** Its place in the active encounter, or null. An answer must not tell of another encounter. */
  @Nullable CombatantSlot fighting() {
    return encounter.equals(Ledger.ACTIVE.get(draft)) ? place : null;
  }

  private VitalsSlot slot() {
    return hero != null ? hero.vitals() : Objects.requireNonNull(place).vitals();
  }

  Vitals vitals() {
    return slot().need(draft);
  }

  void set(Vitals vitals) {
    slot().set(draft, vitals);
  }

  Nature nature() {
    if (hero != null) {
      return hero.sheet().need(draft).nature();
    }
    Creature creature = creature();
    return creature == null ? Nature.PLAIN_MONSTER : creature.nature();
  }

  /** Its stat block, or null. */
  @Nullable Creature creature() {
    JsonObject kept = place == null ? null : place.creature().get(draft);
    return kept == null ? null : CreatureJson.read(kept);
  }

  Body body() {
    return vitals().body(nature());
  }

  List<Pool> pools() {
    return vitals().poolList();
  }

  void apply(List<Consequence> decided) {
    if (!decided.isEmpty()) {
      set(vitals().after(nature(), decided));
    }
  }

  /** Its name as the DM knows it. */
  String name() {
    return hero != null
        ? hero.name().need(draft)
        : Objects.requireNonNull(place).name().need(draft);
  }

  @Nullable String owner() {
    return hero == null ? null : hero.owner().get(draft);
  }

  int initiativeBonus() {
    return hero != null
        ? hero.sheet().need(draft).bonus()
        : Objects.requireNonNull(place).bonus().get(draft, 0);
  }

  int dexterity() {
    return hero != null
        ? hero.sheet().need(draft).dexterity()
        : Objects.requireNonNull(place).dexterity().get(draft, 10);
  }

  /** What is added to a save. */
  int saveBonus(Ability ability) {
    if (hero != null) {
      return ability == Ability.CONSTITUTION ? hero.sheet().need(draft).constitutionSave() : 0;
    }
    Creature creature = creature();
    return creature == null ? 0 : creature.scores().save(ability);
  }
}
