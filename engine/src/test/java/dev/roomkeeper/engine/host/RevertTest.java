package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.Undo;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done can be taken back, and done again: L6 of the design. */
final class RevertTest {
  private final ScriptedKind kind = new ScriptedKind();
  private final Stage stage = new Stage(kind);
  private long seq;

  RevertTest() {
    kind.undo = new Undo(List.of(new Undo.Part(Layers.ALL, List.of("log"))), List.of());
    kind.commands.put(
        "put",
        (draft, _, payload) -> {
          String layer = payload.text("layer") == null ? Layers.ALL : payload.text("layer");
          draft.put(
              layer,
              path(ScriptedKind.text(payload, "at")),
              Json.of(ScriptedKind.text(payload, "v")));
          log(draft, "put");
          return draft.accept();
        });
    kind.commands.put(
        "undo",
        (draft, sender, payload) ->
            again(draft, sender.id(), ScriptedKind.text(payload, "n"), true));
    kind.commands.put(
        "redo",
        (draft, sender, payload) ->
            again(draft, sender.id(), ScriptedKind.text(payload, "n"), false));
    kind.commands.put(
        "turn",
        (draft, _, _) -> {
          draft.wakeAt("turn", stage.nowMillis() + 60_000);
          draft.put(
              Layers.ALL,
              List.of("turn"),
              Json.of(draft.object(Layers.ALL, List.of()).number("turn", 0) + 1));
          return draft.accept();
        });
    kind.commands.put(
        "turnBack",
        (draft, sender, payload) -> {
          Verdict verdict = again(draft, sender.id(), ScriptedKind.text(payload, "n"), true);
          draft.wakeAt("turn", stage.nowMillis() + 30_000);
          return verdict;
        });
  }

  private static List<String> path(String at) {
    return List.of(at.split("/"));
  }

  private static void log(Draft draft, String what) {
    int size = draft.object(Layers.ALL, List.of("log")).size();
    draft.put(Layers.ALL, List.of("log", String.valueOf(1_000 + size)), Json.of(what));
  }

  private static Verdict again(Draft draft, String asker, String version, boolean isUndo) {
    Commit commit = draft.commit(Long.parseLong(version));
    if (commit == null) {
      return Verdict.needs(Long.parseLong(version));
    }
    Reverted reverted = isUndo ? draft.revert(commit, asker) : draft.reapply(commit, asker);
    return switch (reverted) {
      case Reverted.Done() -> {
        log(draft, isUndo ? "undo" : "redo");
        yield draft.accept();
      }
      case Reverted.Conflict(var places) -> Verdict.refuse(Code.CONFLICT, String.join(" ", places));
      case Reverted.Refused(var reason) -> Verdict.refuse(Code.FORBIDDEN, reason);
    };
  }

  private Answer ask(String type, Map<String, String> payload) {
    stage.send(1, type, ++seq, payload);
    List<Answer> answers = new ArrayList<>(stage.answers(1));
    while (answers.isEmpty()) {
      if (stage.isAppending()) {
        stage.keep();
      } else {
        stage.pass(250);
      }
      answers.addAll(stage.answers(1));
    }
    stage.keepAll();
    return answers.getFirst();
  }

  private long put(String at, String value) {
    return ((Answer.Ack) ask("put", Map.of("at", at, "v", value))).version();
  }

  private String all() {
    return stage.host().released().layers().object(Layers.ALL).without("log").toString();
  }

  @Test
  void an_undo_takes_back_the_game_alone_and_commands_stay_answered() {
    stage.joined(1, "ann");
    put("a", "1");
    long version = put("a", "2");
    long answered = seq;
    ask("undo", Map.of("n", String.valueOf(version)));
    assertThat(all()).isEqualTo("{\"a\":\"1\"}");
    stage.send(1, "put", answered, Map.of("at", "a", "v", "2"));
    stage.keepAll();
    assertThat(all())
        .as("sent again it is answered, and not done again")
        .isEqualTo("{\"a\":\"1\"}");
    assertThat(stage.host().released().layers().object(Layers.ALL).object("log").size())
        .isEqualTo(3);
    ask("redo", Map.of("n", String.valueOf(version)));
    assertThat(all()).isEqualTo("{\"a\":\"2\"}");
  }

