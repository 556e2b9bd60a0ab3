package dev.roomkeeper.server.queue;

import dev.roomkeeper.engine.kind.Matchmaking;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The pools in which people meet, one for each mode of each kind.
 *
 * @param rules by the pool's name
 */
public record Pools(Map<String, QueueRules> rules) {
  public Pools {
    rules = new TreeMap<>(rules);
  }

  /** The pools of these kinds. */
  public static Pools of(
      Map<String, Matchmaking> kinds, Function<Matchmaking.Mode, QueueRules> of) {
    Map<String, QueueRules> rules = new TreeMap<>();
    kinds.forEach((kind, matchmaking) ->
        matchmaking.modes().forEach(mode -> rules.put(name(kind, mode.name()), of.apply(mode))));
    return new Pools(rules);
  }

  /** The pool of one mode of one kind. */
  public static String name(String kind, String mode) {
    return kind + ":" + mode;
  }

  /** The kind of a pool. */
  public static String kind(String pool) {
    return pool.substring(0, pool.indexOf(':'));
  }

  /** The mode of a pool. */
  public static String mode(String pool) {
    return pool.substring(pool.indexOf(':') + 1);
  }

  /** The rules of an existing pool. */
  public QueueRules of(String pool) {
    QueueRules found = rules.get(pool);
    if (found == null) {
      throw new IllegalArgumentException("there is no pool " + pool);
    }
    return found;
  }
}
