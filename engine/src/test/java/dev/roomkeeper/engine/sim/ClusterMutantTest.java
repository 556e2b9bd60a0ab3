package dev.roomkeeper.engine.sim;

import static dev.roomkeeper.engine.sim.Mutation.in;
import static dev.roomkeeper.engine.sim.Mutation.inSim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.sim.Mutation.Edit;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation of the cluster sees what it is there to see. */
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // A mutant may never end.
final class ClusterMutantTest {
  private static final int SEEDS = 150;
  private static final int STEPS = 1_500;

  private static final Edit FULL_EARLY =
      in("host/Backlog", "BYTES_MAX = 8 << 20", "BYTES_MAX = 60 << 10");

  /**
   * @param trouble by which it shows; "" for any
   * @param firstSeed the first to try: one that showed it, so that this is quick
   */
  record Mutant(String name, String trouble, long firstSeed, List<Edit> edits) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutant mutant(String name, String trouble, long firstSeed, Edit... edits) {
    return new Mutant(name, trouble, firstSeed, List.of(edits));
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        mutant(
            "no epoch check",
            "",
            51,
            inSim(
                "SimJournal",
                "if (atEpoch != epoch || append.head() != head()) {",
                "if (append.head() != head()) {")),
        mutant(
            "no self-fence",
            "NODE_ALONE",
            2,
            in(
                "host/Lease",
                "nowTicks - confirmedAtTicks < leaseMillis - leaseMillis / 4",
                "nowTicks - confirmedAtTicks >= 0"),
            in("host/RoomHost", "lease.endsAtTicks(), moment", "Long.MAX_VALUE, moment")),
        mutant(
            "ack before append",
            "",
            1,
            in(
                "host/Inlet",
                "      stepper.hold(step, new Origin.Asked(",
                """
                      if (step.answer() != null) outlet.answer(connection, step.answer());
                      stepper.hold(
                          new Step(step.room(), step.commit(), step.live(), null, step.fault(), 0),
                          new Origin.Asked(\
                """)),
        mutant(
            "outcome guessed after a timeout",
            "",
            2,
            in(
                "host/RoomHost",
                "pending.appendUnknown(moment.ticks());",
                "pending.rollBack(\"timed out\", moment.ticks());")),
        mutant(
            "dedupe lost at takeover",
            "",
            2,
            in(
                "host/RoomStep",
                "if (before != null) {",
                "if (before != null "
                    + "&& !(before instanceof Answer.Ack(_, var e, _, _) "
                    + "&& e != room.epoch())) {")),
        mutant(
            "claims ignore the epoch",
            "",
            26,
            inSim(
                "SimDirectory",
                "owner.epoch() > before.epoch()",
                "owner.epoch() != before.epoch()")),
        mutant(
            "vouched for without asking everybody",
            "NODE_ALONE",
            2,
            in(
                "cluster/Vouching",
                "isAsked && !voices.contains(Voice.SILENT)",
                "isAsked || voices.isEmpty() || voices.contains(Voice.SILENT)")),
        mutant(
            "only who seems to live is asked to vouch",
            "NODE_ALONE",
            9,
            inSim(
                "NodeBackend",
                "node.roster().known(node.machine.id)",
                "node.roster().living(node.machine.id, node.machine.ticks())"),
            in(
                "cluster/Vouching",
                "isAsked && !voices.contains(Voice.SILENT)",
                "!voices.contains(Voice.SILENT)")),
        mutant(
            "a node that stood still is vouched for",
            "FREEZE_THEN_SUCCESSOR_DIES_IN_OUTAGE",
            2,
            in("cluster/Vouching", "toldAtTicks >= stoodAtTicks && ", "")),
        mutant(
            "an idle former owner waits for what Redis tells of takeovers",
            "NODE_WITHOUT_REDIS_WHILE_NOBODY_IS_THERE",
            39,
            inSim(
                "OwnedQuery",
                "owned.getOrDefault(host.room, 0L) != host.epoch()",
                "host.epoch() < 0")),
        mutant(
            "relay loop",
            "",
            87,
            in("cluster/Routing", "          && !owner.nodeId().equals(self.id())\n", ""),
            in("cluster/Routing", "          && hops < HOPS_MAX\n", ""),
            in("cluster/Routing", "asked.hops == 0 && ", "")),
        mutant(
            "an empty map taken for nobody's room",
            "REDIS_EMPTIED",
            2,
            in(
                "cluster/Routing",
                "if (owner != null && asked.mayFollow(owner)) {",
                "if (owner != null && owner.epoch() < 0 && asked.mayFollow(owner)) {"),
            in("cluster/Routing", "    if (isOthers) {", "    if (isOthers && row.epoch < 0) {")),
        mutant(
            "an emptied directory's silence believed",
            "REDIS_EMPTIED",
            1,
            in("cluster/Roster", "(isSilent && silenceCounts)", "isSilent"),
            in("cluster/Roster", "new TreeMap<>(seen);", "new TreeMap<>();")),
        mutant(
            "silence counted while the directory itself is silent",
            "REDIS_SILENT",
            16,
            in(
                "cluster/Roster",
                "heardAtTicks - last.atTicks > DEAD",
                "now - last.atTicks > DEAD")),
        mutant(
            "durable commands hold up all while the database is silent",
            "DATABASE_SILENT",
            2,
            in(
                "host/Pending",
                "if (mayWithdraw() && isInDoubt(nowTicks)) {",
                "if (nowTicks < 0) {"),
            in("host/Pending", "mayWithdraw() ? Math.min(due, backlog.doubtTicks()) : due", "due")),
        mutant(
            "a backlog sums the parts of what it composes",
            "DATABASE_SILENT",
            2,
            FULL_EARLY,
            in(
                "host/Backlog",
                "waitingBytes += both.weight() - last.weight();",
                "waitingBytes += commit.weight();")),
        mutant(
            "a node that is cut off from the database is left its rooms",
            "NODE_WITHOUT_DATABASE",
            2,
            in("cluster/Roster", "return isCutOff || ", "return ")),
        mutant(
            "the timers of a dead owner's rooms never come",
            "KILL_WHILE_NOBODY_IS_THERE",
            3,
            inSim(
                "DueRooms",
                "owner != null && !node.roster().isDead(owner.nodeId(), node.machine.ticks())",
                "owner != null")),
        mutant(
            "the timers of parked rooms never come",
            "KILL_WHILE_NOBODY_IS_THERE",
            1,
            inSim(
                "DueRooms",
                "room.journal.isDue(sim.now()) && !isOwned",
                "room.journal.isDue(sim.now()) && owner != null && !isOwned")),
        mutant(
            "nobody is suspected who does not answer",
            "REDIS_REFUSES_AND_KILL",
            2,
            inSim(
                "ClusterNode",
                "    roster = roster.suspecting(nodeId, isGone, machine.ticks());\n",
                "")));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void is_caught(Mutant mutant) throws Exception {
    Class<?> wrong = Mutation.load(ClusterSimulation.class, mutant.edits);
    Object last = mutant.trouble.isEmpty() ? STEPS : mutant.trouble;
    Mutation.isCaught(
        mutant.name,
        run(wrong, mutant.trouble),
        run(ClusterSimulation.class, mutant.trouble),
        mutant.firstSeed,
        SEEDS,
        last);
  }

  private static Method run(Class<?> simulation, String trouble) throws NoSuchMethodException {
    return trouble.isEmpty()
        ? simulation.getMethod("run", long.class, int.class)
        : simulation.getMethod("single", long.class, String.class);
  }

  @Test
  void a_backlog_that_is_full_early_holds_what_is_composed() throws Exception {
    Class<?> simulation = Mutation.load(ClusterSimulation.class, List.of(FULL_EARLY));
    Method single = simulation.getMethod("single", long.class, String.class);
    assertThat(Mutation.failure(single, 2L, "DATABASE_SILENT")).isNull();
  }
}
