package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reverted;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room's clock, what its members hold for now, who watches it, and what it takes back. */
final class LivingRoomTest {
  private static final RoomRules TEN_TICKS_A_SECOND =
      RoomRules.DEFAULT.withTicking(new RoomRules.Ticking(10, 0, 0));

  /** Notes its ticks; "set", "glance", "wake", "ban" and "undo" are its commands. */
  private static final class LivingKind implements RoomKind {
    final List<Tick> ticks = new ArrayList<>();
    boolean fails;
    private final RoomRules rules;

    LivingKind(RoomRules rules) {
      this.rules = rules;
    }

    @Override
    public String name() {
      return "living";
    }

    @Override
    public RoomRules rules(JsonObject options) {
      return rules;
    }

    @Override
    public Durability durability(String commandType) {
      return Durability.DURABLE;
    }

    @Override
    public Verdict begin(Draft draft, JsonObject options, Moment moment) {
      draft.put(Layers.ALL, List.of("began"), Json.of(true));
      return draft.accept();
    }

    @Override
    public void tick(Draft draft, Tick tick, Moment moment) {
      ticks.add(tick);
      if (fails) {
        throw new IllegalStateException("thrown on purpose");
      }
      draft.put(Layers.live(Layers.ALL), List.of("ticked"), Json.of(tick.number()));
    }

    @Override
    public boolean mayWatch(Draft draft, String userId, String layer) {
      return draft.get(Layers.ALL, List.of("banned")) == null;
    }

    @Override
    public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
      switch (command.type()) {
        case "set" -> draft.put(Layers.ALL, List.of("x"), Json.of(1));
        case "glance" -> draft.holdLive(sender.id(), "cell:0,0");
        case "look away" -> draft.release(sender.id(), "cell:0,0");
        case "wake" -> {
          draft.put(Layers.ALL, List.of("set"), Json.of(true));
          draft.wakeAt("turn", moment.nowMillis() + 60_000);
        }
        case "ban" -> draft.put(Layers.ALL, List.of("banned"), Json.of(true));
        default -> {
          return undo(draft, sender, (long) command.payload().number("version", 0));
        }
      }
      return draft.accept();
    }

