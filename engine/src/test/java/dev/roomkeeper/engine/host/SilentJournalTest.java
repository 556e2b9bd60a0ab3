package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.RoomRules;
import org.junit.jupiter.api.Test;

/** What a room does while its journal does not answer. */
final class SilentJournalTest {
  private final Stage stage = new Stage(RoomRules.DEFAULT);

  private void beginWithALazyAppendInFlight() {
    stage.joined(1, "ann");
    stage.send(1, "walk", 1);
    while (!stage.isAppending()) {
      stage.wake();
    }
  }

  private Code refused(long seq) {
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Reject.class);
    Answer.Reject reject = (Answer.Reject) stage.answers(1).getFirst();
    assertThat(reject.seq()).isEqualTo(seq);
    return reject.code();
  }

  private void assertAcknowledgedAsDurable() {
    assertThat(stage.answers(1))
        .singleElement()
        .matches(answer -> answer instanceof Answer.Ack ack && ack.durable());
  }

  @Test
  void durable_commands_that_waited_are_refused_and_lazy_ones_go_on() {
    beginWithALazyAppendInFlight();
    stage.send(1, "set", 2);
    stage.send(1, "walk", 3); // It rests on what number 2 did.
    assertThat(stage.flushes()).isEmpty();
    long before = stage.ticks();
    stage.wake();
    assertThat(stage.ticks() - before).isLessThanOrEqualTo(Backlog.DOUBT_MILLIS);
    assertThat(stage.answers(1))
        .allMatch(answer -> answer instanceof Answer.Reject no && no.code() == Code.UNAVAILABLE)
        .extracting(Answer::seq)
        .containsExactly(2L, 3L);
    stage.send(1, "walk", 4);
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
    stage.send(1, "set", 5);
    assertThat(refused(5)).isEqualTo(Code.UNAVAILABLE);
    stage.edit(1, "set");
    assertThat(stage.effects())
        .anyMatch(effect ->
            effect instanceof Effect.Edited(_, Answer.Reject no) && no.code() == Code.UNAVAILABLE);
  }

  @Test
  void after_a_refusal_lazy_commands_go_on_and_durable_ones_are_refused_until_it_keeps_something() {
    beginWithALazyAppendInFlight();
    stage.fail();
    stage.send(1, "set", 2);
    assertThat(refused(2)).isEqualTo(Code.UNAVAILABLE);
    stage.send(1, "walk", 3);
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
    while (!stage.isAppending()) {
      stage.wake(); // What is lazy is tried again.
    }
    stage.send(1, "set", 4);
    assertThat(refused(4)).isEqualTo(Code.UNAVAILABLE);
    stage.send(1, "walk", 5);
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
    stage.keep();
    stage.send(1, "set", 6);
    stage.keep();
    assertAcknowledgedAsDurable();
  }

  @Test
  void after_a_refusal_a_durable_command_is_tried_once_there_is_nothing_else_to_try() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.fail();
    assertThat(refused(1)).isEqualTo(Code.UNAVAILABLE);
    stage.pass(Backlog.RETRY_MILLIS);
    stage.send(1, "set", 1);
    assertThat(stage.isAppending()).isTrue();
    stage.keep();
    assertAcknowledgedAsDurable();
  }

  @Test
  void once_it_answers_the_same_number_takes_effect() {
    beginWithALazyAppendInFlight();
    stage.send(1, "set", 2);
    stage.wake();
    assertThat(refused(2)).isEqualTo(Code.UNAVAILABLE);
    stage.keep();
    stage.send(1, "set", 2);
    stage.keep();
    assertAcknowledgedAsDurable();
  }

  @Test
  void what_rests_on_something_durable_in_flight_waits_for_its_outcome() {
    stage.joined(1, "ann");
    stage.send(1, "set", 1);
    stage.pass(Backlog.DOUBT_MILLIS + 1);
    stage.send(1, "walk", 2);
    assertThat(stage.flushes()).isEmpty();
    assertThat(stage.host().wakeAtTicks()).isGreaterThan(stage.ticks());
    stage.keep();
    assertThat(stage.answers(1)).hasSize(2).allMatch(Answer.Ack.class::isInstance);
  }
}
