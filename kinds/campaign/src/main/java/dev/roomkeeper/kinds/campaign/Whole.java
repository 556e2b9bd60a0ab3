package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.kinds.campaign.rules.TurnPlace;
import org.jspecify.annotations.Nullable;

/** What must hold of a campaign whatever was undone. */
final class Whole {
  private Whole() {}

  /** What would be broken, as a sentence; null if nothing is. */
  static @Nullable String problem(Draft draft) {
    String active = Ledger.ACTIVE.get(draft, "");
    if (!active.isEmpty() && !Ledger.ENCOUNTERS.has(draft, active)) {
      return "the encounter is active by a later move: undo that first";
    }
    for (String id : Ledger.ENCOUNTERS.keys(draft)) {
      EncounterSlot encounter = Ledger.ENCOUNTERS.of(id);
      for (String combatant : encounter.combatants().keys(draft)) {
        if (encounter.combatants().of(combatant).kind().need(draft) == Ledger.Kind.CHARACTER
            && !Ledger.CHARACTERS.has(draft, combatant)) {
          return "the character is in an encounter by a later move: undo that first";
        }
      }
      for (TurnPlace place : encounter.order().need(draft).places()) {
        if (place.kind() != TurnPlace.Kind.GONE
            && place.kind() != TurnPlace.Kind.LAIR
            && !encounter.combatants().has(draft, place.id())) {
          return "the combatant has a place in the order by a later move: undo that first";
        }
      }
    }
    return null;
  }
}
