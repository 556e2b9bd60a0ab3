package dev.roomkeeper.bench;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A requirement on a run, and whether the run met it.
 *
 * @param isFigure true if it is a figure, which a busy machine can spoil; false if a miss is always
 *     a fault
 */
record Check(String what, boolean met, boolean isFigure, String found) {
  static final double MOVEMENT_RATIO_MAX = 0.25;

  /** Fewer rounds show how warm the server's JIT is rather than the cost of the work. */
  static final int JUDGED_ROUNDS_MIN = 3;

  static List<Check> of(List<Result> results) {
    List<Check> checks = new ArrayList<>();
    for (Result result : results) {
      switch (result) {
        case Result.Load load -> checks.add(sound(load));
        case Result.Movement movement -> addMovement(checks, movement);
        case Result.Space space -> checks.addAll(SpaceTable.checks(space));
        case Result.Idle idle ->
            checks.add(
                new Check(
                    "idle: all stay connected",
                    idle.failures().closes() == 0,
                    false,
                    idle.failures().closes() + " closed" + because(idle.failures().reason())));
      }
    }
    return checks;
  }

  private static void addMovement(List<Check> checks, Result.Movement movement) {
    // A room may merge two moves of one member even without an interval, so a missing move is no
    // loss.
    checks.add(noFailures("movement", movement.loads()));
    double framesMax = 1000.0 / Sizes.FLUSH_MILLIS;
    List<Result.Load> flushed =
        Stream.concat(
                Stream.of(movement.atFullRate()),
                movement.pairs().stream().map(Result.Movement.Pair::flushed))
            .toList();
    checks.add(
        new Check(
            format(ROOT, "movement: at most %.0f frames/s to each client", framesMax),
            // One frame more than there are intervals: there may be one at each end of the measured
            // time.
            flushed.stream()
                .allMatch(load -> framesMax(load) <= framesMax + 1 / load.seconds() + 1e-9),
            true,
            format(ROOT, "%.2f at most", worst(flushed, Check::framesMax))));
    Double ratio = movement.ratio();
    if (ratio != null && movement.pairs().size() >= JUDGED_ROUNDS_MIN) {
      int cores = Runtime.getRuntime().availableProcessors();
      long saturatedRounds =
          movement.pairs().stream().filter(pair -> pair.unflushed().isSaturated(cores)).count();
      boolean saturated = 2 * saturatedRounds > movement.pairs().size();
      checks.add(
          new Check(
              format(
                  ROOT,
                  "movement: server CPU per update under %.2f of that without flush interval",
                  MOVEMENT_RATIO_MAX),
              ratio < MOVEMENT_RATIO_MAX && !saturated,
              true,
              format(
                  ROOT,
                  "%.3f, median of %d rounds%s",
                  ratio,
                  movement.pairs().size(),
                  saturated ? ", saturated" : "")));
    }
  }

  private static Check sound(Result.Load load) {
    return new Check(
        load.label() + ": all delivered, none refused, none closed",
        load.isSound(),
        false,
        format(ROOT, "%d lost, ", load.messages().lost()) + text(load.failures()));
  }

  /** Whether no message was refused and no connection closed in any of these loads. */
  static Check noFailures(String label, List<Result.Load> loads) {
    Result.Failures failures = Result.Failures.of(loads);
    return new Check(
        label + ": none refused, none closed", failures.isNone(), false, text(failures));
  }

  private static String text(Result.Failures failures) {
    return format(ROOT, "%d refused, %d closed", failures.refusals(), failures.closes())
        + because(failures.reason());
  }

  private static double framesMax(Result.Load load) {
    return load.traffic().framesPerSecondPerClientMax();
  }

  static String because(@Nullable String reason) {
    return reason == null ? "" : "; " + reason;
  }

  /** What makes the figures of these loads doubtful; each warning has the worst figure. */
  static List<String> warnings(String label, List<Result.Load> loads, int loops) {
    List<String> warnings = new ArrayList<>();
    if (loads.stream().anyMatch(load -> load.times().latency().count() == 0)) {
      warnings.add("no message arrived");
    }
    double sendLagMillis = worst(loads, load -> load.times().sendLag().p99() / 1000.0);
    if (sendLagMillis > 5) {
      warnings.add(format(ROOT, "the clients sent late: p99 %.1f ms after due", sendLagMillis));
    }
    double clientCores = worst(loads, load -> load.cost().clientCores());
    if (clientCores > 0.85 * loops) {
      warnings.add(
          format(ROOT, "the clients' %d event loops were busy: %.2f cores", loops, clientCores));
    }
    double busy = worst(loads, load -> load.cost().machineBusy());
    if (busy > 0.9) {
      warnings.add(
          format(ROOT, "the machine was %.0f %% busy: clients and server shared it", 100 * busy));
    }
    double others = worst(loads, load -> Objects.requireNonNullElse(load.cost().otherCores(), 0.0));
    if (others > 0.25) {
      warnings.add(format(ROOT, "other programs used %.2f cores", others));
    }
    return warnings.stream().map(warning -> label + ": " + warning).toList();
  }

  private static double worst(List<Result.Load> loads, ToDoubleFunction<Result.Load> figure) {
    return loads.stream().mapToDouble(figure).max().orElse(0);
  }
}
