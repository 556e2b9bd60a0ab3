package dev.roomkeeper.kinds.campaign.rules;

/**
 * When a condition ends. Rounds are those of the {@link TurnOrder}, counted from 1, so that neither
 * an undo nor a changed order shifts the end.
 */
public sealed interface Until {
  /** Until somebody takes it away. */
  record Removed() implements Until {}

  /** Until the start of that combatant's turn in the round, or of its first turn later. */
  record TurnStart(String whose, int round) implements Until {}

  /** Until the end of that combatant's turn in the round, or of its first turn later. */
  record TurnEnd(String whose, int round) implements Until {}

  /** While the effect lasts, which is mostly somebody's concentration. */
  record WhileEffect(String effect) implements Until {}

  /** A save at the end of each own turn ends it; else it ends when the limit says so. */
  record SaveEnds(Ability ability, int dc, Until limit) implements Until {
    public SaveEnds {
      if (limit instanceof SaveEnds) {
        throw new IllegalArgumentException("a save's limit must not be a save itself");
      }
    }
  }

  /** Until the creature regains hit points. */
  record Healed() implements Until {}

  /** Until the creature regains hit points or ends a short rest. */
  record HealedOrRested() implements Until {}

  /** Until the creature ends a long rest. */
  record LongRest() implements Until {}

  /** Until the start of that combatant's next turn. */
  static Until startOfNextTurn(TurnOrder order, String whose) {
    return new TurnStart(whose, order.roundOfNextTurn(whose));
  }

  /** Until the end of that combatant's next turn; the turn that it is having is not its next. */
  static Until endOfNextTurn(TurnOrder order, String whose) {
    return new TurnEnd(whose, order.roundOfNextTurn(whose));
  }

  /** Until the end of the turn that somebody is having; before the first turn, its first. */
  static Until endOfThisTurn(TurnOrder order) {
    return new TurnEnd(order.activeId(), Math.max(1, order.round()));
  }

  /**
   * For so many rounds: until the turn begins again during which it began, that many rounds later.
   * A minute is ten rounds.
   */
  static Until rounds(TurnOrder order, int rounds) {
    return new TurnStart(order.activeId(), Math.max(1, order.round()) + rounds);
  }

  /** Whether it lasts as long as that effect, a save's limit included. */
  default boolean isWhile(String effect) {
    return switch (this) {
      case WhileEffect(String named) -> named.equals(effect);
      case SaveEnds(_, _, Until limit) -> limit.isWhile(effect);
      case Removed _, TurnStart _, TurnEnd _, Healed _, HealedOrRested _, LongRest _ -> false;
    };
  }

  /** Whether it waits for a turn of that combatant, so that its place in the order must be kept. */
  default boolean isAnchoredAt(String combatant) {
    return switch (this) {
      case TurnStart(String whose, _) -> whose.equals(combatant);
      case TurnEnd(String whose, _) -> whose.equals(combatant);
      case SaveEnds(_, _, Until limit) -> limit.isAnchoredAt(combatant);
      case Removed _, WhileEffect _, Healed _, HealedOrRested _, LongRest _ -> false;
    };
  }
}
