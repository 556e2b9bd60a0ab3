package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Percentiles LATENCY = new Percentiles(1000, 1230, 2000, 3000, 4000, 5000);
  private static final Percentiles PROMPT = new Percentiles(1000, 10, 20, 30, 40, 50);

  private static final Result.Failures NO_FAILURES = new Result.Failures(0, 0, null);

  @Test
  void a_load_is_one_row_of_latencies_and_one_of_costs() {
    Report report = report(load("events", 1000, 1000, 0.5, server(0.5, 25)));
    assertThat(report.markdown())
        .contains("Machine: A CPU, 2 cores, 8 GiB; Linux 6; JDK 25")
        .contains("Command: `./bench/bench --short` (1 client event loops)")
        .contains("| events | 10 | 100 | 1,000 | 0 | 1.23 | 2.00 | 3.00 | 4.00 | 5.00 |")
        .contains(
            "| events | 50.0 | 0.50 | 1.00 | 2.00 | 120 | 5,000 | 20.0 | 0.20 | 0.03 | 50 % |")
        .contains("- ok: events: all delivered")
        .doesNotContain("warning");
  }

  @Test
  void without_a_pid_the_servers_cells_are_empty() {
    assertThat(report(load("events", 1000, 1000, 0.5, null)).markdown())
        .contains("| events | – | – | – | – | 120 |");
  }

  @Test
  void a_lost_message_fails_and_a_busy_machine_is_warned_of() {
    Report report = report(load("events", 999, 1000, 0.95, server(0.5, 25)));
    assertThat(report.markdown())
        .contains(
            "FAILED: events: all delivered, none refused, none closed (1 lost, 0 refused, 0 closed)")
        .contains("warning: events: the machine was 95 % busy");
    assertThat(report.checks()).anyMatch(check -> !check.met() && !check.isFigure());
  }

  @Test
  void the_movement_ratio_is_the_median_of_the_rounds_and_is_judged() {
    assertThat(movement(10, 20, 12).markdown())
        .contains("median: 0.120")
        .contains("- ok: movement: server CPU");
    Report dear = movement(30, 20, 26);
    assertThat(dear.markdown())
        .contains("- MISSED: movement: server CPU per update under 0.25")
        .contains("(0.260, ");
    assertThat(dear.checks()).noneMatch(check -> !check.met() && !check.isFigure());
  }

  @Test
  void a_ratio_of_a_saturated_server_does_not_count() {
    Result.Load with = load("movement", 1000, -1, 0.5, server(0.1, 10));
    Result.Load without = load("movement", 1000, 1000, 0.99, server(100, 100));
    Result.Movement.Pair pair = new Result.Movement.Pair(with, without);
    Report report = report(new Result.Movement(with, without, List.of(pair, pair, pair), 20, 0.1));
    assertThat(report.markdown())
        .contains("- MISSED: movement: server CPU")
        .contains(", saturated)");
  }

  @Test
  void more_than_twenty_frames_a_second_miss_the_line_but_one_at_the_edge_does_not() {
    assertThat(frames(20.09)).isTrue();
    assertThat(frames(20.2)).isFalse();
  }

  @Test
  void medians_of_odd_and_even_counts() {
    assertThat(MovementRounds.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(MovementRounds.median(new double[] {4, 1, 2, 3})).isEqualTo(2.5);
  }

  @Test
  void idle_connections_of_a_server_without_a_pid_have_no_memory() {
    Result.Idle idle =
        new Result.Idle(1000, 10, new Result.Idle.Joins(0.5, null), null, null, 0.4, NO_FAILURES);
    assertThat(report(idle).markdown())
        .contains("| 1,000 | 10 | 2,000 | – | – | – | – | 0.4 | 0 |");
  }

  @Test
  void a_durable_load_has_a_second_row_of_its_acks() {
    Result.Load load = load("durable", 1000, 1000, 0.5, null);
    Result.Load acked =
        new Result.Load(
            load.label(),
            load.clients(),
            load.seconds(),
            new Result.Load.Messages(100, 1001, 1000, 1000, 1000, 99),
            new Result.Load.Times(LATENCY, PROMPT, PROMPT),
            load.traffic(),
            load.cost(),
            load.failures());
    assertThat(report(acked).markdown())
        .contains("| durable | 10 | 100 | 1,000 | 0 | 1.23 |")
        .contains("| durable, ack | 10 | 100 | 99 acks | 1 | 0.01 | 0.02 | 0.03 | 0.04 | 0.05 |");
  }

  @Test
  void the_failures_of_several_loads_are_summed_with_the_first_reason() {
    Result.Load load = load("movement", 1000, -1, 0.5, null);
    Result.Load failed =
        new Result.Load(
            load.label(),
            load.clients(),
            load.seconds(),
            load.messages(),
            load.times(),
            load.traffic(),
            load.cost(),
            new Result.Failures(2, 1, "too fast"));
    Check check = Check.noFailures("movement", List.of(load, failed, failed));
    assertThat(check.met()).isFalse();
    assertThat(check.found()).isEqualTo("4 refused, 2 closed; too fast");
  }

  @Test
  void idle_connections_are_a_row_of_their_own() {
    Result.Idle idle =
        new Result.Idle(
            1000,
            10,
            new Result.Idle.Joins(0.5, 1.5),
            new Result.Idle.Memory(2048, 1024.0, 100L << 20),
            0.01,
            0.4,
            NO_FAILURES);
    assertThat(report(idle).markdown())
        .contains("| 1,000 | 10 | 2,000 | 2.00 | 1.00 | 100 | 0.010 | 0.4 | 0 |");
  }

  private static boolean frames(double most) {
    Result.Load load = withFrames(most);
    return Check.of(List.of(new Result.Movement(load, load, List.of(), 20, null))).get(1).met();
  }

  private static Report movement(double... microsWithIntervalPerHundred) {
    List<Result.Movement.Pair> pairs =
        Arrays.stream(microsWithIntervalPerHundred)
            .mapToObj(micros ->
                new Result.Movement.Pair(
                    load("movement", 1000, -1, 0.5, server(0.1, micros)),
                    load("movement", 1000, 1000, 0.5, server(0.5, 100))))
            .toList();
    Result.Load full = load("movement", 1000, -1, 0.5, server(0.1, 10));
    return report(new Result.Movement(full, full, pairs, 20, MovementRounds.medianRatio(pairs)));
  }

  private static Report report(Result result) {
    Machine machine = new Machine("A CPU", 2, 8L << 30, "Linux 6", "JDK 25");
    return new Report("./bench/bench --short", machine, List.of("-Xmx1g"), 1, List.of(result));
  }

  private static Result.ServerUse server(double cores, double microsPerSent) {
    return new Result.ServerUse(cores, 50, microsPerSent, 1_000_000, 1);
  }

  private static Result.Load withFrames(double most) {
    return load(
        "movement",
        new Result.Load.Messages(100, 100, -1, 1000, 1000, 0),
        most,
        new Result.Load.Cost(null, 0.2, 0.5, null));
  }

  private static Result.Load load(
      String label, long delivered, long expected, double busy, Result.@Nullable ServerUse server) {
    return load(
        label,
        new Result.Load.Messages(100, 100, expected, delivered, 1000, 0),
        20,
        new Result.Load.Cost(server, 0.2, busy, server == null ? null : 0.1));
  }

  private static Result.Load load(
      String label, Result.Load.Messages messages, double framesMax, Result.Load.Cost cost) {
    return new Result.Load(
        label,
        10,
        10,
        messages,
        new Result.Load.Times(LATENCY, null, PROMPT),
        new Result.Load.Traffic(120, 5000, 20, framesMax),
        cost,
        NO_FAILURES);
  }
}
