package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/**
 * When a condition ends. Rounds are those of the {@link TurnOrder}, counted from 1, so that neither
 * an undo nor a changed order shifts the end.
 */
@Payload(tag = "type")
@Data
public sealed interface Until {
  /** Until somebody takes it away. */
  @Payload
  @Data
  record Removed() implements Until, Limit {}

  /**
   * Until the start of that combatant's turn in the round, or of its first turn later; of the round
   * itself if {@code whose} is "".
   */
  @Payload
  @Data
  record TurnStart(
      @Length(min = 0, max = 64) String whose,
      @Range(min = 0, max = TurnOrder.ROUNDS_MAX) int round)
      implements Until, Limit {}

  /** Until the end of that combatant's turn in the round, or of its first turn later. */
  @Payload
  @Data
  record TurnEnd(
      @Length(min = 0, max = 64) String whose,
      @Range(min = 0, max = TurnOrder.ROUNDS_MAX) int round)
      implements Until, Limit {}

  /** While the effect lasts, which is mostly somebody's concentration. */
  @Payload
  @Data
  record WhileEffect(@Id String effect) implements Until, Limit {}

  /** A save at the end of each own turn ends it; else it ends when the limit says so. */
  @Payload
  @Data
  record SaveEnds(Ability ability, @Range(min = 0, max = 99) int dc, Limit limit)
      implements Until {}

  /** What ends it at the latest where a save would end it earlier. */
  @Payload(tag = "type")
  @Data
  sealed interface Limit {
    /** The same without a save. */
    default Until until() {
      return (Until) this;
    }
  }

  /** Until the creature regains hit points. */
  @Payload
  @Data
  record Healed() implements Until, Limit {}

  /** Until the creature regains hit points or ends a short rest. */
  @Payload
  @Data
  record HealedOrRested() implements Until, Limit {}

  /** Until the creature ends a long rest. */
  @Payload
  @Data
  record LongRested() implements Until, Limit {}

  /** Until the start of that combatant's next turn. */
  static Until startOfNextTurn(TurnOrder order, String whose) {
    return new TurnStart(whose, order.roundOfNextTurn(whose));
  }

  /** Until the end of that combatant's next turn; the turn that it is having is not its next. */
  static Until endOfNextTurn(TurnOrder order, String whose) {
    return new TurnEnd(whose, order.roundOfNextTurn(whose));
  }

  /** Until the end of the turn that somebody is having; before the first turn, until it begins. */
  static Until endOfThisTurn(TurnOrder order) {
    return new TurnEnd(order.activeId(), Math.max(1, order.round()));
  }

  /**
   * For so many rounds: until the turn begins again during which it began, that many rounds later;
   * before the first turn, until so many rounds of the fight are over. A minute is ten rounds.
   */
  static Until rounds(TurnOrder order, int rounds) {
    return new TurnStart(order.activeId(), Math.max(1, order.round()) + rounds);
  }

  /**
   * The same after a fight with this order: what waits for a turn of it waits for as many rounds of
   * the next fight, since whoever had that turn need not be in that one.
   */
  default Until afterFight(TurnOrder order) {
    return switch (this) {
      case TurnStart(_, int round) -> new TurnStart("", order.roundInNextFight(round));
      case TurnEnd(_, int round) -> new TurnStart("", order.roundInNextFight(round));
      case SaveEnds(Ability ability, int dc, Limit limit) ->
          new SaveEnds(ability, dc, (Limit) limit.until().afterFight(order));
      case Removed _, WhileEffect _, Healed _, HealedOrRested _, LongRested _ -> this;
    };
  }

  /** Whether it lasts as long as that effect, a save's limit included. */
  default boolean isWhile(String effect) {
    return switch (this) {
      case WhileEffect(String named) -> named.equals(effect);
      case SaveEnds(_, _, Limit limit) -> limit.until().isWhile(effect);
      case Removed _, TurnStart _, TurnEnd _, Healed _, HealedOrRested _, LongRested _ -> false;
    };
  }

  /** Whether it waits for a turn of that combatant, so that its place in the order must be kept. */
  default boolean isAnchoredAt(String combatant) {
    return switch (this) {
      case TurnStart(String whose, _) -> whose.equals(combatant);
      case TurnEnd(String whose, _) -> whose.equals(combatant);
      case SaveEnds(_, _, Limit limit) -> limit.until().isAnchoredAt(combatant);
      case Removed _, WhileEffect _, Healed _, HealedOrRested _, LongRested _ -> false;
    };
  }
}
