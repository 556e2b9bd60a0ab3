package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ticks, inputs, and the past: L4 and L5 of the design. */
final class TickerTest {
  private final ScriptedKind kind = new ScriptedKind();
  private final List<Tick> ticks = new ArrayList<>();

  private Stage ticking(int perSecond, long idleMillis, int past) {
    kind.rules = RoomRules.DEFAULT.withTicking(new RoomRules.Ticking(perSecond, idleMillis, past));
    kind.ticks = (_, tick) -> ticks.add(tick);
    return new Stage(kind);
  }

  private static void passBy(Stage stage, long millis) {
    long end = stage.ticks() + millis;
    while (stage.host().wakeAtTicks() <= end) {
      stage.wake();
      stage.keepAll();
    }
    stage.pass(end - stage.ticks());
    stage.keepAll();
  }

  @Test
  void thirty_a_second_is_thirty_a_second() {
    Stage stage = ticking(30, 0, 0);
    stage.joined(1, "ann");
    int before = ticks.size();
    passBy(stage, 60_000);
    assertThat(ticks.size() - before).isBetween(1_799, 1_800);
    assertThat(ticks).extracting(Tick::skipped).containsOnly(0);
    assertThat(ticks.getLast().number()).isEqualTo(ticks.size());
  }

  @Test
  void after_a_stall_few_ticks_are_made_up_for_and_the_next_says_how_many_were_skipped() {
    Stage stage = ticking(10, 0, 0);
    stage.joined(1, "ann");
    passBy(stage, 1_000);
    long last = ticks.getLast().number();
    ticks.clear();
    stage.pass(2_000);
    assertThat(ticks).hasSize(Ticker.CATCH_UP_MAX);
    assertThat(ticks.getFirst().skipped()).isEqualTo(20 - Ticker.CATCH_UP_MAX);
    assertThat(ticks.getLast().number()).isEqualTo(last + 20);
    assertThat(ticks).extracting(Tick::number).doesNotHaveDuplicates();
  }

  @Test
  void P22_inputs_are_handed_to_the_next_tick_once_in_order_and_bounded_for_each_member() {
    Stage stage = ticking(10, 0, 0);
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    for (int i = 0; i < 100; i++) {
      stage.send(1, "input.steer", 0, Map.of("n", "a" + i));
    }
    stage.send(2, "input.steer", 0, Map.of("n", "b"));
    assertThat(stage.effects()).isEmpty();
    ticks.clear();
    stage.pass(100);
    List<Tick.Input> inputs = ticks.getFirst().inputs();
    assertThat(inputs).hasSize(Ticker.INPUTS_PER_MEMBER_MAX + 1);
    assertThat(inputs.getFirst().payload().text("n")).isEqualTo("a36");
    assertThat(inputs.getLast().memberId()).isEqualTo("bob");
    ticks.clear();
    stage.pass(100);
    assertThat(ticks.getFirst().inputs()).isEmpty();
  }

  @Test
  void P22_inputs_end_with_their_connection_and_carry_no_seq() {
    Stage stage = ticking(10, 0, 0);
    stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "input.steer", 1, Map.of());
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Reject.class);
    stage.send(1, "input.steer", 0, Map.of());
    stage.drop(1);
    ticks.clear();
    stage.pass(100);
    assertThat(ticks.getFirst().inputs()).isEmpty();
  }

  @Test
  void a_room_without_a_clock_refuses_inputs() {
    Stage stage = new Stage(kind);
    stage.joined(1, "ann");
    stage.send(1, "input.steer", 0, Map.of());
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Reject.class);
  }

  @Test
  void a_kind_may_go_on_ticking_with_nobody_there() {
    Stage stage = ticking(10, 60_000, 0);
    stage.joined(1, "ann");
    stage.drop(1);
    ticks.clear();
    passBy(stage, 59_000);
    assertThat(ticks.size()).isBetween(585, 591);
    passBy(stage, 60_000);
    assertThat(ticks.size()).isLessThan(605);
  }

  @Test
  void while_the_journal_is_silent_ticks_go_on_and_are_told_that_nothing_can_be_kept() {
    Stage stage = ticking(10, 0, 0);
    kind.ticks =
        (draft, tick) -> {
          ticks.add(tick);
          draft.put(Layers.live(Layers.ALL), List.of("n"), Json.of(tick.number()));
          draft.put(Layers.ALL, List.of("score"), Json.of(tick.number()));
        };
    stage.joined(1, "ann");
    int flushes = 0;
    for (int i = 0; i < 100; i++) {
      stage.pass(100);
      flushes += stage.flushes().size();
      if (!stage.all(Effect.ConfirmOwnership.class).isEmpty()) {
        stage.step(new Input.OwnershipConfirmed(stage.ticks()));
        flushes += stage.flushes().size();
      }
    }
    assertThat(flushes).isGreaterThan(90);
    assertThat(ticks.getLast().canKeep()).isFalse();
  }

  @Test
  void moments_know_what_the_room_was_after_its_last_ticks() {
    Stage stage = ticking(10, 0, 5);
    kind.ticks =
        (draft, tick) -> {
          ticks.add(tick);
          draft.put(Layers.live(Layers.ALL), List.of("n"), Json.of(tick.number()));
        };
    List<String> seen = new ArrayList<>();
    kind.moments =
        moment -> {
          long last = ticks.getLast().number();
          for (long n = last - 6; n <= last; n++) {
            Layers then = moment.past(n);
            seen.add(
                n - last + ":" + (then == null ? "-" : then.object("live:all").number("n", 0)));
          }
        };
    stage.joined(1, "ann");
    passBy(stage, 2_000);
    stage.send(1, "live.look", 0, Map.of());
    long last = ticks.getLast().number();
    assertThat(seen)
        .containsExactly(
            "-6:-",
            "-5:-",
            "-4:" + (double) (last - 4),
            "-3:" + (double) (last - 3),
            "-2:" + (double) (last - 2),
            "-1:" + (double) (last - 1),
            "0:" + (double) last);
  }

  @Test
  void ticks_that_were_taken_back_count_as_skipped_and_the_past_is_cut() {
    Stage stage = ticking(10, 0, 5);
    stage.joined(1, "ann");
    kind.ticks =
        (draft, tick) -> {
          ticks.add(tick);
          draft.put(Layers.live(Layers.ALL), List.of("n"), Json.of(tick.number()));
        };
    passBy(stage, 500);
    stage.send(1, "do", 1, Map.of()); // durable: what comes rests on it
    stage.pass(100);
    stage.pass(100);
    long last = ticks.getLast().number();
    ticks.clear();
    stage.fail();
    stage.pass(100);
    assertThat(ticks.getFirst().number()).isEqualTo(last + 1);
    assertThat(ticks.getFirst().skipped()).isEqualTo(2);
    List<Boolean> known = new ArrayList<>();
    kind.moments = moment -> known.add(moment.past(last) != null);
    stage.send(1, "live.look", 0, Map.of());
    assertThat(known).containsExactly(false);
  }
}
