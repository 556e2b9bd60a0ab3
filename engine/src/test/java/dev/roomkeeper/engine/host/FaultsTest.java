package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults that the engine had, each with what it should have done. */
final class FaultsTest {
  private final ScriptedKind kind = new ScriptedKind();
  private final Stage stage = new Stage(kind);

  private static final String ALL = Layers.ALL;

  private static Input.Edit edit(long number) {
    return new Input.Edit(number, "eve", new Command("do", 0, JsonObject.EMPTY));
  }

  private static Input.Join join(long connection, String memberId) {
    return new Input.Join(connection, memberId, null, null, null, JsonObject.EMPTY);
  }

  // --- A room that was lost is left ---

  @Test
  void a_room_that_was_lost_is_left_whoever_joins_in_the_same_turn() {
    stage.joined(1, "ann");
    stage.step(new Input.OwnershipLost(), join(2, "bob"), edit(7));
    assertThat(stage.left()).isEqualTo("lost");
    assertThat(stage.closed(1)).containsExactly(CloseCode.MOVING);
    assertThat(stage.closed(2)).containsExactly(CloseCode.MOVING);
    assertThat(stage.all(Effect.Edited.class)).containsExactly(new Effect.Edited(7, null));
  }

  @Test
  void a_room_whose_append_is_refused_is_left_whoever_edits_in_the_same_turn() {
    stage.joined(1, "ann");
    stage.send(1, "do", 1, Map.of());
    stage.edit(3, "do");
    stage.step(new Input.AppendRefused(stage.append().append()), edit(7));
    assertThat(stage.left()).isEqualTo("lost");
    assertThat(stage.all(Effect.Edited.class)).extracting(Effect.Edited::edit).contains(7L, 3L);
  }

  @Test
  void a_room_that_ends_is_left_whoever_joins_in_the_same_turn() {
    stage.joined(1, "ann");
    stage.step(new Input.End(null), join(2, "bob"), edit(7));
    assertThat(stage.left()).isEqualTo("at rest");
    assertThat(stage.all(Effect.Remove.class)).hasSize(1);
    assertThat(stage.closed(1)).containsExactly(CloseCode.ROOM_GONE);
  }

  // --- What waits for the journal ---

