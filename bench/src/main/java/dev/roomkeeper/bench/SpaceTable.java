package dev.roomkeeper.bench;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What two spaces of one density came to, and what must hold of it. */
final class SpaceTable {
  /** What a client in the midst of the map receives must not grow; chance may be that much. */
  static final double BYTES_RATIO_MAX = 1.1;

  /** On top of what the edges make. */
  static final double CPU_RATIO_MAX = 1.15;

  /** More are in sight on the large map, or as many: fewer were told because steps were merged. */
  static final double PLACES_RATIO_MIN = 0.95;

  private SpaceTable() {}

  static String of(Result.Space space) {
    StringBuilder out = new StringBuilder();
    Report.row(
        out,
        "space",
        "walkers",
        "steps/s",
        "B/s/client",
        "inner clients",
        "B/s/inner client",
        "frames/s/client",
        "places/s/client",
        "server µs/step",
        "µs/place",
        "server cores",
        "client cores",
        "others",
        "machine busy",
        "p50 ms",
        "p99 ms");
    Report.rule(out, 16);
    int round = 0;
    for (Result.Space.Round legs : space.rounds()) {
      round++;
      row(out, round, legs.small());
      row(out, round, legs.large());
    }
    out.append(System.lineSeparator());
    int small = space.rounds().getFirst().small().load().clients();
    int large = space.rounds().getFirst().large().load().clients();
    Report.line(
        out,
        "Space: %,d walkers to %,d at the same density, each at %s steps/s; medians of the rounds:"
            + " bytes to an inner client %s, to any client %s (%s by the edges alone), frames %s,"
            + " server CPU per walker %s, per place told %s",
        large,
        small,
        Report.number("%.3g", space.stepsPerSecond()),
        text(bytes(space)),
        text(
            SpaceRounds.medianRatio(space.rounds(), walk -> walk.load().bytesPerSecondPerClient())),
        text(space.edgeRatio()),
        text(
            SpaceRounds.medianRatio(
                space.rounds(), walk -> walk.load().framesPerSecondPerClient())),
        text(cpu(space)),
        text(
            SpaceRounds.medianRatio(
                space.rounds(),
                walk ->
                    walk.load().server() == null ? -1 : walk.load().server().secondsPerMillion())));
    Report.line(
        out,
        "An inner client saw nine whole cells all the while. %,d clients read all of %,d frames.%n",
        space.sight().onlookers(),
        space.sight().frames());
    return out.toString();
  }

  private static void row(StringBuilder out, int round, Result.Space.Walk walk) {
    Result.Load load = walk.load();
    Result.ServerUse server = load.server();
    Double others = load.otherCores();
    Report.row(
        out,
        "round " + round,
        Report.count(load.clients()),
        Report.count(load.offeredPerSecond()),
        Report.count(load.bytesPerSecondPerClient()),
        Report.count(walk.innerClients()),
        walk.innerBytesPerSecond() == null ? "–" : Report.count(walk.innerBytesPerSecond()),
        Report.number("%.1f", load.framesPerSecondPerClient()),
        Report.number("%.1f", walk.placesPerSecondPerClient()),
        server == null ? "–" : Report.number("%.0f", server.microsPerSent()),
        server == null ? "–" : Report.number("%.1f", server.secondsPerMillion()),
        server == null ? "–" : Report.number("%.2f", server.cores()),
        Report.number("%.2f", load.clientCores()),
        others == null ? "–" : Report.number("%.2f", others),
        Report.number("%.0f %%", 100 * load.machineBusy()),
        Report.millis(load.latency().p50()),
        Report.millis(load.latency().p99()));
  }

  static List<Check> checks(Result.Space space) {
    List<Check> checks = new ArrayList<>();
    long refusals = space.loads().stream().mapToLong(Result.Load::refusals).sum();
    long closes = space.loads().stream().mapToLong(Result.Load::closes).sum();
    String trouble =
        space.loads().stream()
            .map(Result.Load::trouble)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    checks.add(
        new Check(
            "space: none refused, none closed",
            refusals + closes == 0,
            false,
            format(ROOT, "%d refused, %d closed", refusals, closes) + Check.because(trouble)));
    Result.Space.Sight sight = space.sight();
    checks.add(
        new Check(
            "space: nobody is told of who is far away",
            sight.faults().isEmpty(),
            false,
            format(
                    ROOT,
                    "%,d frames read by %d clients, %,d times somebody was far away",
                    sight.frames(),
                    sight.onlookers(),
                    sight.farPairs())
                + Check.because(first(sight.faults()))));
    checks.add(
        new Check(
            "space: at the end each sees all near it where they are",
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
      // Who falls behind merges steps: then fewer bytes and less work say nothing.
      checks.add(
          new Check(
              "space: both maps had the processor time they needed",
              places != null && places > PLACES_RATIO_MIN,
              true,
              "walkers' places told to a client: " + text(places)));
      addRatio(
          checks,
          "bytes to an inner client do not grow with the map",
          bytes(space),
          1,
          BYTES_RATIO_MAX);
      addRatio(
          checks,
          "server CPU per walker grows as the cells in sight",
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
    return ratio == null ? "unknown" : Report.number("%.3f", ratio);
  }
}
