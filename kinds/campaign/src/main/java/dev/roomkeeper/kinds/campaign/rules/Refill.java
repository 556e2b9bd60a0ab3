package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/** When a pool fills again. */
@Payload(tag = "type")
@Data
public sealed interface Refill {
  /** At the start of its own turn: legendary actions, a reaction. */
  @Payload
  @Data
  record OwnTurn() implements Refill {}

  /** At the start of its own turn, if a d6 shows this or more; and by any rest. */
  @Payload
  @Data
  record Recharge(@Range(min = 2, max = 6) int from) implements Refill {
    public Recharge {
      if (from < 2 || from > 6) {
        throw new IllegalArgumentException("recharge must be from 2 to 6");
      }
    }
  }

  /** By a short or a long rest. */
  @Payload
  @Data
  record ShortRest() implements Refill {}

  /** By a long rest: what can be done so many times a day. */
  @Payload
  @Data
  record LongRest() implements Refill {}

  /** Hit dice of so many sides: a long rest brings half of them back in 2014, all in 2024. */
  @Payload
  @Data
  record HitDice(@Range(min = 4, max = 20) int sides) implements Refill {}

  /** By no rule. */
  @Payload
  @Data
  record Never() implements Refill {}
}
