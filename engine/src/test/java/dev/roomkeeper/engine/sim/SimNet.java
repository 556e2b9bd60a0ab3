package dev.roomkeeper.engine.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What lies between nodes, and between them and their servers: late, cut, or answers lost. */
final class SimNet {
  static final String REDIS = "redis";
  static final String DATABASE = "database";

  /** How it is to reach somebody. */
  enum Fate {
    FINE,
    /** Told at once that nobody listens. */
    REFUSED,
    /** Not told anything. */
    SILENT
  }

  /** What came of a call. */
  record Reply<T>(Fate fate, @Nullable T answer) {}

  private final World sim;
  private final Map<String, Fate> servers = new HashMap<>();
  private final Set<String> cuts = new HashSet<>();
  double losing;
  double failing;
  int delayMillis = 4;

  SimNet(World sim) {
    this.sim = sim;
  }

  // --- The state it is in ---

  void server(String name, Fate fate) {
    sim.trace("%s is %s for all", name, fate);
    servers.put(name, fate);
  }

  void cut(String one, String other) {
    sim.trace("%s and %s are cut", one, other);
    cuts.add(one + "|" + other);
    cuts.add(other + "|" + one);
  }

  void heal() {
    servers.clear();
    cuts.clear();
    losing = 0;
    failing = 0;
    delayMillis = 4;
  }

  Fate fate(String from, String to) {
    return cuts.contains(from + "|" + to) ? Fate.SILENT : servers.getOrDefault(to, Fate.FINE);
  }

  /** Whether nothing gets from a server to a node. */
  boolean isCut(String server, String node) {
    return fate(node, server) != Fate.FINE;
  }

  long later() {
    return sim.now() + sim.below(delayMillis + 1);
  }

  // --- Calls ---

  /** As a node asks a server; what is asked may be done though the answer is lost. */
  <T> void call(
      SimNode from,
      String to,
      @Nullable SimNode node,
      long timeoutMillis,
      Supplier<T> asked,
      Consumer<Reply<T>> done) {
    ask(from, to, node, timeoutMillis, answer -> answer.accept(asked.get()), done);
  }

  /** As {@link #call} of somebody who answers some time, not at once. */
  <T> void ask(
      SimNode from,
      String to,
      @Nullable SimNode node,
      long timeoutMillis,
      Consumer<Consumer<T>> asked,
      Consumer<Reply<T>> done) {
    boolean[] settled = {false};
    Consumer<Reply<T>> settle =
        reply ->
            from.run(() -> {
              if (!settled[0]) {
                settled[0] = true;
                done.accept(reply);
              }
            });
    Fate fate = node != null && node.isDead() ? Fate.REFUSED : fate(from.id, to);
    if (fate == Fate.REFUSED) {
      sim.at(later(), () -> settle.accept(new Reply<>(Fate.REFUSED, null)));
      return;
    }
    sim.at(sim.now() + timeoutMillis, () -> settle.accept(new Reply<>(Fate.SILENT, null)));
    if (fate == Fate.SILENT) {
      return;
    }
    boolean isLost = sim.chance(losing);
    Runnable execute =
        () ->
            asked.accept(answer -> {
              if (!isLost) {
                sim.at(
                    later(),
                    () -> {
                      if (fate(to, from.id) == Fate.FINE && fate(from.id, to) == Fate.FINE) {
                        settle.accept(new Reply<>(Fate.FINE, answer));
                      }
                    });
              }
            });
    sim.at(
        later(),
        () -> {
          if (fate(from.id, to) != Fate.FINE) {
            return;
          }
          if (node == null) {
            execute.run();
          } else {
            node.run(execute);
          }
        });
  }
}