  @Test
  void with_a_silent_journal_lazy_commands_go_on_as_long_as_their_sum_is_small() {
    kind.commands.put(
        "lazy.walk",
        (draft, _, payload) -> {
          draft.put(ALL, List.of("at"), Json.of(payload.text("to") + "x".repeat(10_000)));
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.send(1, "lazy.walk", 0, Map.of("to", "start"));
    stage.pass(250);
    assertThat(stage.isAppending()).isTrue();
    for (int i = 0; i < 2_000; i++) { // 40 MB of parts, which compose into 20 KB
      stage.send(1, "lazy.walk", 0, Map.of("to", "n" + i));
      assertThat(stage.answers(1)).isEmpty();
    }
  }

  // --- Bounds ---

  @Test
  void a_tick_that_writes_too_much_changes_nothing_and_is_told_as_a_bug() {
    kind.rules =
        RoomRules.DEFAULT.withStateBytesMax(10_000).withTicking(new RoomRules.Ticking(10, 0, 0));
    kind.ticks = (draft, _) -> draft.put(ALL, List.of("x"), Json.of("x".repeat(20_000)));
    Stage small = new Stage(kind);
    small.joined(1, "ann");
    small.pass(100);
    assertThat(small.all(Effect.Fault.class)).hasSize(1);
    assertThat(small.host().released().layers().object(ALL).has("x")).isFalse();
  }

  @Test
  void nobody_stays_in_a_full_room_for_want_of_space() {
    kind.rules = RoomRules.DEFAULT.withStateBytesMax(10_000);
    kind.goesOffline =
        (draft, member) -> draft.put(ALL, List.of("away", member.id()), Json.of(true));
    kind.leaves =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    Stage full = new Stage(kind);
    full.joined(1, "ann");
    kind.commands.put(
        "fill",
        (draft, _, _) -> {
          int left = 10_000 - draft.layers().bytes();
          draft.put(ALL, List.of("x"), Json.of("x".repeat(left - 150)));
          return draft.accept();
        });
    full.send(1, "fill", 1, Map.of());
    full.keepAll();
    full.drop(1);
    full.pass(RoomRules.DEFAULT.graceMillis());
    full.keepAll();
    assertThat(full.host().released().member("ann")).isNull();
  }

  @Test
  void a_begin_that_throws_is_answered_and_leaves_nothing_behind() {
    kind.begin =
        _ -> {
          throw new IllegalStateException("on purpose");
        };
    stage.join(1, "ann");
    assertThat(stage.closed(1)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    stage.step(edit(7));
    assertThat(stage.all(Effect.Edited.class)).hasSize(1);
    assertThat(stage.host().released().version()).isZero();
    assertThat(stage.isAppending()).isFalse();
  }

  @Test
  void a_begin_that_is_too_large_is_answered_and_leaves_nothing_behind() {
    kind.rules = RoomRules.DEFAULT.withStateBytesMax(1_000);
    kind.begin = draft -> draft.put(ALL, List.of("x"), Json.of("x".repeat(2_000)));
    Stage small = new Stage(kind);
    small.join(1, "ann");
    assertThat(small.closed(1)).containsExactly(CloseCode.TRY_AGAIN_LATER);
    assertThat(small.host().released().version()).isZero();
  }

  @Test
  void a_grace_has_a_bound() {
    assertThatThrownBy(() -> RoomRules.DEFAULT.withGraceMillis(RoomRules.GRACE_MILLIS_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void P17_an_event_can_not_be_named_as_a_frame_of_the_protocol() {
    kind.commands.put(
        "tell",
        (draft, _, _) -> {
          draft.event(ALL, "patch", JsonObject.EMPTY);
          return draft.accept();
        });
    stage.joined(1, "ann");
    stage.send(1, "tell", 1, Map.of());
    stage.keepAll();
    assertThat(stage.answers(1))
        .singleElement()
        .matches(answer -> answer instanceof Answer.Reject no && no.code() == Code.INTERNAL);
  }

  @Test
  void no_error_quotes_what_is_in_a_layer() {
    JsonObject hidden = JsonObject.of("deck", new Json.Arr(List.of(Json.of("SA"), Json.Null.NULL)));
    RoomDraft draft = new RoomDraft(Layers.EMPTY, RoomDraft.Terms.PLAIN);
    assertThatThrownBy(() -> draft.put(Layers.SERVER, List.of("x"), hidden))
        .hasMessageNotContaining("SA");
    assertThatThrownBy(() -> new dev.roomkeeper.engine.json.Document(hidden))
        .hasMessageNotContaining("SA");
  }

  // --- Kinds that fail ---

  @SuppressWarnings("InfiniteRecursion") // That is what it is for.
  private static int deep(int n) {
    return n + deep(n + 1);
  }

  @Test
  void an_error_of_the_kind_is_answered_and_the_room_goes_on() {
    kind.commands.put("deep", (draft, _, _) -> Verdict.refuse(Code.CONFLICT, "depth " + deep(0)));
    stage.joined(1, "ann");
    stage.send(1, "deep", 1, Map.of());
    assertThat(stage.all(Effect.Fault.class)).hasSize(1);
    stage.pass(250);
    stage.keepAll();
    stage.send(1, "do", 2, Map.of());
    stage.keepAll();
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void a_host_that_threw_is_given_up_and_whoever_asked_is_told() {
    kind.rules = RoomRules.DEFAULT;
    List<String> done = new ArrayList<>();
    RoomHost host = stage.host();
    stage.joined(1, "ann");
    RoomShell shell =
        new RoomShell(
            host,
            new RoomShell.Hands() {
              @Override
              public void perform(Effect effect) {
                done.add(effect.getClass().getSimpleName());
              }

              @Override
              public void leave(List<Effect.Close> closes, boolean lost) {
                done.add("left, " + closes.size() + " closed");
              }

              @Override
              public void failed(Throwable fault) {
                done.add("failed");
              }
            });
    // A clock that fails stands for any bug of the engine's own.
    shell.turn(
        List.of(new Input.Edit(7, "eve", new Command("do", 0, JsonObject.EMPTY))),
        new dev.roomkeeper.engine.kind.Moment(
            0,
            stage.ticks(),
            () -> {
              throw new AssertionError("a bug");
            }));
    assertThat(done).isNotEmpty();
  }

  // --- The mailbox ---

  @Test
  void a_mailbox_refuses_who_overfills_it_and_nobody_else() {
    Mailbox mailbox = new Mailbox();
    Command command = new Command("do", 0, JsonObject.EMPTY);
    int taken = 0;
    while (mailbox.offer(new Input.Receive(1, command))) {
      taken++;
    }
    assertThat(taken).isEqualTo(Mailbox.PER_CONNECTION_MAX);
    assertThat(mailbox.offer(new Input.Receive(2, command))).isTrue();
    for (long connection = 3; connection < 4_003; connection++) {
      for (int i = 0; i < 1_100; i++) {
        mailbox.offer(new Input.Receive(connection, command));
      }
    }
    int full = mailbox.size();
    assertThat(full).isLessThan(Mailbox.FULL + 4_003 * Mailbox.SHARE_WHEN_FULL);
    assertThat(mailbox.offer(new Input.AppendKept(1))).isTrue();
    assertThat(mailbox.offer(new Input.Drop(1))).isTrue();
    assertThat(mailbox.offer(new Input.Wake())).isTrue();
    assertThat(mailbox.take(full, Integer.MAX_VALUE).size()).isEqualTo(full);
    assertThat(mailbox.offer(new Input.Receive(1, command))).isTrue();
  }

  @Test
  void a_mailbox_has_a_place_for_so_many_edits() {
    Mailbox mailbox = new Mailbox();
    int taken = 0;
    while (taken <= Mailbox.EDITS_MAX && mailbox.offer(edit(taken))) {
      taken++;
    }
    assertThat(taken).isEqualTo(Mailbox.EDITS_MAX);
    assertThat(mailbox.offer(join(1, "ann"))).isTrue();
    mailbox.take(1, Integer.MAX_VALUE);
    assertThat(mailbox.offer(edit(taken))).isTrue();
    assertThat(mailbox.offer(edit(taken))).isFalse();
  }

  @Test
  void a_drag_ends_with_the_connection_that_made_it_and_with_the_one_that_replaced_it() {
    kind.commands.put(
        "live.drag",
        (draft, sender, _) -> {
          draft.put(Layers.live(ALL), List.of("held", sender.id()), Json.of(1));
          return draft.accept();
        });
    Flush.Arrival ann = stage.joined(1, "ann");
    stage.joined(2, "bob");
    stage.send(1, "live.drag", 0, Map.of());
    assertThat(stage.flush().change()).hasToString("{\"live:all\":{\"held\":{\"ann\":1}}}");
    stage.join(3, "ann", new Resume(Stage.session(ann), 1, 3));
    stage.keepAll();
    assertThat(stage.host().released().layers().live().object("live:all").isEmpty()).isTrue();
    stage.send(3, "live.drag", 0, Map.of());
    stage.drop(3);
    assertThat(stage.host().released().layers().live().object("live:all").isEmpty()).isTrue();
  }
}
