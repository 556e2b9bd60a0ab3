package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;

/**
 * A condition that a creature has, from whom, and until when. The same condition may stand there
 * several times, each with its own source and end.
 *
 * @param id names it within the creature
 * @param source the combatant or thing that brought it, empty if nobody says
 */
@Payload
@Data
public record Affliction(
    @Id String id, Condition condition, @Length(min = 0, max = 64) String source, Until until) {
  /** Down at 0 HP, or knocked out. */
  public static final String ID_OUT = "out";

  /** Lying on the ground, until it stands up. */
  public static final Affliction PRONE =
      new Affliction("prone", Condition.PRONE, "", new Until.Removed());

  /** Unconscious because of 0 HP. */
  public static final Affliction OUT =
      new Affliction(ID_OUT, Condition.UNCONSCIOUS, "", new Until.Healed());

  /** Unconscious at 1 HP, by the knocking out of 2024. */
  public static final Affliction KNOCKED_OUT =
      new Affliction(ID_OUT, Condition.UNCONSCIOUS, "", new Until.HealedOrRested());

  public Affliction {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an affliction's id must not be empty");
    }
  }
}
