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

/**
 * The simulation sees what it is there to see: with one line of the engine's source made wrong, it
 * fails by a violation. Nothing in the engine knows of this.
 */
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // A mutant may never end.
final class MutantTest {
  private static final int SEEDS = 150;
  private static final int STEPS = 2_000;
  private static final int SMALL_SEEDS = 40;

  private static final List<Edit> SMALL =
      List.of(
          in("host/Pending", "HELD_MAX = 8_192", "HELD_MAX = 12"),
          in("host/SnapshotPlan", "COMMITS = 256", "COMMITS = 7"),
          in("host/RoomHost", "PARK_MILLIS = 30_000", "PARK_MILLIS = 2_000"),
          in("host/Outlet", "WAITING_MAX = 8_192", "WAITING_MAX = 16"),
          in(
              "host/Arrivals",
              "MISSED_EVENTS_BYTES_MAX = 64 << 10",
              "MISSED_EVENTS_BYTES_MAX = 4 << 10"),
          in("host/Backlog", "BYTES_MAX = 8 << 20", "BYTES_MAX = 40 << 10"),
          in("host/History", "COMMITS_MAX = 4_096", "COMMITS_MAX = 30"),
          in("host/Waits", "BEHIND_MAX = 256", "BEHIND_MAX = 2"),
          in("host/Watchers", "WAITING_MAX = 512", "WAITING_MAX = 3"),
          in("host/Mailbox", "int FULL = 4_096;", "int FULL = 24;"),
          in("host/Mailbox", "SHARE_WHEN_FULL = 4;", "SHARE_WHEN_FULL = 2;"),
          in("host/Mailbox", "EDITS_MAX = 1_024;", "EDITS_MAX = 1;"),
          in("host/Session", "OUTCOMES_KEPT = 64", "OUTCOMES_KEPT = 24"));

  /**
   * @param firstSeed the first to try: one that showed it, so that this is quick
   */
  record Mutant(String name, long firstSeed, List<Edit> edits) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutant mutant(String name, long firstSeed, Edit... edits) {
    return new Mutant(name, firstSeed, List.of(edits));
  }

  static Stream<Mutant> mutants() {
    return Stream.of(journal(), answers(), views(), live(), time(), past(), bounds())
        .flatMap(List::stream);
  }

  /** What is kept, and what rests on it. */
  private static List<Mutant> journal() {
    return List.of(
        mutant(
            "answers computed from unkept state",
            1,
            in(
                "host/Pending",
                "while (!held.isEmpty() && held.element().needs() <= kept.version()) {",
                "while (!held.isEmpty()) {")),
        mutant(
            "no epoch check",
            2,
            inSim(
                "SimJournal",
                "if (atEpoch != epoch || append.head() != head()) {",
                "if (append.head() != head()) {")),
        mutant(
            "a refused append taken for kept",
            2,
            in(
                "host/RoomHost",
                "        if (pending.isInFlight(append)) {\n          leave(true);",
                "        if (pending.isInFlight(append)) {\n          appendKept();")),
        mutant(
            "no self-fence",
            2,
            in(
                "host/Lease",
                "nowTicks - confirmedAtTicks < leaseMillis - leaseMillis / 4",
                "nowTicks - confirmedAtTicks >= 0"),
            in("host/RoomHost", "lease.endsAtTicks(), moment", "Long.MAX_VALUE, moment")),
        mutant(
            "outcome guessed after a timeout",
            6,
            in(
                "host/RoomHost",
                "pending.appendUnknown(moment.ticks());",
                "pending.rollBack(\"timed out\", moment.ticks());")),
        mutant(
            "lazy appended after a durable commit",
            1,
            in(
                "host/Backlog",
                "      waiting.add(commit);",
                "      waiting.add( "
                    + "Math.max(0, waiting.size() - (commit.durable() ? 1 : 0)), commit);")),
        mutant(
            "lazy appended late",
            2,
            in("host/Backlog", "LAZY_MILLIS = 200;", "LAZY_MILLIS = 2_000;")),
        mutant(
            "rollback does not restore",
            5,
            in("host/Pending", "    working = outlet.released();\n", "")),
        mutant(
            "a snapshot of what is not kept",
            2,
            in(
                "host/RoomHost",
                "kept.epoch(), kept.version(), kept.layers().kept()",
                "kept.epoch(), pending.working().version(), pending.working().layers().kept()"),
            in("host/SnapshotPlan", "COMMITS = 256", "COMMITS = 8")),
        mutant(
            "a room that was lost is not left when somebody joins in the same turn",
            7,
            in(
                "host/RoomHost",
                "if (wasHere && status == Status.GONE) {",
                "if (wasHere && status == Status.GONE "
                    + "&& inputs.stream().noneMatch(each -> each instanceof Input.Join)) {")),
        mutant(
            "a room that was lost is not left when an edit comes in the same turn",
            7,
            in(
                "host/RoomHost",
                "if (wasHere && status == Status.GONE) {",
                "if (wasHere && status == Status.GONE "
                    + "&& inputs.stream().noneMatch(each -> each instanceof Input.Edit)) {")),
        mutant(
            "a begin that is refused leaves a room at version 1",
            1,
            in(
                "host/Stepper",
                "if (step.answer() instanceof Answer.Reject reject) {",
                "if (moment == null && step.answer() instanceof Answer.Reject reject) {")));
  }

