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
 * One line that a run must meet.
 *
 * @param isFigure whether it is a figure, which a busy machine can spoil, rather than something
 *     that must never happen
 */
record Check(String what, boolean met, boolean isFigure, String found) {
  static final double MOVEMENT_RATIO_MAX = 0.25;

  /** Fewer rounds say how warm the server's JIT is rather than what its work costs. */
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
                    idle.closes() == 0,
                    false,
                    idle.closes() + " closed" + because(idle.trouble())));
      }
    }
    return checks;
  }

  private static void addMovement(List<Check> checks, Result.Movement movement) {
    // Moves may be merged even without an interval, where two of one member meet on their way: no
    // loss.
    long refusals = movement.loads().stream().mapToLong(Result.Load::refusals).sum();
    long closes = movement.loads().stream().mapToLong(Result.Load::closes).sum();
    String trouble =
        movement.loads().stream()
            .map(Result.Load::trouble)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    checks.add(
        new Check(
            "movement: none refused, none closed",
            refusals + closes == 0,
            false,
            format(ROOT, "%d refused, %d closed", refusals, closes) + because(trouble)));
    double framesMax = 1000.0 / Sizes.FLUSH_MILLIS;
    List<Result.Load> flushed =
        Stream.concat(
                Stream.of(movement.atFullRate()),
                movement.pairs().stream().map(Result.Movement.Pair::flushed))
            .toList();
    checks.add(
        new Check(
            format(ROOT, "movement: at most %.0f frames/s to each client", framesMax),
            // One frame more than the intervals: both ends of the measured time may see one.
            flushed.stream()
                .allMatch(load ->
                    load.framesPerSecondPerClientMax() <= framesMax + 1 / load.seconds() + 1e-9),
            true,
            format(
                ROOT,
                "%.2f at the most",
                worst(flushed, Result.Load::framesPerSecondPerClientMax))));
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
        format(ROOT, "%d lost, %d refused, %d closed", load.lost(), load.refusals(), load.closes())
            + because(load.trouble()));
  }

  static String because(@Nullable String trouble) {
    return trouble == null ? "" : "; " + trouble;
  }

  /**
   * What makes the figures of some loads doubtful; where it is several of them, the worst is told.
   */
  static List<String> warnings(String label, List<Result.Load> loads, int loops) {
    List<String> warnings = new ArrayList<>();
    if (loads.stream().anyMatch(load -> load.latency().count() == 0)) {
      warnings.add("no message arrived");
    }
    double sendLagMillis = worst(loads, load -> load.sendLag().p99() / 1000.0);
    if (sendLagMillis > 5) {
      warnings.add(format(ROOT, "the clients sent late: p99 %.1f ms after due", sendLagMillis));
    }
    double clientCores = worst(loads, Result.Load::clientCores);
    if (clientCores > 0.85 * loops) {
      warnings.add(
          format(ROOT, "the clients' %d event loops were busy: %.2f cores", loops, clientCores));
    }
    double busy = worst(loads, Result.Load::machineBusy);
    if (busy > 0.9) {
      warnings.add(
          format(ROOT, "the machine was %.0f %% busy: clients and server shared it", 100 * busy));
    }
    double others = worst(loads, load -> load.otherCores() == null ? 0 : load.otherCores());
    if (others > 0.25) {
      warnings.add(format(ROOT, "others used %.2f cores meanwhile", others));
    }
    return warnings.stream().map(warning -> label + ": " + warning).toList();
  }

  private static double worst(List<Result.Load> loads, ToDoubleFunction<Result.Load> figure) {
    return loads.stream().mapToDouble(figure).max().orElse(0);
  }
}
