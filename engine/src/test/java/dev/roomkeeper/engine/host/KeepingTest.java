package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a host keeps and answers, in what order, and when asked again. */
final class KeepingTest {
  private final Stage stage = new Stage(RoomRules.DEFAULT);

  // --- Keeping and answering ---

  @Test
  void P13_a_durable_command_is_answered_only_once_it_is_kept() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.append().commits()).singleElement().matches(Commit::durable);
    long version = stage.append().commits().getFirst().version();
    stage.keep();
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, version, true));
    assertThat(stage.toAll()).isEqualTo("{\"x\":1}");
  }

  @Test
  void P4_a_new_member_is_told_only_once_its_join_is_kept() {
    stage.join(1, "ann");
    assertThat(stage.flushes()).isEmpty();
    stage.keep();
    assertThat(stage.arrival(1).view().keySet()).containsExactly("all", "member:ann");
    assertThat(stage.flush().version()).isEqualTo(2);
    assertThat(stage.arrival(1).resumed()).isNull();
  }

  @Test
  void P13_a_lazy_command_is_answered_and_shown_at_once() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, 3, false));
    assertThat(stage.toAll()).isEqualTo("{\"x\":1}");
    assertThat(stage.isAppending()).isFalse();
  }

  @Test
  void lazy_commits_are_appended_composed_within_250_ms() {
    stage.joined(1, "ann");
    long start = stage.ticks();
    stage.send(1, "walk", 1, Map.of("value", "a"));
    stage.pass(100);
    stage.send(1, "walk", 2, Map.of("value", "b"));
    while (!stage.isAppending()) {
      stage.wake();
    }
    assertThat(stage.ticks() - start).isLessThanOrEqualTo(250);
    Commit commit = stage.append().commits().getFirst();
    assertThat(stage.append().commits()).hasSize(1);
    assertThat(commit.base()).isEqualTo(2);
    assertThat(commit.version()).isEqualTo(4);
    assertThat(commit.change().get(Layers.ALL)).hasToString("{\"x\":\"b\"}");
  }

  @Test
  void what_waits_for_the_journal_is_bounded_and_who_asks_for_more_is_told() {
    stage.joined(1, "ann");
    String large = "x".repeat(1 << 19);
    int taken = 0;
    do {
      stage.send(1, "set", ++taken, Map.of("value", taken + large));
    } while (stage.answers(1).isEmpty() && taken < 64);
    assertThat(stage.answers(1)).singleElement().matches(KeepingTest::isUnavailable);
    // Each commit says what was there before, too.
    assertThat(taken).isBetween(Backlog.BYTES_MAX >> 20, (Backlog.BYTES_MAX >> 19) + 2);
    stage.keepAll();
    stage.send(1, "set", taken + 1);
    stage.keepAll();
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void how_many_answers_wait_for_the_journal_is_bounded() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    int seq = 1;
    do {
      stage.send(1, "drag", ++seq, Map.of("value", "v" + seq));
    } while (stage.answers(1).isEmpty() && seq < 2 * Pending.HELD_MAX);
    assertThat(stage.answers(1)).singleElement().matches(KeepingTest::isUnavailable);
    assertThat(seq).isEqualTo(Pending.HELD_MAX + 1);
  }

  private static boolean isUnavailable(Answer answer) {
    return answer instanceof Answer.Reject reject && reject.code() == Code.UNAVAILABLE;
  }

  @Test
  void with_a_snapshot_goes_what_a_room_keeps_of_its_past_no_more() {
    Stage some = new Stage(RoomRules.DEFAULT.withKeeping(new RoomRules.Keeping(7, 5_000)));
    assertThat(pruned(some)).containsExactly(new Effect.Prune(1, 7, some.nowMillis() - 5_000));
    Stage all = new Stage(RoomRules.DEFAULT.withKeeping(RoomRules.Keeping.ALL));
    assertThat(pruned(all)).isEmpty();
  }

  /** What a room has the journal forget with its first snapshot. */
  private static List<Effect.Prune> pruned(Stage stage) {
    stage.joined(1, "ann");
    for (int seq = 1; seq <= SnapshotPlan.COMMITS; seq++) {
      stage.send(1, "set", seq);
      stage.keepAll();
      if (!stage.all(Effect.SaveSnapshot.class).isEmpty()) {
        return stage.all(Effect.Prune.class);
      }
    }
    throw new AssertionError("no snapshot was due");
  }

  @Test
  void a_lazy_commit_is_appended_before_a_later_durable_one() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    stage.send(1, "set", 2, Map.of("key", "y"));
    assertThat(stage.append().commits()).extracting(Commit::version).containsExactly(3L, 4L);
    assertThat(stage.append().head()).isEqualTo(2);
  }

  @Test
  void P13_a_lazy_command_behind_a_durable_one_waits_for_it() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.send(1, "walk", 2);
    assertThat(stage.flushes()).isEmpty();
    stage.keep();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(1L, 2L);
  }

  @Test
  void P9_an_ephemeral_command_makes_no_version_and_is_never_appended() {
    stage.joined(1, "ann");
    stage.send(1, "drag", 1, Map.of("value", "here"));
    assertThat(stage.flush().change()).hasToString("{\"live:all\":{\"x\":\"here\"}}");
    assertThat(stage.flush().version()).isEqualTo(2);
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, 2, false));
    stage.pass(1_000);
    assertThat(stage.isAppending()).isFalse();
    assertThat(stage.host().released().version()).isEqualTo(2);
  }

  @Test
  void P9_a_commit_ends_what_was_laid_over_it_in_the_same_flush() {
    Stage slow = new Stage(RoomRules.DEFAULT.withFlushMillis(50));
    slow.joined(1, "ann");
    slow.send(1, "drag", 0, Map.of("value", "here"));
    slow.send(1, "walk", 0, Map.of("value", "there"));
    slow.pass(50);
    assertThat(slow.toAll()).isEqualTo("{\"x\":\"there\"}");
    assertThat(slow.flush().change().get("live:all")).isNull();
  }

  @Test
  void a_failed_append_takes_back_all_behind_it_and_tells_the_senders() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    long version = stage.host().released().version();
    stage.send(1, "set", 1);
    stage.send(2, "walk", 1, Map.of("key", "y"));
    stage.send(2, "set", 0, Map.of("key", "z"));
    stage.fail();
    assertThat(stage.answers(1)).extracting("code").containsExactly(Code.UNAVAILABLE);
    assertThat(stage.answers(2)).extracting("seq").containsExactly(1L, 0L);
    assertThat(stage.answers(2)).extracting("code").containsOnly(Code.UNAVAILABLE);
    assertThat(stage.flush().change().isEmpty()).isTrue();
    assertThat(stage.host().released().version()).isEqualTo(version);
    stage.pass(Backlog.RETRY_MILLIS);
    stage.send(1, "set", 1);
    stage.keepAll();
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(1, 1, version + 1, true));
  }

  @Test
  void after_a_failed_append_the_journal_is_left_alone_for_a_while() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.fail();
    stage.pass(Backlog.RETRY_MILLIS - 1);
    stage.send(1, "set", 2);
    assertThat(stage.isAppending()).isFalse();
    assertThat(stage.answers(1)).singleElement().matches(KeepingTest::isUnavailable);
    stage.pass(1);
    stage.send(1, "set", 2);
    assertThat(stage.isAppending()).isTrue();
  }

  @Test
  void a_join_behind_a_failed_append_is_told_to_try_again() {
    stage.joined(1, "ann");
    stage.join(2, "bob");
    stage.fail();
    assertThat(stage.closed(2)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    assertThat(stage.host().connections()).isEqualTo(1);
    assertThat(stage.host().released().member("bob")).isNull();
  }

  @Test
  void what_was_shown_already_outlives_a_failed_append() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    stage.send(1, "set", 2, Map.of("key", "y"));
    stage.fail();
    assertThat(stage.answers(1)).extracting(Answer::seq).containsExactly(2L);
    while (!stage.isAppending()) {
      stage.wake();
    }
    assertThat(stage.append().commits()).extracting(Commit::version).containsExactly(3L);
  }

  @Test
  void P13_while_the_outcome_is_unknown_nobody_is_answered() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    long append = stage.append().append();
    stage.step(new Input.AppendUnknown(append));
    assertThat(stage.effects()).singleElement().isInstanceOf(Effect.ReadBack.class);
    stage.step(new Input.AppendUnknown(append));
    assertThat(stage.effects()).isEmpty();
    stage.wake();
    assertThat(stage.effects()).singleElement().isInstanceOf(Effect.ReadBack.class);
    stage.keep();
    assertThat(stage.answers(1)).hasSize(1).first().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void a_refused_append_moves_everybody_and_answers_nobody() {
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "set", 1);
    stage.step(new Input.AppendRefused(stage.append().append()));
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    assertThat(stage.left()).isEqualTo("lost");
    stage.join(3, "cid");
    assertThat(stage.closed(3)).containsExactly(CloseCode.MOVING);
    assertThat(stage.host().wakeAtTicks()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void who_waits_to_hear_of_a_refused_join_is_told_when_the_room_is_lost() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.step(new Input.Join(2, "bob", "Nobody", null, null, JsonObject.EMPTY));
    assertThat(stage.effects()).isEmpty();
    stage.step(new Input.AppendRefused(stage.append().append()));
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
  }

  // --- Asking again ---

  @Test
  void P15_a_command_sent_again_takes_effect_once_and_gets_the_same_answer() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.send(1, "set", 1);
    assertThat(stage.answers(1)).containsExactly(first);
    stage.send(1, "no", 2);
    Answer no = stage.answers(1).getFirst();
    stage.send(1, "no", 2);
    assertThat(stage.answers(1)).containsExactly(no);
    stage.send(1, "set", 2);
    assertThat(stage.answers(1)).containsExactly(no);
  }

  @Test
  void P15_the_last_64_outcomes_are_kept_and_an_older_number_is_a_conflict() {
    stage.joined(1, "ann");
    for (long seq = 1; seq <= 65; seq++) {
      stage.send(1, "walk", seq, Map.of("value", "v" + seq));
    }
    stage.send(1, "walk", 2);
    assertThat(stage.answers(1)).containsExactly(new Answer.Ack(2, 1, 4, false));
    stage.send(1, "walk", 1);
    assertThat(stage.answers(1)).extracting("code").containsExactly(Code.CONFLICT);
    assertThat(Session.of(stage.host().released().layers(), "ann").outcomes().keys())
        .hasSize(Session.OUTCOMES_KEPT);
  }

  @Test
  void P15_outcomes_move_to_the_next_owner() {
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.takeOver(2);
    stage.resumed(2, "ann", ann, 3);
    stage.send(2, "set", 1);
    assertThat(stage.answers(2)).containsExactly(first);
  }

  @Test
  void P15_a_kept_command_asked_again_is_told_so_though_another_append_fails() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.keep();
    Answer first = stage.answers(1).getFirst();
    stage.send(1, "set", 2, Map.of("key", "y"));
    stage.send(1, "set", 1);
    stage.fail();
    assertThat(stage.answers(1)).contains(first).hasSize(2);
    assertThat(stage.answers(1).getFirst()).extracting("code").isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_kind_that_throws_is_answered_INTERNAL_and_the_room_goes_on() {
    stage.joined(1, "ann");
    stage.send(1, "break", 1);
    assertThat(stage.all(Effect.Fault.class)).hasSize(1);
    Answer internal = stage.answers(1).getFirst();
    assertThat(internal).extracting("code").isEqualTo(Code.INTERNAL);
    stage.send(1, "set", 1);
    assertThat(stage.answers(1)).containsExactly(internal);
    stage.send(1, "walk", 2);
    assertThat(stage.answers(1)).first().isInstanceOf(Answer.Ack.class);
  }
}