  /** What commands are answered. */
  private static List<Mutant> answers() {
    return List.of(
        mutant(
            "ack before append",
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
            "no dedupe",
            1,
            in(
                "host/RoomStep",
                "if (before != null) {",
                "if (before != null && command.seq() < 0) {")),
        mutant(
            "dedupe lost at takeover",
            3,
            in(
                "host/RoomStep",
                "if (before != null) {",
                "if (before != null "
                    + "&& !(before instanceof Answer.Ack(_, var e, _, _) "
                    + "&& e != room.epoch())) {")),
        mutant(
            "an Error of a kind wedges its room",
            1,
            in(
                "host/RoomStep",
                "} catch (RuntimeException | Error fault) {",
                "} catch (RuntimeException fault) {")));
  }

  /** What members and watchers are shown. */
  private static List<Mutant> views() {
    return List.of(
        mutant(
            "a leaf in the wrong layer",
            1,
            in(
                "host/RoomDraft",
                "writeOfKind(layer, Change.at(object(layer), path, value));",
                "String to = layer.startsWith(\"member:\") ? Layers.ALL : layer; "
                    + "writeOfKind(to, Change.at(object(to), path, value));")),
        mutant(
            "the server's layer published",
            1,
            in(
                "host/Outlet",
                "for (String layer : List.of(Layers.SERVER, Layers.ENGINE)) {",
                "for (String layer : List.of(Layers.ENGINE)) {")),
        mutant(
            "patches composed without their inverse",
            1,
            in(
                "json/Change",
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
            9,
            in("host/History", "endEpoch == 0 || endEpoch > epoch", "endEpoch < 0"),
            in("host/History", "&& newest.epoch() <= epoch", "&& epoch > 0"),
            in("host/History", "known.fromEpoch <= epoch", "epoch > 0")),
        mutant(
            "events told to whoever holds the layer later",
            1,
            in(
                "host/Outlet",
                "Members.layersHeld(happened.at.layers(), memberId)",
                "Members.layersHeld(released.layers(), memberId)")),
        mutant(
            "the older connection is not replaced",
            1,
            in("host/Attendance", "if (older != null) {", "if (older != null && older < 0) {"),
            in("host/Inlet", "if (older != null) {", "if (older != null && older < 0) {")),
        mutant(
            "a watcher who enters late is shown what was before",
            1,
            in("host/Watchers", "WAITING_MAX = 512", "WAITING_MAX = 3"),
            in(
                "host/Watchers",
                "entering.put(connection, entering(second.flush, personal.enter().keySet())));",
                "entering.put(connection, personal));")),
        mutant(
            "a watcher is told after it may not watch",
            1,
            in("host/Outlet", "    watchers.look(released, moment, effects);\n", "")));
  }

  /** What is true only for whoever is here. */
  private static List<Mutant> live() {
    return List.of(
        mutant(
            "a live value outlives its takeover",
            2,
            in("host/RoomHost", "kept.layers().kept()", "kept.layers()"),
            in("host/Room", "version, layers.kept(), Ownership", "version, layers, Ownership"),
            in(
                "host/StoredForm",
                "    JsonObject root = layers.root();\n",
                """
                    JsonObject[] all = {layers.root()};
                    layers.live().forEach((name, values) -> all[0] = all[0].with(name, values));
                    JsonObject root = all[0];
                """),
            in(
                "host/StoredForm",
                "    return new Layers(engine.isEmpty() ? root : root.with(Layers.ENGINE, engine));",
                """
                    JsonObject live = JsonObject.EMPTY;
                    for (String name : root.keys()) {
                      live = Layers.isLive(name) ? live.with(name, root.get(name)) : live;
                      root = Layers.isLive(name) ? root.without(name) : root;
                    }
                    return new Layers(
                        engine.isEmpty() ? root : root.with(Layers.ENGINE, engine), live);\
                """)),
        mutant(
            "live values outlive the object that they stand in",
            1,
            in(
                "host/LiveState",
                "} else if (value != null) {",
                "} else if (value != null && !(value instanceof JsonObject)) {")),
        mutant(
            "a live value outlives what is kept below it",
            1,
            in(
                "host/LiveState",
                "} else if (value != null) {",
                "} else if (value != null && inner instanceof Change.Replace) {")),
        mutant(
            "a live patch leaves before the commit it rests on is kept",
            1,
            in(
                "host/Pending",
                "    if (!isNothing) {",
                """
                    if (commit == null && step.answer() == null && !step.live().isEmpty()) {
                      Room shown = outlet.released();
                      outlet.release(
                          shown.with(
                              shown.version(),
                              shown.layers().apply(step.live()),
                              working.ownership()),
                          null,
                          step.live());
                    }
                    if (!isNothing) {\
                """)),
        mutant(
            "a live change raises the version",
            1,
            in(
                "host/RoomStep",
                "room.with(room.version(), layers, ownership)",
                "room.with(room.version() + 1, layers, ownership)")),
        mutant(
            "live values outlive the connection that was replaced",
            1,
            in("host/JoinStep", "draft.endLive(room.ownership(), memberId);", "")),
        mutant(
            "live values outlive the connection that went",
            4,
            in(
                "host/RoomStep",
                "draft.endLive(room.ownership(), memberId);\n          List",
                "List")));
  }

  /** Ticks, inputs and timers. */
  private static List<Mutant> time() {
    return List.of(
        mutant(
            "an input is taken twice",
            1,
            in(
                "host/Ticker",
                "    inputs.clear();\n    inputCounts.clear();\n    return tick;",
                "    return tick;")),
        mutant(
            "a last value of a tick vanishes",
            1,
            in(
                "host/Pending",
                "            && step.live().isEmpty()\n",
                "            && (step.live().isEmpty() || origin instanceof Origin.Clock)\n")),
        mutant(
            "a tick is run twice",
            6,
            in("host/Ticker", "    skipped += takenBack;\n", "    last -= takenBack;\n")),
        mutant(
            "timers are lost at takeover",
            2,
            in(
                "host/Alarms",
                "    known = timers;\n",
                """
                    boolean isFirst = known == JsonObject.EMPTY;
                    known = timers;
                    if (isFirst && timers.keys().size() > 1) return;
                """)));
  }

  /** What was, and what can be done about it. */
  private static List<Mutant> past() {
    return List.of(
        mutant(
            "a revert undoes more than its commit",
            1,
            in("host/Reversal", "if (!Objects.equals(now, expected)) {", "if (path.isEmpty()) {")),
        mutant(
            "a revert leaves live values over what it wrote",
            3,
            in(
                "host/RoomDraft",
                "write(layer, (Change.Nested) change)",
                "working.apply(layer, (Change.Nested) change)")),
        mutant(
            "a revert brings back the object that its leaves stood in",
            4,
            in(
                "host/Reversal",
                "        if (!(now instanceof JsonObject object)) {\n",
                """
                        JsonObject object = now instanceof JsonObject o ? o : JsonObject.EMPTY;
                        if (path.size() > 100) {
                """)),
        mutant(
            "a revert takes back answers",
            58,
            in("host/Reversal", "if (!layer.equals(Layers.ENGINE)) {", "{")),
        mutant(
            "a commit is pruned that a resume needs",
            4,
            inSim("SimJournal", "Math.min(end - RESUME_COMMITS, ", "Math.min(end, "),
            in("host/SnapshotPlan", "COMMITS = 256", "COMMITS = 8")),
        mutant(
            "more is pruned than the kind says",
            2,
            in("host/RoomHost", "moment.nowMillis() - keeping.millis()", "moment.nowMillis()")),
        mutant(
            "an old room is read without lifting its inverses",
            2,
            in(
                "host/StoredForm",
                "engine = engine.with(key, server.get(key));",
                "Change stood = server.get(key); "
                    + "engine = stood instanceof Change.Nested ? engine : engine.with(key, stood);")));
  }

  /** What is full. */
  private static List<Mutant> bounds() {
    return List.of(
        mutant(
            "a full mailbox refuses a wake",
            2,
            in("host/Mailbox", "int FULL = 4_096;", "int FULL = 8;"),
            in(
                "host/Mailbox",
                "    waiting.add(input);\n",
                """
                    if (input instanceof Input.Wake && waiting.size() >= FULL) {
                      return false;
                    }
                    waiting.add(input);
                """)),
        mutant(
            "a full mailbox refuses the journal's answers",
            1,
            in("host/Mailbox", "int FULL = 4_096;", "int FULL = 8;"),
            in(
                "host/Mailbox",
                "    waiting.add(input);\n",
                """
                    if (waiting.size() >= FULL) {
                      return false;
                    }
                    waiting.add(input);
                """)));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void is_caught(Mutant mutant) throws Exception {
    Method right = Simulation.class.getMethod("run", long.class, int.class);
    Method wrong = simulation(mutant.edits);
    Mutation.isCaught(mutant.name, wrong, right, mutant.firstSeed, SEEDS, STEPS);
  }

  @Test
  void limits_so_small_that_all_are_met_break_nothing() throws Exception {
    Method run = simulation(SMALL);
    for (long seed = 1; seed <= SMALL_SEEDS; seed++) {
      assertThat(Mutation.failure(run, seed, STEPS)).isNull();
    }
  }

  private static Method simulation(List<Edit> edits) throws Exception {
    return Mutation.load(Simulation.class, edits).getMethod("run", long.class, int.class);
  }
}
