package dev.roomkeeper.kinds.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.kinds.campaign.rules.TurnPlace.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order while a fight is on: newcomers, drags, the dead and the gone; the turn's clock. */
final class TurnOrderTest {
  private static final TurnOrder ORDER =
      TurnOrder.of(List.of(place("a", 20), place("b", 15), place("c", 10))).next().order();

  private static TurnPlace place(String id, int initiative) {
    return new TurnPlace(id, initiative, 0, Kind.ACTS);
  }

  private static List<String> ids(TurnOrder order) {
    return order.places().stream().map(TurnPlace::id).toList();
  }

  @Test
  void a_newcomer_is_put_by_its_number_and_the_turn_stays_where_it_is() {
    TurnOrder order = ORDER.with(place("early", 25)).with(place("late", 12));
    assertThat(ids(order)).containsExactly("early", "a", "b", "late", "c");
    assertThat(order.activeId()).isEqualTo("a");
    assertThat(order.next().order().activeId()).isEqualTo("b");
  }

  @Test
  void a_new_number_moves_the_one_that_had_another() {
    assertThat(ids(ORDER.with(place("c", 17)))).containsExactly("a", "c", "b");
    assertThat(ORDER.with(place("a", 1)).activeId()).isEqualTo("a");
  }

  @Test
  void a_drag_overrules_the_numbers() {
    TurnOrder order = ORDER.moved("c", 0);
    assertThat(ids(order)).containsExactly("c", "a", "b");
    assertThat(order.activeId()).isEqualTo("a");
    assertThat(ids(ORDER.moved("a", 99))).containsExactly("b", "c", "a");
    assertThat(ORDER.moved("nobody", 0)).isEqualTo(ORDER);
  }

  @Test
  void who_is_gone_keeps_its_place_while_something_waits_for_it() {
    TurnOrder order = ORDER.with("b", Kind.GONE);
    assertThat(ids(order.withoutGone("b"::equals))).containsExactly("a", "b", "c");
    assertThat(ids(order.withoutGone(_ -> false))).containsExactly("a", "c");
  }

  @Test
  void a_condition_ends_when_the_turn_of_the_dead_passes_that_it_waits_for() {
    Until until = Until.endOfNextTurn(ORDER, "b");
    Body blinded =
        Body.healthy(Nature.PLAIN_MONSTER, 9)
            .with(new Affliction("x", Condition.BLINDED, "b", until));
    TurnOrder.Step step = ORDER.with("b", Kind.PASSES).next();
    Body after = blinded;
    for (TurnEvent event : step.events()) {
      after = after.after(Turns.conditions(event, "c", after));
    }
    assertThat(step.order().activeId()).isEqualTo("c");
    assertThat(after.afflictions()).isEmpty();
  }

  @Test
  void the_one_whose_turn_it_is_keeps_its_place_until_the_turn_is_over() {
    TurnOrder gone = ORDER.with("a", Kind.GONE).withoutGone(_ -> false);
    assertThat(gone.activeId()).isEqualTo("a");
    TurnOrder.Step step = gone.next();
    assertThat(step.events())
        .containsExactly(new TurnEvent.TurnPasses("a", 1), new TurnEvent.TurnStarts("b", 1));
    assertThat(ids(step.order().withoutGone(_ -> false))).containsExactly("b", "c");
  }

  @Test
  void where_nobody_has_turns_nothing_moves() {
    TurnOrder order = TurnOrder.of(List.of(place("a", 1).as(Kind.PASSES)));
    assertThat(order.next()).isEqualTo(new TurnOrder.Step(order, List.of()));
    assertThat(TurnOrder.EMPTY.next().order()).isEqualTo(TurnOrder.EMPTY);
  }

  @Test
  void a_clock_counts_only_while_it_runs() {
    TurnClock clock = TurnClock.started(1_000);
    assertThat(clock.elapsedMillis(4_000)).isEqualTo(3_000);
    assertThat(clock.endsAtMillis(60_000)).isEqualTo(61_000);
    TurnClock stopped = clock.stopped(4_000);
    assertThat(stopped.elapsedMillis(99_000)).isEqualTo(3_000);
    assertThat(stopped.endsAtMillis(60_000)).isEqualTo(Long.MAX_VALUE);
    TurnClock resumed = stopped.resumed(100_000);
    assertThat(resumed.elapsedMillis(101_000)).isEqualTo(4_000);
    assertThat(resumed.endsAtMillis(60_000)).isEqualTo(157_000);
    assertThat(resumed.elapsedMillis(50_000)).isEqualTo(3_000);
  }
}
