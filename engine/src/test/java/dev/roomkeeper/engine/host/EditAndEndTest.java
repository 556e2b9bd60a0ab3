package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.RoomRules;
import org.junit.jupiter.api.Test;

/** What the server asks of a room by itself: edits in a user's name, and its end. */
class EditAndEndTest {
  private final Stage stage = new Stage(RoomRules.DEFAULT);

  @Test
  void an_edit_is_shown_and_answered_only_once_it_is_kept() {
    stage.joined(1, "ann");
    stage.edit(7, "set");
    assertThat(stage.effects()).hasOnlyElementsOfType(Effect.Append.class);
    long version = stage.append().commits().getLast().version();
    assertThat(stage.append().commits().getLast().author()).isEqualTo("eve");
    stage.keep();
    assertThat(stage.toAll()).isEqualTo("{\"x\":1}");
    assertThat(stage.all(Effect.Edited.class))
        .containsExactly(new Effect.Edited(7, new Answer.Ack(0, 1, version, true)));
  }

  @Test
  void an_edit_begins_a_room_in_which_nobody_was_yet() {
    stage.edit(7, "set");
    stage.keepAll();
    assertThat(stage.all(Effect.Edited.class))
        .containsExactly(new Effect.Edited(7, new Answer.Ack(0, 1, 2, true)));
    assertThat(stage.host().released().members()).isEmpty();
  }

  @Test
  void an_edit_that_the_kind_refuses_changes_nothing() {
    stage.joined(1, "ann");
    long version = stage.host().released().version();
    stage.edit(7, "dance");
    assertThat(stage.all(Effect.Edited.class))
        .containsExactly(
            new Effect.Edited(
                7, new Answer.Reject(0, Code.UNKNOWN_COMMAND, "a test knows no edit \"dance\"")));
    assertThat(stage.host().released().version()).isEqualTo(version);
  }

  @Test
  void an_edit_whose_append_failed_is_told_that_nothing_changed() {
    stage.joined(1, "ann");
    stage.edit(7, "set");
    stage.fail();
    assertThat(stage.all(Effect.Edited.class))
        .containsExactly(
            new Effect.Edited(
                7,
                new Answer.Reject(
                    0, Code.UNAVAILABLE, "not kept, nothing changed: the disk is full")));
  }

  @Test
  void an_edit_in_a_room_that_is_lost_is_told_that_nobody_knows() {
    stage.joined(1, "ann");
    stage.edit(7, "set");
    stage.step(new Input.AppendRefused(stage.append().append()));
    assertThat(stage.all(Effect.Edited.class))
        .containsExactly(
            new Effect.Edited(
                7,
                new Answer.Reject(
                    0, Code.UNAVAILABLE, "this may have happened or not: the room is moving")));
    stage.edit(8, "set");
    assertThat(stage.effects()).containsExactly(new Effect.Edited(8, null));
  }

  @Test
  void a_deleted_room_is_gone_for_all_who_are_in_it() {
    stage.joined(1, "ann");
    stage.edit(7, "set");
    stage.step(new Input.End("ann"));
    assertThat(stage.closed(1)).containsExactly(CloseCode.ROOM_GONE);
    assertThat(stage.all(Effect.Edited.class)).hasSize(1);
    assertThat(stage.all(Effect.Remove.class))
        .extracting(Effect.Remove::epoch, Effect.Remove::by)
        .containsExactly(tuple(1L, "ann"));
    assertThat(stage.left()).isEqualTo("at rest");
  }

  @Test
  void a_room_that_vanishes_waits_for_its_last_member_to_leave() {
    Stage vanishing = new Stage(RoomRules.DEFAULT.withVanishing(true).withGraceMillis(60_000));
    vanishing.joined(1, "ann");
    vanishing.drop(1);
    vanishing.keepAll();
    passUntilGoneOr(vanishing, 59_000);
    assertThat(vanishing.left()).as("in the time of grace").isEmpty();
    vanishing.joined(2, "ann");
    vanishing.drop(2);
    passUntilGoneOr(vanishing, 70_000);
    assertThat(vanishing.all(Effect.Remove.class))
        .extracting(Effect.Remove::epoch, Effect.Remove::by)
        .containsExactly(tuple(1L, null));
    assertThat(vanishing.left()).isEqualTo("at rest");
  }

  @Test
  void a_room_that_vanishes_does_not_when_its_node_gives_it_up() {
    Stage vanishing = new Stage(RoomRules.DEFAULT.withVanishing(true));
    vanishing.joined(1, "ann");
    vanishing.step(new Input.Drain());
    vanishing.keepAll();
    assertThat(vanishing.all(Effect.Remove.class)).isEmpty();
    assertThat(vanishing.left()).isNotEmpty();
  }

  @Test
  void a_room_that_vanishes_and_was_never_entered_does_so_after_a_while() {
    Stage vanishing = new Stage(RoomRules.DEFAULT.withVanishing(true));
    passUntilGoneOr(vanishing, 70_000);
    assertThat(vanishing.all(Effect.Remove.class))
        .extracting(Effect.Remove::epoch, Effect.Remove::by)
        .containsExactly(tuple(1L, null));
    assertThat(vanishing.left()).isEqualTo("at rest");
  }

  /** Wakes when the host wants to, at most so far ahead. */
  private static void passUntilGoneOr(Stage stage, long millis) {
    long end = stage.ticks() + millis;
    int wakes = 0;
    while (stage.host().wakeAtTicks() <= end && stage.left().isEmpty()) {
      assertThat(++wakes).as("wakes").isLessThan(50);
      stage.wake();
      stage.keepAll();
    }
  }
}
