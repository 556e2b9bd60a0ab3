package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.Machine;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The outcomes as a Markdown table. */
final class OutcomeTable {
  private static final double MIB = 1 << 20;

  private OutcomeTable() {}

  static String of(String command, LocalDate date, Machine machine, List<Outcome> outcomes) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "`%s`, %s; %d cores (%s), %s.%n%n",
            command,
            date,
            machine.cores(),
            machine.cpu(),
            machine.jdk()));
    out.append(
        "| attack | what is done | sent (could not leave) | answers | commands' p99 (control)"
            + " | visits' p99, or p90 of fewer than 100 (control) |"
            + " memory | disk (budget) | holds |\n");
    out.append("|---|---|---:|---|---:|---:|---:|---:|---|\n");
    for (Outcome outcome : outcomes) {
      out.append(row(outcome)).append('\n');
    }
    return out.toString();
  }

  private static String row(Outcome outcome) {
    Outcome.Phase real = outcome.real();
    Outcome.Phase control = outcome.control();
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %d (%d) | %s | %.0f ms (%.0f) | %.0f ms (%.0f) | %.0f MiB | %.1f MiB (%.0f) | %s |",
        outcome.attack().name(),
        outcome.attack().what(),
        real.answers().sent(),
        real.answers().leftOut(),
        real.answers(),
        real.players().p99Millis(),
        control.players().p99Millis(),
        real.visits().slowMillis(),
        control.visits().slowMillis(),
        real.server().rssBytes() / MIB,
        real.server().diskBytes() / MIB,
        outcome.diskMost() / MIB,
        outcome.faults().isEmpty() ? "yes" : "no: " + String.join("; ", outcome.faults()));
  }
}