    private static Verdict undo(Draft draft, Member sender, long version) {
      Commit commit = draft.commit(version);
      if (commit == null) {
        return Verdict.needs(version);
      }
      return switch (draft.revert(commit, sender.id())) {
        case Reverted.Done() -> draft.accept();
        case Reverted.Conflict(_) -> Verdict.refuse(Code.CONFLICT, "not any more");
        case Reverted.Refused(var reason) -> Verdict.refuse(Code.FORBIDDEN, reason);
      };
    }
  }

  private static long sum(Tick tick) {
    return 1L + tick.skipped();
  }

  // --- The clock ---

  @Test
  void ticks_that_failed_are_said_to_be_skipped() {
    LivingKind kind = new LivingKind(TEN_TICKS_A_SECOND);
    Stage stage = new Stage(kind);
    stage.joined(1, "ann");
    stage.pass(1_000); // Some of these are skipped, and the first that is run says so.
    kind.fails = true;
    stage.pass(1_000);
    kind.fails = false;
    int failed = kind.ticks.size();
    stage.pass(100);
    long before = kind.ticks.subList(0, 4).stream().mapToLong(LivingRoomTest::sum).sum();
    long after =
        kind.ticks.subList(failed, kind.ticks.size()).stream().mapToLong(LivingRoomTest::sum).sum();
    assertThat(before).isEqualTo(10);
    assertThat(before + after).isEqualTo(kind.ticks.getLast().number());
  }

  @Test
  void what_a_tick_said_was_skipped_is_said_again_when_it_is_taken_back() {
    LivingKind kind = new LivingKind(TEN_TICKS_A_SECOND);
    Stage stage = new Stage(kind);
    stage.joined(1, "ann");
    int begun = kind.ticks.size();
    stage.send(1, "set", 1);
    stage.pass(900); // These rest on what is not kept.
    long lost = kind.ticks.stream().skip(begun).mapToLong(LivingRoomTest::sum).sum();
    assertThat(lost).isEqualTo(9);
    int heldBack = kind.ticks.size();
    stage.fail();
    stage.pass(100);
    assertThat(kind.ticks.get(heldBack).skipped()).isEqualTo(lost);
  }

  @Test
  void a_room_whose_begin_was_taken_back_does_not_tick() {
    LivingKind kind =
        new LivingKind(RoomRules.DEFAULT.withTicking(new RoomRules.Ticking(10, 60_000, 0)));
    Stage stage = new Stage(kind);
    stage.join(1, "ann");
    stage.fail();
    stage.pass(5_000);
    assertThat(kind.ticks).isEmpty();
    assertThat(stage.host().released().version()).isZero();
  }

  // --- Live holdings ---

  @Test
  void the_first_and_the_last_who_hold_a_layer_for_now_are_told() {
    Stage stage = new Stage(new LivingKind(RoomRules.DEFAULT));
    stage.joined(1, "ann");
    stage.send(1, "glance", 1);
    stage.keepAll();
    assertThat(stage.personal(1).enter()).containsKeys("cell:0,0", "live:cell:0,0");
    stage.send(1, "look away", 2);
    stage.keepAll();
    assertThat(stage.personal(1).leave()).containsKeys("cell:0,0", "live:cell:0,0");
  }

  // --- Watchers ---

  @Test
  void who_may_watch_no_more_is_closed_before_that_is_sent() {
    Stage stage = new Stage(new LivingKind(RoomRules.DEFAULT));
    stage.joined(1, "ann");
    stage.step(new Input.Watch(2, "eve", List.of(Layers.ALL)));
    stage.send(1, "ban", 1);
    stage.keepAll();
    assertThat(stage.effects().stream().map(effect -> effect.getClass().getSimpleName()))
        .containsSubsequence("Close", "Publish");
    assertThat(stage.closed(2)).containsExactly(CloseCode.FORBIDDEN);
  }

  // --- The past ---

  @Test
  void the_commit_that_set_the_first_timer_is_not_taken_back_behind_the_kinds_back() {
    Stage stage = new Stage(new LivingKind(RoomRules.DEFAULT));
    stage.joined(1, "ann");
    stage.send(1, "wake", 1);
    stage.keepAll();
    undo(stage, 2, stage.host().released().version());
    assertThat(stage.answers(1)).singleElement().isInstanceOf(Answer.Reject.class);
    assertThat(stage.host().released().wakeAtMillis()).isNotEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_join_of_the_first_member_is_not_taken_back() {
    Stage stage = new Stage(new LivingKind(RoomRules.DEFAULT));
    stage.joined(1, "ann");
    undo(stage, 1, 2);
    assertThat(stage.answers(1))
        .singleElement()
        .isEqualTo(new Answer.Reject(1, Code.FORBIDDEN, "who is in the room can't be taken back"));
  }

  @Test
  void P15_that_a_commit_is_gone_is_an_outcome_too() {
    Stage stage = new Stage(new LivingKind(RoomRules.DEFAULT));
    stage.joined(1, "ann");
    undo(stage, 1, 77);
    assertThat(stage.all(Effect.ReadCommit.class)).hasSize(1);
    stage.step(new Input.CommitRead(77, null));
    List<Answer> first = stage.answers(1);
    assertThat(first).hasSize(1);
    stage.keepAll();
    undo(stage, 1, 77);
    assertThat(stage.all(Effect.ReadCommit.class)).isEmpty();
    assertThat(stage.answers(1)).isEqualTo(first);
  }

  private static void undo(Stage stage, long seq, long version) {
    Command command = new Command("undo", seq, JsonObject.EMPTY.with("version", version));
    stage.step(new Input.Receive(1, command));
    stage.keepAll();
  }
}
