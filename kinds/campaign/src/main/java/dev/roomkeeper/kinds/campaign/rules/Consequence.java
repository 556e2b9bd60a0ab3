package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;

/**
 * One thing that follows from an action by rule. The DM may leave any of them out, change its
 * numbers, or put others in its place; {@link Body#after} then does what the list says.
 */
@Payload(tag = "type")
@Data
public sealed interface Consequence {
  /** Damage that the temporary hit points took. */
  @Payload
  @Data
  record LosesTemporaryHp(@Range(min = 0, max = HitPoints.MAX) int amount) implements Consequence {}

  /** The temporary hit points are now so many: they never add up. */
  @Payload
  @Data
  record TemporaryHpBecome(@Range(min = 0, max = HitPoints.MAX) int amount)
      implements Consequence {}

  @Payload
  @Data
  record LosesHp(@Range(min = 0, max = HitPoints.MAX) int amount) implements Consequence {}

  @Payload
  @Data
  record RegainsHp(@Range(min = 0, max = HitPoints.MAX) int amount) implements Consequence {}

  @Payload
  @Data
  record HpMaxBecomes(@Range(min = 0, max = HitPoints.MAX) int max) implements Consequence {}

  @Payload
  @Data
  record Dies(Cause cause) implements Consequence {}

  /** The creature lies at 0 HP and begins to make death saves, with none made yet. */
  @Payload
  @Data
  record BeginsDying() implements Consequence {}

  /** The creature is out of danger at 0 HP. */
  @Payload
  @Data
  record Stabilises() implements Consequence {}

  /** The creature is up again, and its death saves are forgotten. */
  @Payload
  @Data
  record Revives() implements Consequence {}

  @Payload
  @Data
  record DeathSavesCount(
      @Range(min = 0, max = DeathSaves.ENOUGH) int successes,
      @Range(min = 0, max = DeathSaves.ENOUGH) int failures)
      implements Consequence {}

  @Payload
  @Data
  record ConditionBegins(Affliction affliction) implements Consequence {}

  @Payload
  @Data
  record ConditionEnds(@Id String afflictionId, Condition condition) implements Consequence {}

  @Payload
  @Data
  record ConcentrationBegins(@Id String effect) implements Consequence {}

  /** Whatever lasted by this effect ends too, on everybody: {@link Conditions#effectEnds}. */
  @Payload
  @Data
  record ConcentrationEnds(@Id String effect) implements Consequence {}

  @Payload
  @Data
  record ExhaustionBecomes(@Range(min = 0, max = Exhaustion.LEVEL_MAX) int level)
      implements Consequence {}

  /** A pool of something is now at so many: slots, hit dice, uses, legendary actions. */
  @Payload
  @Data
  record PoolBecomes(@Id String pool, @Range(min = 0, max = Pool.MAX) int left)
      implements Consequence {}

  /** Asks for a Constitution save, without which the concentration ends. */
  @Payload
  @Data
  record AsksConcentrationSave(@Range(min = 0, max = 99) int dc) implements Consequence {}

  @Payload
  @Data
  record AsksDeathSave() implements Consequence {}

  /** Asks for the save that ends an affliction. */
  @Payload
  @Data
  record AsksSave(@Id String afflictionId, Ability ability, @Range(min = 0, max = 99) int dc)
      implements Consequence {}

  /** Asks for a d6 that refills the pool from this number on. */
  @Payload
  @Data
  record AsksRecharge(@Id String pool, @Range(min = 2, max = 6) int from) implements Consequence {}

  /** Why a creature dies. */
  @Payload
  @Data
  enum Cause {
    DEATH_SAVES,
    EXHAUSTION,
    HP_MAX_0,
    /** What was left of the damage reached the hit point maximum. */
    MASSIVE_DAMAGE,
    /** A monster dies at 0 HP. */
    MONSTER_AT_0
  }

  /** The body afterwards; what asks, and what concerns a pool, leaves it as it is. */
  default Body apply(Body body) {
    HitPoints hp = body.hp();
    return switch (this) {
      case LosesTemporaryHp(int amount) -> body.with(hp.withTemporary(hp.temporary() - amount));
      case TemporaryHpBecome(int amount) -> body.with(hp.withTemporary(amount));
      case LosesHp(int amount) -> body.with(hp.withNow(hp.now() - amount));
      case RegainsHp(int amount) -> body.with(hp.withNow(hp.now() + amount));
      case HpMaxBecomes(int max) -> body.with(hp.withMax(max));
      case Dies _ -> body.with(hp.withNow(0)).with(Life.DEAD, DeathSaves.NONE);
      case BeginsDying _ -> body.with(Life.DYING, DeathSaves.NONE);
      case Stabilises _ -> body.with(Life.STABLE, DeathSaves.NONE);
      case Revives _ -> body.with(Life.UP, DeathSaves.NONE);
      case DeathSavesCount(int successes, int failures) ->
          body.with(body.life(), body.deathSaves().plus(successes, failures));
      case ConditionBegins(Affliction affliction) -> body.with(affliction);
      case ConditionEnds(String id, _) -> body.withoutAffliction(id);
      case ConcentrationBegins(String effect) -> body.withConcentration(effect);
      case ConcentrationEnds _ -> body.withConcentration(null);
      case ExhaustionBecomes(int level) -> body.withExhaustion(level);
      case PoolBecomes _, AsksConcentrationSave _, AsksDeathSave _, AsksSave _, AsksRecharge _ ->
          body;
    };
  }
}
