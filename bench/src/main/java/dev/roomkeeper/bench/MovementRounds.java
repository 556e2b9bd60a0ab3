package dev.roomkeeper.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the movement room with its flush interval and without it, in turns. So a drift, of the
 * JIT or of the machine's other work, affects both alike.
 */
final class MovementRounds {
  private static final double WARMUP_SHARE = 0.4;

  private final Stage stage;
  private final Sizes sizes;
  private final Fleet flushed;
  private final Fleet unflushed;

  private MovementRounds(Stage stage, Sizes sizes, Fleet flushed, Fleet unflushed) {
    this.stage = stage;
    this.sizes = sizes;
    this.flushed = flushed;
    this.unflushed = unflushed;
  }

  static Result.Movement play(Stage stage, Sizes sizes) {
    int clients = sizes.movement().clients();
    try (Fleet flushed = stage.fleet("movement", 1, clients, Sizes.FLUSH_MILLIS, Talk.MOVE);
        Fleet unflushed = stage.fleet("movement", 1, clients, 0, Talk.MOVE)) {
      return new MovementRounds(stage, sizes, flushed, unflushed).play();
    }
  }

  private Result.Movement play() {
    double rate = sizes.movement().movesPerSecond();
    Result.Load atFullRate = leg(flushed, rate);
    double pairRate = rate;
    Result.Load atFullRateUnflushed = leg(unflushed, rate);
    Result.Load trial = atFullRateUnflushed;
    while (trial.isSaturated(Runtime.getRuntime().availableProcessors()) && pairRate > rate / 32) {
      stage.say(
          "movement: %s moves/s each without flush interval saturate; half of that", pairRate);
      pairRate /= 2;
      trial = leg(unflushed, pairRate);
    }
    List<Result.Movement.Pair> pairs = new ArrayList<>();
    for (int round = 0; round < sizes.movement().rounds(); round++) {
      // The order alternates, so that neither side is always the second.
      if (round % 2 == 0) {
        Result.Load with = leg(flushed, pairRate);
        pairs.add(new Result.Movement.Pair(with, leg(unflushed, pairRate)));
      } else {
        Result.Load without = leg(unflushed, pairRate);
        pairs.add(new Result.Movement.Pair(leg(flushed, pairRate), without));
      }
      stage.say("movement: round %d of %d", round + 1, sizes.movement().rounds());
    }
    return new Result.Movement(
        atFullRate, atFullRateUnflushed, pairs, pairRate, medianRatio(pairs));
  }

  private Result.Load leg(Fleet fleet, double perClient) {
    boolean merges = fleet == flushed;
    return new Measurement(fleet, stage.probe())
        .run(
            new Measurement.Plan(
                "movement: 1 room of %d, flush %d ms"
                    .formatted(sizes.movement().clients(), merges ? Sizes.FLUSH_MILLIS : 0),
                Talk.MOVE,
                perClient * sizes.movement().clients(),
                fleet.clients(),
                sizes.movement().clients(),
                merges,
                Math.min(sizes.warmupSeconds(), WARMUP_SHARE * sizes.movement().seconds()),
                sizes.movement().seconds()));
  }

  static @Nullable Double medianRatio(List<Result.Movement.Pair> pairs) {
    List<Double> ratios = new ArrayList<>();
    for (Result.Movement.Pair pair : pairs) {
      Double ratio = ratio(pair);
      if (ratio != null) {
        ratios.add(ratio);
      }
    }
    return ratios.isEmpty()
        ? null
        : median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The server's CPU per update with the interval to without; null if unknown. */
  static @Nullable Double ratio(Result.Movement.Pair pair) {
    Result.ServerUse with = pair.flushed().cost().server();
    Result.ServerUse without = pair.unflushed().cost().server();
    return with == null || without == null || without.microsPerSent() == 0
        ? null
        : with.microsPerSent() / without.microsPerSent();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
