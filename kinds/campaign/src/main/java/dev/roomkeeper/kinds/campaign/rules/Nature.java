package dev.roomkeeper.kinds.campaign.rules;

import java.util.List;

/** What a creature is by its stat block or sheet, as far as the rules of harm ask. */
public record Nature(Being being, Defences defences, List<Condition> conditionImmunities) {
  /** Who dies at 0 HP, and who makes death saves. */
  public enum Being {
    CHARACTER,
    MONSTER
  }

  public static final Nature PLAIN_MONSTER = new Nature(Being.MONSTER, Defences.NONE, List.of());
  public static final Nature PLAIN_CHARACTER =
      new Nature(Being.CHARACTER, Defences.NONE, List.of());

  public Nature {
    conditionImmunities = List.copyOf(conditionImmunities);
  }
}
