package dev.roomkeeper.bench.abuse;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.roomkeeper.bench.Bystanders;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one attack.
 *
 * @param control the same with the attackers at a process that swallows everything
 */
record Outcome(Attack attack, double seconds, Phase control, Phase real) {
  /**
   * One run.
   *
   * @param answers what the attackers sent and were answered
   * @param seen what the attack itself saw that does not hold
   */
  record Phase(
      Bystanders.Figures players,
      Visitor.Figures visits,
      Watch.Seen server,
      Answers answers,
      List<String> seen) {}

  double diskMost() {
    return diskMost(attack, seconds);
  }

  private static double diskMost(Attack attack, double seconds) {
    return Budget.diskBytes(attack.journalBytes(seconds));
  }

  /** What does not hold; empty if all does. */
  List<String> faults() {
    List<String> faults = faultsBesidesLatency(attack, seconds, real);
    if (real.players.lost() > 0) {
      faults.add(format(ROOT, "bystanders: %d not answered in time", real.players.lost()));
    }
    if (real.visits.visits() < Visitor.VISITS_MIN) {
      faults.add("only " + real.visits.visits() + " visits were made: too few to say how slow");
    }
    slow(faults, "commands", real.players.p99Millis(), control.players.p99Millis());
    slow(faults, "visits", real.visits.slowMillis(), control.visits.slowMillis());
    return faults;
  }

  /** What does not hold and does not depend on how fast the machine is. */
  static List<String> faultsBesidesLatency(Attack attack, double seconds, Phase real) {
    List<String> faults = new ArrayList<>();
    Bystanders.Figures players = real.players;
    if (players.refusals() + players.closes() > 0) {
      faults.add(
          format(
              ROOT,
              "bystanders: %d refused, %d closed; %s",
              players.refusals(),
              players.closes(),
              String.valueOf(players.trouble())));
    }
    if (real.visits.failures() > 0) {
      faults.add(
          format(
              ROOT,
              "visitors: %d of %d refused; %s",
              real.visits.failures(),
              real.visits.visits(),
              String.valueOf(real.visits.trouble())));
    }
    more(faults, "memory", (double) real.server.rssBytes(), Budget.RSS_BYTES);
    more(faults, "disk", (double) real.server.diskBytes(), diskMost(attack, seconds));
    more(faults, "log", (double) real.server.logBytes(), Budget.logBytes(seconds));
    if (real.answers.sent() == 0) {
      faults.add("nothing was sent");
    }
    faults.addAll(real.seen);
    if (!attack.tells().isEmpty()
        && attack.tells().stream().noneMatch(answer -> real.answers.count(answer) > 0)) {
      faults.add("the attackers were not told: " + real.answers);
    }
    return faults;
  }

  private static void slow(List<String> faults, String what, double millis, double control) {
    if (millis > Budget.p99Millis(control)) {
      faults.add(
          format(
              ROOT,
              "%s: %.0f ms, at most %.0f ms with %.0f ms in the control",
              what,
              millis,
              Budget.p99Millis(control),
              control));
    }
  }

  private static void more(List<String> faults, String what, double bytes, double most) {
    if (bytes > most) {
      faults.add(
          format(ROOT, "%s: %.1f MiB of %.1f MiB", what, bytes / (1 << 20), most / (1 << 20)));
    }
  }
}
