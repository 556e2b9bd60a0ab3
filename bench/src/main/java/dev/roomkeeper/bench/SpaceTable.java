package dev.roomkeeper.bench;

import static dev.roomkeeper.bench.Table.count;
import static dev.roomkeeper.bench.Table.millis;
import static dev.roomkeeper.bench.Table.number;
import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of two spaces with the same density, and the checks of it. */
final class SpaceTable {
  /** Bytes to an inner client must not grow with the map; the rest is chance. */
  static final double BYTES_RATIO_MAX = 1.1;

  /** Beyond the growth that the edges cause. */
  static final double CPU_RATIO_MAX = 1.15;

  /**
   * A client of the large map sees as many walkers or more. Fewer positions mean that the server
   * fell behind and merged steps.
   */
  static final double PLACES_RATIO_MIN = 0.95;

  private SpaceTable() {}

  private record Row(int round, Result.Space.Walk walk) {
    Result.Load load() {
      return walk.load();
    }

    Result.@Nullable ServerUse server() {
      return load().cost().server();
    }
  }

  static String of(Result.Space space) {
    StringBuilder out = new StringBuilder();
    List<Row> rows = new ArrayList<>();
    for (int round = 0; round < space.rounds().size(); round++) {
      rows.add(new Row(round + 1, space.rounds().get(round).small()));
      rows.add(new Row(round + 1, space.rounds().get(round).large()));
    }
    out.append(
        new Table<Row>()
            .column("space", row -> "round " + row.round)
            .column("walkers", row -> count(row.load().clients()))
            .column("steps/s", row -> count(row.load().messages().offeredPerSecond()))
            .column("B/s/client", row -> count(row.load().traffic().bytesPerSecondPerClient()))
            .column("inner clients", row -> count(row.walk.innerClients()))
            .column("B/s/inner client", row -> number("%,.0f", row.walk.innerBytesPerSecond()))
            .column(
                "frames/s/client",
                row -> number("%.1f", row.load().traffic().framesPerSecondPerClient()))
            .column("places/s/client", row -> number("%.1f", row.walk.placesPerSecondPerClient()))
            .column(
                "server µs/step",
                row -> number("%.0f", row.server(), Result.ServerUse::microsPerSent))
            .column(
                "µs/place",
                row -> number("%.1f", row.server(), Result.ServerUse::secondsPerMillion))
            .column("server cores", row -> number("%.2f", row.server(), Result.ServerUse::cores))
            .column("client cores", row -> number("%.2f", row.load().cost().clientCores()))
            .column("others", row -> number("%.2f", row.load().cost().otherCores()))
            .column("machine busy", row -> number("%.0f %%", 100 * row.load().cost().machineBusy()))
            .column("p50 ms", row -> millis(row.load().times().latency().p50()))
            .column("p99 ms", row -> millis(row.load().times().latency().p99()))
            .of(rows));
    int small = space.rounds().getFirst().small().load().clients();
    int large = space.rounds().getFirst().large().load().clients();
    List<Result.Space.Round> rounds = space.rounds();
    Report.line(
        out,
        "Space: %,d walkers to %,d at the same density, each at %s steps/s. Medians of the rounds:",
        large,
        small,
        number("%.3g", space.stepsPerSecond()));
    Report.line(
        out,
        "bytes to an inner client %s, to any client %s (%s by the edges alone), frames %s;",
        text(bytes(space)),
        text(
            SpaceRounds.medianRatio(
                rounds, walk -> walk.load().traffic().bytesPerSecondPerClient())),
        text(space.edgeRatio()),
        text(
            SpaceRounds.medianRatio(
                rounds, walk -> walk.load().traffic().framesPerSecondPerClient())));
    Report.line(
        out,
        "server CPU per walker %s, per delivered position %s.",
        text(cpu(space)),
        text(SpaceRounds.medianRatio(rounds, Result.Space.Walk::serverMicrosPerPlace)));
    Report.line(
        out,
        "An inner client saw nine whole cells all the time. %,d clients read all their %,d frames.%n",
        space.sight().onlookers(),
        space.sight().frames());
    return out.toString();
  }

  static List<Check> checks(Result.Space space) {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.noFailures("space", space.loads()));
    Result.Space.Sight sight = space.sight();
    checks.add(
        new Check(
            "space: no client receives a walker that is far away",
            sight.faults().isEmpty(),
            false,
            format(
                    ROOT,
                    "%d clients read %,d frames; %,d walkers were far from one of them",
                    sight.onlookers(),
                    sight.frames(),
                    sight.farPairs())
                + Check.because(first(sight.faults()))));
    checks.add(
        new Check(
            "space: at the end each client sees all walkers near it where they are",
            sight.differences().isEmpty(),
            false,
            sight.differences().size()
                + " of "
                + sight.onlookers()
                + " do not"
                + Check.because(first(sight.differences()))));
    if (space.rounds().size() >= Check.JUDGED_ROUNDS_MIN) {
      Double places =
          SpaceRounds.medianRatio(space.rounds(), Result.Space.Walk::placesPerSecondPerClient);
      // A server that falls behind merges steps: then fewer bytes and less work prove nothing.
      checks.add(
          new Check(
              "space: both maps had the processor time they needed",
              places != null && places > PLACES_RATIO_MIN,
              true,
              "positions delivered to a client: " + text(places)));
      addRatio(
          checks,
          "bytes to an inner client do not grow with the map",
          bytes(space),
          1,
          BYTES_RATIO_MAX);
      addRatio(
          checks,
          "server CPU per walker grows no faster than the cells in sight",
          cpu(space),
          space.edgeRatio(),
          CPU_RATIO_MAX);
    }
    return checks;
  }

  private static void addRatio(
      List<Check> checks, String what, @Nullable Double ratio, double expected, double tolerance) {
    if (ratio != null) {
      double most = expected * tolerance;
      checks.add(
          new Check(
              format(ROOT, "space: %s: ratio under %.2f", what, most),
              ratio < most,
              true,
              format(ROOT, "%.3f", ratio)));
    }
  }

  private static @Nullable Double bytes(Result.Space space) {
    return SpaceRounds.medianRatio(space.rounds(), Result.Space.Walk::innerBytes);
  }

  private static @Nullable Double cpu(Result.Space space) {
    return SpaceRounds.medianRatio(space.rounds(), Result.Space.Walk::serverMicrosPerStep);
  }

  private static @Nullable String first(List<String> texts) {
    return texts.isEmpty() ? null : texts.getFirst();
  }

  private static String text(@Nullable Double ratio) {
    return ratio == null ? "unknown" : number("%.3f", ratio);
  }
}