  @Test
  void what_was_changed_since_is_a_conflict_that_names_what_the_asker_sees_alone() {
    stage.joined(1, "ann");
    long version = put("o/x", "1");
    put("o/y", "1");
    put("o/x", "2");
    assertThat(ask("undo", Map.of("n", String.valueOf(version))))
        .isEqualTo(new Answer.Reject(seq, Code.CONFLICT, "all/o"));
    ask("put", Map.of("layer", "role:dm", "at", "hp", "v", "9"));
    long hidden = stage.journal().getLast().version();
    ask("put", Map.of("layer", "role:dm", "at", "hp", "v", "8"));
    assertThat(ask("undo", Map.of("n", String.valueOf(hidden))))
        .isEqualTo(new Answer.Reject(seq, Code.CONFLICT, ""));
  }

  @Test
  void an_older_move_can_be_undone_while_later_ones_stand() {
    stage.joined(1, "ann");
    put("o", "0");
    long version = put("o", "1");
    put("p", "1");
    ask("undo", Map.of("n", String.valueOf(version)));
    assertThat(all()).isEqualTo("{\"o\":\"0\",\"p\":\"1\"}");
  }

  @Test
  void a_commit_that_set_a_timer_is_refused_unless_it_is_set_anew() {
    stage.joined(1, "ann");
    long version = ((Answer.Ack) ask("turn", Map.of())).version();
    assertThat(ask("undo", Map.of("n", String.valueOf(version)))).isInstanceOf(Answer.Reject.class);
    assertThat(ask("turnBack", Map.of("n", String.valueOf(version))))
        .isInstanceOf(Answer.Ack.class);
    assertThat(stage.host().released().wakeAtMillis()).isLessThan(stage.nowMillis() + 40_000);
  }

  @Test
  void an_old_commit_is_read_from_the_journal_and_the_command_waits_for_it_in_its_place() {
    stage.joined(1, "ann");
    put("a", "1");
    long version = put("a", "2");
    stage.pass(250);
    stage.keepAll();
    stage.takeOverFromSnapshot(2);
    stage.joined(1, "ann");
    long first = 1;
    stage.send(1, "undo", first, Map.of("n", String.valueOf(version)));
    assertThat(stage.all(Effect.ReadCommit.class)).containsExactly(new Effect.ReadCommit(version));
    stage.send(1, "put", first + 1, Map.of("at", "b", "v", "1"));
    assertThat(stage.isAppending()).isFalse();
    Commit old =
        stage.journal().stream().filter(c -> c.version() == version).findFirst().orElseThrow();
    stage.step(new Input.CommitRead(version, old));
    stage.keepAll();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(1L, 2L);
    assertThat(all()).isEqualTo("{\"a\":\"1\",\"b\":\"1\"}");
  }

  @Test
  void one_that_is_kept_no_more_is_said_to_be_gone() {
    stage.joined(1, "ann");
    stage.send(1, "undo", 1, Map.of("n", "99"));
    stage.step(new Input.CommitRead(99, null));
    assertThat(stage.answers(1))
        .singleElement()
        .matches(answer -> answer instanceof Answer.Reject no && no.code() == Code.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void undo_n_times_and_redo_n_times_leaves_all_but_bookkeeping_as_it_was(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    stage.joined(1, "ann");
    List<Long> versions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String at = random.nextBoolean() ? "k" + random.nextInt(3) : "o/k" + random.nextInt(3);
      versions.add(put(at, "v" + i));
    }
    String after = all();
    int n = 1 + random.nextInt(40);
    List<Long> undone = new ArrayList<>(versions.subList(40 - n, 40)).reversed();
    for (long version : undone) {
      assertThat(ask("undo", Map.of("n", String.valueOf(version)))).isInstanceOf(Answer.Ack.class);
    }
    for (long version : undone.reversed()) {
      assertThat(ask("redo", Map.of("n", String.valueOf(version)))).isInstanceOf(Answer.Ack.class);
    }
    assertThat(all()).as("seed %d", seed).isEqualTo(after);
  }
}
