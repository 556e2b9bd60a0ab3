package dev.roomkeeper.kinds.campaign.rules;

/** What happens on the way from one turn to the next. */
public sealed interface TurnEvent {
  record RoundStarts(int round) implements TurnEvent {}

  record TurnStarts(String who, int round) implements TurnEvent {}

  record TurnEnds(String who, int round) implements TurnEvent {}

  /** The moment of a turn that nobody has: whoever stands there is dead or gone. */
  record TurnPasses(String who, int round) implements TurnEvent {}

  /** Whether a thing that waits for the start of that turn is due. */
  default boolean isStartOf(String whose, int fromRound) {
    return switch (this) {
      case TurnStarts(String who, int round) -> who.equals(whose) && round >= fromRound;
      case TurnPasses(String who, int round) -> who.equals(whose) && round >= fromRound;
      case RoundStarts(int round) -> whose.isEmpty() && round >= fromRound;
      case TurnEnds _ -> false;
    };
  }

  /** Whether a thing that waits for the end of that turn is due. */
  default boolean isEndOf(String whose, int fromRound) {
    return switch (this) {
      case TurnEnds(String who, int round) -> who.equals(whose) && round >= fromRound;
      case TurnPasses(String who, int round) -> who.equals(whose) && round >= fromRound;
      case RoundStarts(int round) -> whose.isEmpty() && round >= fromRound;
      case TurnStarts _ -> false;
    };
  }
}
