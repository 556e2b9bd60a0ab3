package dev.roomkeeper.kinds.campaign.rules;

/** When a pool fills again. */
public sealed interface Refill {
  /** At the start of its own turn: legendary actions, a reaction. */
  record OwnTurn() implements Refill {}

  /** At the start of its own turn, if a d6 shows this or more; and by any rest. */
  record Recharge(int from) implements Refill {
    public Recharge {
      if (from < 2 || from > 6) {
        throw new IllegalArgumentException("recharge must be from 2 to 6");
      }
    }
  }

  /** By a short or a long rest. */
  record ShortRest() implements Refill {}

  /** By a long rest: what can be done so many times a day. */
  record LongRest() implements Refill {}

  /** Hit dice of so many sides: a long rest brings half of them back in 2014, all in 2024. */
  record HitDice(int sides) implements Refill {}

  /** By no rule. */
  record Never() implements Refill {}
}
