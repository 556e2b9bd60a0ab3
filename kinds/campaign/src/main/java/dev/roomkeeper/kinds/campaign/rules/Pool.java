package dev.roomkeeper.kinds.campaign.rules;

import dev.roomkeeper.engine.kind.Data;
import java.util.List;

/**
 * Something of which a creature has so many: spell slots, hit dice, uses, legendary actions,
 * legendary resistances.
 */
@Data
public record Pool(String name, int max, int left, Refill refill) {
  public static final int MAX = 1000;

  public Pool {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a pool's name must not be empty");
    }
    if (max < 0 || max > MAX || left < 0 || left > max) {
      throw new IllegalArgumentException("a pool must hold from 0 to its maximum, at most " + MAX);
    }
  }

  public static Pool full(String name, int max, Refill refill) {
    return new Pool(name, max, max, refill);
  }

  public Pool withLeft(int changed) {
    return new Pool(name, max, Math.clamp(changed, 0, max), refill);
  }

  /** What follows when so many are spent; nothing where there are not enough. */
  public List<Consequence> spend(int count) {
    return count > 0 && count <= left
        ? List.of(new Consequence.PoolBecomes(name, left - count))
        : List.of();
  }

  /** The pool after those of the consequences that concern it. */
  public Pool after(List<Consequence> consequences) {
    Pool pool = this;
    for (Consequence consequence : consequences) {
      if (consequence instanceof Consequence.PoolBecomes(String named, int now)
          && named.equals(name)) {
        pool = pool.withLeft(now);
      }
    }
    return pool;
  }
}
