package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ChaosRun.Trouble;
import dev.roomkeeper.server.kit.Demanding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every trouble that a cluster promises to outlive, done to three nodes behind nginx while members
 * work; then their histories are compared with the database. {@code -Droomkeeper.seed=} for the
 * order of an earlier run. The long form, with fifty rooms, is run by hand: {@code mvn -pl server
 * -am test -Dtest=ChaosTest#*fifty* -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false},
 * with {@code -Droomkeeper.troubles=} for more than twenty-four.
 */
@Timeout(1_800)
@Demanding
final class ChaosTest {
  private static final long SEED = Long.getLong("roomkeeper.seed", System.nanoTime());
  private static final int TROUBLES = Integer.getInteger("roomkeeper.troubles", 24);

  /**
   * In {@code ./test}, for a machine that is busy with else: a node that is killed then had not run
   * for a while.
   */
  private static final long BUSY_MACHINE_MILLIS = 1_500;

  private final Random random = new Random(SEED);

  @Test
  @Tag("slow")
  void P5_P13_P15_each_trouble_once_and_nothing_acknowledged_is_lost(@TempDir Path temp)
      throws Exception {
    List<Trouble> troubles = new ArrayList<>(List.of(Trouble.values()));
    Collections.shuffle(troubles, random);
    run(temp, 6, 3, 120, troubles, 3, 0, BUSY_MACHINE_MILLIS);
  }

  @Test
  @Tag("by-hand")
  void P5_P13_P15_fifty_rooms_through_many_troubles(@TempDir Path temp) throws Exception {
    List<Trouble> troubles = new ArrayList<>();
    while (troubles.size() < TROUBLES) {
      List<Trouble> round = Arrays.asList(Trouble.values());
      Collections.shuffle(round, random);
      troubles.addAll(round);
    }
    run(temp, 50, 3, 250, troubles.subList(0, TROUBLES), 10, 0.25, 0);
  }

  /** How long members are away when their node dies. */
  @Test
  @Tag("by-hand")
  void a_thousand_members_after_one_of_three_nodes_is_killed(@TempDir Path temp) throws Exception {
    System.out.println("Chaos: roomkeeper.seed=" + SEED);
    try (ChaosRun chaos = new ChaosRun(temp, random.nextLong())) {
      chaos.populate(200, 5, 3_000, List.of(CrashCommands.DURABLE, CrashCommands::lazy));
      Thread.sleep(10_000);
      var busiest = chaos.busiest();
      List<Wanderer> there =
          chaos.members.stream()
              .filter(member -> busiest.getValue().contains(member.client.roomId))
              .toList();
      System.out.printf("Chaos: %d takeovers before the kill%n", chaos.takeovers());
      long killed = System.nanoTime();
      chaos.kill(busiest.getKey());
      Thread.sleep(5_000);
      chaos.comeToRest();
      HistoryAudit audit = chaos.audit(HistoryAudit.LAZY_MILLIS);
      chaos.report(audit);
      List<Long> millis = new ArrayList<>();
      int durable = 0;
      int resumed = 0;
      int again = 0;
      for (Wanderer member : there) {
        boolean wasAway = false;
        for (RoomClient.Absence absence : member.absences()) {
          if (absence.leftNanos() >= killed && wasAway) {
            again++; // It lost its connection once more, since the room moved on.
          } else if (absence.leftNanos() >= killed) {
            wasAway = true;
            millis.add((absence.backNanos() - killed) / 1_000_000);
            if (member.isOf(CrashCommands.DURABLE)) {
              durable++;
              resumed += absence.resumed() ? 1 : 0;
            }
          }
        }
      }
      System.out.printf(
          "Chaos: killed the node of %d rooms and %d members; ms to joined: %s; in durable rooms"
              + " %d of %d resumed; %d moved once more%n",
          busiest.getValue().size(), there.size(), Figures.of(millis), resumed, durable, again);
      assertThat(audit.faults).isEmpty();
      assertThat(audit.lostByLiving).as("lazy ones lost by living nodes").isZero();
      assertThat(millis).hasSizeGreaterThanOrEqualTo(there.size());
      assertThat(resumed).isGreaterThanOrEqualTo((int) Math.ceil(durable * 0.99));
      assertThat(Figures.at(millis.stream().sorted().toList(), 0.99))
          .as("ms to joined, p99")
          .isLessThan(1_000);
    }
  }

  /** Some 70 rooms of each kind on each node; half of the members have work that is lazy. */
  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"POSTGRES_PAUSED", "POSTGRES_RESTARTED"})
  @Tag("by-hand")
  void a_thousand_members_without_postgres_for_ten_seconds(Trouble trouble, @TempDir Path temp)
      throws Exception {
    System.out.println("Chaos: roomkeeper.seed=" + SEED);
    try (ChaosRun chaos = new ChaosRun(temp, random.nextLong())) {
      chaos.populate(400, 3, 3_000, List.of(CrashCommands.DURABLE, CrashCommands::lazy));
      Thread.sleep(5_000);
      long paused = System.nanoTime();
      chaos.withoutPostgres(trouble == Trouble.POSTGRES_PAUSED, 10_000);
      long resumed = System.nanoTime();
      chaos.comeToRest();
      HistoryAudit audit = chaos.audit(HistoryAudit.LAZY_MILLIS);
      chaos.report(audit);
      Map<Boolean, List<Long>> millis = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
      Map<String, Long> recovered = new HashMap<>();
      int away = 0;
      for (Wanderer member : chaos.members) {
        for (RoomClient.Told told : member.client.told().values()) {
          if (told.isDurable() && told.atNanos() > resumed) {
            recovered.merge(
                member.client.roomId, (told.atNanos() - resumed) / 1_000_000, Math::min);
          }
        }
        List<Long> ofKind = Objects.requireNonNull(millis.get(member.isOf(CrashCommands.DURABLE)));
        member.askedNanos.forEach((seq, asked) -> {
          RoomClient.Told told = member.client.told().get(seq);
          if (asked > paused && asked < resumed && told != null) {
            ofKind.add((told.atNanos() - asked) / 1_000_000);
          }
        });
        away += member.absences().size();
      }
      System.out.printf(
          "Chaos: asked while PostgreSQL was away, ms to an answer: lazy %s; durable %s; %d lost"
              + " their connection; ms from its return to a room's next durable ack: %s%n",
          Figures.of(Objects.requireNonNull(millis.get(false))),
          Figures.of(Objects.requireNonNull(millis.get(true))),
          away,
          Figures.of(List.copyOf(recovered.values())));
      assertThat(audit.faults).isEmpty();
      assertThat(audit.lostByLiving).as("lazy ones lost by living nodes").isZero();
      assertThat(audit.lostInOutages).as("lazy ones lost").isZero();
      assertThat(away).as("lost their connection").isZero();
      assertThat(millis.get(false)).hasSizeGreaterThan(1_000).allMatch(each -> each < 3_000);
      assertThat(millis.get(true)).hasSizeGreaterThan(1_000);
    }
  }

  /** All three nodes, one after the other, while a thousand members work. */
  @Test
  @Tag("by-hand")
  void a_thousand_members_through_a_rolling_restart(@TempDir Path temp) throws Exception {
    rollingRestart(temp, 200, 5, 3_000, 10);
  }

  @Test
  @Tag("slow")
  void a_rolling_restart_rejects_and_loses_no_command(@TempDir Path temp) throws Exception {
    rollingRestart(temp, 10, 3, 200, 0);
  }

  /**
   * @param secondsBetween from when a node is back until the next one goes
   */
  private void rollingRestart(
      Path temp, int rooms, int perRoom, long periodMillis, long secondsBetween) throws Exception {
    System.out.println("Chaos: roomkeeper.seed=" + SEED);
    try (ChaosRun chaos = new ChaosRun(temp, random.nextLong())) {
      chaos.populate(
          rooms, perRoom, periodMillis, List.of(CrashCommands.DURABLE, CrashCommands::lazy));
      for (int node = 0; node < chaos.nodes.count(); node++) {
        chaos.drainAndStart(node);
        chaos.awaitAllJoined();
        Thread.sleep(secondsBetween * 1_000);
      }
      chaos.comeToRest();
      HistoryAudit audit = chaos.audit(HistoryAudit.LAZY_MILLIS);
      chaos.report(audit);
      List<Long> away = new ArrayList<>();
      int resumed = 0;
      for (Wanderer member : chaos.members) {
        for (RoomClient.Absence absence : member.absences()) {
          away.add((absence.backNanos() - absence.leftNanos()) / 1_000_000);
          resumed += absence.resumed() ? 1 : 0;
        }
      }
      System.out.printf(
          "Chaos: rolling restart: ms without a socket: %s; %d of %d resumed%n",
          Figures.of(away), resumed, away.size());
      assertThat(audit.faults).isEmpty();
      assertThat(audit.rejects).isEmpty();
      assertThat(audit.lostAgesMillis).as("lost lazy commands").isEmpty();
      assertThat(audit.lostByLiving).as("lazy ones lost by living nodes").isZero();
      assertThat(resumed).as("resumed").isEqualTo(away.size()).isGreaterThan(rooms * perRoom);
    }
  }

  /**
   * @param atOncePart how often the next trouble comes before all are back from the one before
   * @param slackMillis so much older may be what is lost
   */
  private void run(
      Path data,
      int rooms,
      int perRoom,
      long periodMillis,
      List<Trouble> troubles,
      int secondsMax,
      double atOncePart,
      long slackMillis)
      throws Exception {
    System.out.println("Chaos: roomkeeper.seed=" + SEED + " " + troubles);
    try (ChaosRun chaos = new ChaosRun(data, random.nextLong())) {
      chaos.populate(
          rooms,
          perRoom,
          periodMillis,
          List.of(CrashCommands.DURABLE, CrashCommands::board, CrashCommands::lazy));
      for (Trouble trouble : troubles) {
        Thread.sleep(200 + random.nextInt(600));
        chaos.make(trouble, secondsMax);
        if (random.nextDouble() >= atOncePart) {
          chaos.awaitAllJoined();
        }
      }
      chaos.comeToRest();
      HistoryAudit audit = chaos.audit(HistoryAudit.LAZY_MILLIS + slackMillis);
      chaos.report(audit);
      assertThat(audit.faults).isEmpty();
      assertThat(audit.lostByLiving).as("lazy ones lost by living nodes").isZero();
      assertThat(audit.durableAcks).as("under load").isGreaterThan(rooms * troubles.size());
      assertThat(audit.sights).isGreaterThan(rooms * perRoom);
      assertThat(audit.epochs - audit.rooms).as("takeovers").isGreaterThan(3);
    }
  }
}
