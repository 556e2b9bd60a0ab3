package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timers are state: L9 of the design. */
final class TimersTest {
  private final ScriptedKind kind = new ScriptedKind();
  private final Stage stage = new Stage(kind);
  private final List<Timer> fired = new ArrayList<>();

  TimersTest() {
    kind.commands.put(
        "set",
        (draft, _, payload) -> {
          draft.wakeAt(
              ScriptedKind.text(payload, "name"),
              stage.nowMillis() + Long.parseLong(ScriptedKind.text(payload, "in")));
          return draft.accept();
        });
    kind.timers =
        (draft, timer) -> {
          fired.add(timer);
          draft.put(Layers.ALL, List.of("fired", timer.name()), Json.of(true));
        };
  }

  private void set(String name, long inMillis) {
    stage.send(1, "set", 0, Map.of("name", name, "in", String.valueOf(inMillis)));
    stage.keepAll();
  }

  @Test
  void a_timer_fires_once_in_its_time_and_is_told_how_late_it_is() {
    stage.joined(1, "ann");
    set("turn", 5_000);
    assertThat(stage.host().wakeAtTicks()).isLessThanOrEqualTo(stage.ticks() + 5_000);
    stage.pass(4_999);
    assertThat(fired).isEmpty();
    stage.pass(3);
    stage.keepAll();
    assertThat(fired).singleElement().matches(timer -> timer.lateMillis() == 2);
    stage.pass(60_000);
    stage.keepAll();
    assertThat(fired).hasSize(1);
    assertThat(stage.host().released().wakeAtMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_append_says_when_the_room_wants_to_wake() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1, Map.of("name", "turn", "in", "5000"));
    assertThat(stage.append().wakeAtMillis()).isEqualTo(stage.nowMillis() + 5_000);
  }

  @Test
  void a_timer_survives_a_takeover_and_fires_with_nobody_there() {
    stage.joined(1, "ann");
    set("turn", 5_000);
    stage.takeOver(2);
    stage.pass(7_000);
    stage.keepAll();
    assertThat(fired).hasSize(1);
    stage.takeOver(3);
    stage.pass(10_000);
    assertThat(fired).hasSize(1);
  }

  @Test
  void a_timer_that_was_taken_back_fires_again_and_no_other_does() {
    stage.joined(1, "ann");
    set("turn", 1_000);
    stage.pass(1_000);
    assertThat(fired).hasSize(1);
    stage.fail();
    assertThat(stage.host().released().layers().object(Layers.ALL).has("fired")).isFalse();
    for (int i = 0; i < 20 && fired.size() < 2; i++) {
      stage.wake();
    }
    stage.keepAll();
    assertThat(fired).hasSize(2);
    assertThat(stage.host().released().layers().object(Layers.ALL).has("fired")).isTrue();
  }

  @Test
  void while_the_journal_is_in_doubt_timers_wait_without_a_busy_loop() {
    stage.joined(1, "ann");
    set("turn", 2_000);
    stage.send(1, "lazy.do", 1, Map.of());
    stage.pass(250);
    assertThat(stage.isAppending()).isTrue();
    stage.pass(3_000);
    assertThat(fired).isEmpty();
    int wakes = 0;
    long end = stage.ticks() + 5_000;
    while (stage.host().wakeAtTicks() <= end && wakes < 100) {
      stage.wake();
      wakes++;
    }
    assertThat(wakes).isLessThan(60);
    stage.keep();
    stage.keepAll();
    assertThat(fired).hasSize(1);
  }

  @Test
  void a_timer_whose_kind_throws_is_over_all_the_same() {
    kind.timers =
        (_, timer) -> {
          fired.add(timer);
          throw new IllegalStateException("on purpose");
        };
    stage.joined(1, "ann");
    set("turn", 1_000);
    stage.pass(1_000);
    stage.keepAll();
    stage.pass(1_000);
    stage.keepAll();
    assertThat(fired).hasSize(1);
    assertThat(stage.host().released().wakeAtMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timers_are_bounded_in_number_name_and_nearness() {
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.PLAIN);
    for (int i = 0; i < Draft.WAKES_MAX; i++) {
      draft.wakeAt("t" + i, 1);
    }
    draft.wakeAt("t1", 2);
    assertThatThrownBy(() -> draft.wakeAt("more", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> draft.wakeAt("", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> draft.wakeAt("t1", Draft.WAKE_AHEAD_MILLIS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
