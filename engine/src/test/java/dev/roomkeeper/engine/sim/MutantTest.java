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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation sees what it is there to see: with one line of the engine's source made wrong, it
 * fails by a violation. Nothing in the engine knows of this.
 */
@Tag("slow")
final class MutantTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 2_000;

  record Mutant(String name, List<Edit> edits) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutant mutant(String name, Edit... edits) {
    return new Mutant(name, List.of(edits));
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        mutant(
            "ack before append",
            in(
                "Intake",
                "    hold(step, memberId, connection, null, 0, moment, effects);",
                """
                    if (step.answer() != null) outlet.answer(connection, step.answer());
                    hold(new Room.Step(step.room(), step.commit(), step.overlay(), null, null),
                        memberId, connection, null, 0, moment, effects);\
                """)),
        mutant(
            "answers computed from unkept state",
            in(
                "Pending",
                "while (!held.isEmpty() && held.element().needs() <= kept.version()) {",
                "while (!held.isEmpty()) {")),
        mutant(
            "no epoch check",
            inSim(
                "SimJournal",
                "if (atEpoch != epoch || head != head()) {",
                "if (head != head()) {")),
        mutant(
            "a refused append taken for kept",
            in(
                "RoomHost",
                "        if (pending.isInFlight(append)) {\n          leave(true);",
                "        if (pending.isInFlight(append)) {\n          appendKept();")),
        mutant(
            "no dedupe",
            in("Room", "if (before != null) {", "if (before != null && command.seq() < 0) {")),
        mutant(
            "dedupe lost at takeover",
            in(
                "Room",
                "if (before != null) {",
                "if (before != null && !(before instanceof Answer.Ack(_, var e, _, _) && e != epoch)) {")),
        mutant(
            "a leaf in the wrong layer",
            in(
                "Draft",
                "write(layer, Change.at(layers.layer(layer).root(), path, value));",
                "String to = layer.startsWith(\"member:\") ? Layers.ALL : layer;\n"
                    + "    write(to, Change.at(layers.layer(to).root(), path, value));")),
        mutant(
            "the server's layer published",
            in("Outlet", "change.with(Layers.SERVER, null),", "change,")),
        mutant(
            "no self-fence",
            in(
                "Lease",
                "nowTicks - confirmedAtTicks < leaseMillis - leaseMillis / 4",
                "nowTicks - confirmedAtTicks >= 0"),
            in("RoomHost", "lease.endsAtTicks(), moment", "Long.MAX_VALUE, moment")),
        mutant(
            "outcome guessed after a timeout",
            in(
                "RoomHost",
                "pending.appendUnknown(moment.ticks());",
                "pending.rollBack(\"timed out\", moment.ticks());")),
        mutant(
            "lazy appended after a durable commit",
            in(
                "Backlog",
                "      waiting.add(commit);",
                "      waiting.add(\n"
                    + "          Math.max(0, waiting.size() - (commit.durable() ? 1 : 0)), commit);")),
        mutant("lazy appended late", in("Backlog", "LAZY_MILLIS = 200;", "LAZY_MILLIS = 2_000;")),
        mutant(
            "rollback does not restore", in("Pending", "    working = outlet.released();\n", "")),
        mutant(
            "patches composed without their inverse",
            in(
                "Change",
                "    return between(before, after);\n  }\n\n  private static @Nullable Json before",
                """
                    return before instanceof JsonObject && after instanceof JsonObject
                        ? new Replace(null, after)
                        : between(before, after);
                  }

                  private static @Nullable Json before\
                """)),
        mutant(
            "resume ignores epochs",
            in("History", "endEpoch == 0 || endEpoch > epoch", "endEpoch < 0"),
            in("History", "&& newest.epoch() <= epoch", "&& epoch > 0")),
        mutant(
            "events told to whoever holds the layer later",
            in("Outlet", "layersHeld(told.at, memberId)", "layersHeld(released, memberId)")),
        mutant(
            "the older connection is not replaced",
            in("Attendance", "if (older != null) {", "if (older != null && older < 0) {"),
            in("Intake", "if (older != null) {", "if (older != null && older < 0) {")),
        mutant(
            "a snapshot of what is not kept",
            in(
                "RoomHost",
                "kept.epoch(), kept.version(), kept.layers()",
                "kept.epoch(), pending.working().version(), pending.working().layers()"),
            in("RoomHost", "SNAPSHOT_COMMITS = 256", "SNAPSHOT_COMMITS = 8")));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void is_caught(Mutant mutant) throws Exception {
    Method run = simulation(mutant.edits);
    String others = "";
    for (long seed = 1; seed <= SEEDS; seed++) {
      Throwable failure = Mutation.failure(run, seed, STEPS);
      if (failure != null && Mutation.isViolation(failure)) {
        String told = String.valueOf(failure.getMessage());
        String first = told.lines().findFirst().orElse("");
        System.out.printf("%s: %s%n", mutant, first.substring(0, Math.min(160, first.length())));
        return;
      }
      others = failure == null ? others : String.valueOf(failure.getMessage());
    }
    assertThat(others).as("not caught by %d seeds", SEEDS).isEqualTo("a violation");
  }

  @Test
  void the_engine_as_it_is_passes_the_same_seeds() throws Exception {
    passes(in("Backlog", "LAZY_MILLIS = 200", "LAZY_MILLIS = 200"));
  }

  @Test
  void limits_so_small_that_all_are_met_break_nothing() throws Exception {
    passes(
        in("Pending", "HELD_MAX = 8_192", "HELD_MAX = 12"),
        in("RoomHost", "SNAPSHOT_COMMITS = 256", "SNAPSHOT_COMMITS = 7"),
        in("RoomHost", "PARK_MILLIS = 30_000", "PARK_MILLIS = 2_000"),
        in("Outlet", "WAITING_MAX = 8_192", "WAITING_MAX = 16"),
        in("Outlet", "MISSED_EVENTS_BYTES_MAX = 64 << 10", "MISSED_EVENTS_BYTES_MAX = 4 << 10"),
        in("Backlog", "BYTES_MAX = 8 << 20", "BYTES_MAX = 20 << 10"),
        in("History", "COMMITS_MAX = 4_096", "COMMITS_MAX = 30"),
        in("Session", "OUTCOMES_KEPT = 64", "OUTCOMES_KEPT = 24"));
  }

  private static void passes(Edit... edits) throws Exception {
    Method run = simulation(List.of(edits));
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(Mutation.failure(run, seed, STEPS)).isNull();
    }
  }

  private static Method simulation(List<Edit> edits) throws Exception {
    return Mutation.load(Simulation.class, edits).getMethod("run", long.class, int.class);
  }
}
