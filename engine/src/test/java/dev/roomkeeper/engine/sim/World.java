package dev.roomkeeper.engine.sim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Time, chance and what is still to happen: the same seed gives the same run, step by step. One
 * step is one thing that happens: an input of a host, a journal's transaction, a frame that
 * arrives.
 */
class World {
  private static final int TRACE_KEPT = Integer.getInteger("sim.trace", 40);

  /** A run has some ten thousand steps; one that has so many goes on for ever. */
  private static final int STEPS_MAX = Integer.getInteger("sim.steps.max", 500_000);

  private static final int WIDTH = Integer.getInteger("sim.width", 260);

  private record Happening(long at, long order, Runnable action) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private record Line(long at, String format, List<@Nullable Object> details) {
    @Override
    public String toString() {
      String text = String.format(format, details.toArray());
      return at + " " + (text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text);
    }
  }

  private final long seed;
  private final SplittableRandom random;
  private final PriorityQueue<Happening> queue = new PriorityQueue<>();
  private final Deque<Line> trace = new ArrayDeque<>();
  private long now;
  private long order;
  private long connections;
  private int steps;

  /** Whether things go wrong, and members want things; not any more in the end. */
  boolean faults = true;

  /** How often a node stands still by itself, in the middle of a step. */
  double stalling = 0.0005;

  World(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Runs it; a {@link Violation} tells what went wrong after which steps. */
  final void run(Runnable all) {
    try {
      all.run();
    } catch (RuntimeException fault) {
      String told = story(fault);
      RuntimeException shown =
          fault instanceof Violation ? new Violation(told) : new IllegalStateException(told, fault);
      shown.addSuppressed(fault);
      throw shown;
    }
  }

  private String story(RuntimeException fault) {
    return String.format(
        "seed %d, step %d, at %d ms: %s%n%s",
        seed,
        steps,
        now,
        fault.getMessage(),
        trace.stream().map(Line::toString).collect(Collectors.joining("\n")));
  }

  final void runUntil(long end) {
    while (!queue.isEmpty() && queue.element().at <= end) {
      happen();
    }
    now = Math.max(now, end);
  }

  final void happen() {
    Happening next = queue.remove();
    now = next.at;
    steps++;
    Oracle.check(steps < STEPS_MAX, "after %d steps the run is not over", STEPS_MAX);
    next.action.run();
  }

  final int steps() {
    return steps;
  }

  final long now() {
    return now;
  }

  final boolean faults() {
    return faults;
  }

  final long nextConnection() {
    return ++connections;
  }

  final void at(long at, Runnable action) {
    queue.add(new Happening(Math.max(at, now), ++order, action));
  }

  final int below(int bound) {
    return random.nextInt(bound);
  }

  final long nextLong() {
    return random.nextLong();
  }

  final boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  final void trace(String format, @Nullable Object... details) {
    trace.add(new Line(now, format, Arrays.asList(details)));
    if (trace.size() > TRACE_KEPT) {
      trace.remove();
    }
  }
}
