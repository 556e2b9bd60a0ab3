package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A room takes memory, asks for it before it grows, and does with less where there is little. */
final class MemoryTest {
  private final List<Long> asked = new ArrayList<>();
  private long left = Long.MAX_VALUE;

  private final Stage stage = new Stage(new TestKind(RoomRules.DEFAULT), this::take);

  private boolean take(long bytes) {
    asked.add(bytes);
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  private static Input set(String key, int seq, int length) {
    JsonObject payload = JsonObject.EMPTY.with("key", key).with("value", "x".repeat(length));
    return new Input.Receive(1, new Command("set", seq, payload));
  }

  private long stateHeap() {
    return stage.host().released().layers().heap();
  }

  @Test
  void L3_growth_is_granted_once_and_not_to_all_who_ask_within_a_turn() {
    stage.joined(1, "ann");
    stage.step(set("a", 1, 10_000));
    stage.keepAll();
    left = asked.getLast() * 3 / 2;
    stage.step(set("b", 2, 10_000), set("c", 3, 10_000));
    stage.keepAll();
    assertThat(stage.answers(1)).hasSize(2);
    assertThat(stage.answers(1).getFirst()).isInstanceOf(Answer.Ack.class);
    assertThat(stage.answers(1).getLast()).extracting("code").isEqualTo(Code.TOO_LARGE);
  }

  @Test
  void L3_growth_is_asked_for_as_what_the_state_takes_more_and_not_for_what_is_refused() {
    stage.joined(1, "ann");
    asked.clear();
    long before = stateHeap();
    stage.step(set("a", 1, 10_000));
    stage.keepAll();
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst()).isBetween(10_000L, stateHeap() - before + 1_000);
    stage.send(1, "drag", 2, Map.of("value", "x".repeat(10_000)));
    asked.clear();
    stage.send(1, "drag", 3, Map.of("key", "y", "value", "x".repeat(10_000)));
    assertThat(asked).as("too many live values").isEmpty();
  }

  @Test
  void L3_a_room_that_may_not_grow_goes_on_and_may_shrink() {
    stage.joined(1, "ann");
    stage.step(set("x", 1, 10_000));
    stage.keepAll();
    left = 0;
    stage.step(set("x", 2, 9_000));
    stage.keepAll();
    assertThat(stage.answers(1)).first().isInstanceOf(Answer.Ack.class);
    stage.send(1, "unset", 3);
    stage.keepAll();
    assertThat(stage.answers(1)).first().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void L3_where_memory_is_short_the_past_is_forgotten_and_who_returns_is_sent_everything() {
    Flush.Arrival former = stage.joined(1, "ann");
    stage.step(set("a", 1, 50_000));
    stage.keepAll();
    stage.drop(1);
    stage.keepAll();
    long version = stage.host().released().version();
    long before = stage.host().heapBytes();
    stage.step(new Input.Shortage(true));
    assertThat(stage.host().heapBytes()).isLessThan(before - 100_000);
    assertThat(stage.resumed(2, "ann", former, version).resumed()).isNull();
    stage.step(new Input.Shortage(false));
    stage.drop(2);
    stage.keepAll();
    long later = stage.host().released().version();
    assertThat(stage.resumed(3, "ann", former, later).resumed()).isNotNull();
  }

  @Test
  void L3_where_memory_is_short_little_waits_for_the_journal() {
    stage.joined(1, "ann");
    stage.step(new Input.Shortage(true));
    List<Answer> answers = new ArrayList<>();
    for (int seq = 1; seq <= 4; seq++) {
      stage.step(set("a", seq, 30_000 + seq));
      answers.addAll(stage.answers(1));
    }
    stage.pass(100);
    answers.addAll(stage.answers(1));
    assertThat(answers).extracting("code").contains(Code.UNAVAILABLE);
    stage.step(new Input.Shortage(false));
    stage.step(set("a", 5, 30_000));
    stage.keepAll();
    assertThat(stage.answers(1)).first().isInstanceOf(Answer.Ack.class);
  }

  @Test
  void L3_small_values_weigh_as_what_they_take_in_memory() {
    JsonObject small = JsonObject.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      small = small.with(Integer.toString(i), 1);
    }
    Commit commit =
        new Commit(
            "c",
            new Commit.Span(1, 0, 1),
            0,
            Commit.Cause.NONE,
            true,
            Change.diff(
                new Document(JsonObject.EMPTY), new Document(JsonObject.EMPTY.with("o", small))),
            List.of());
    assertThat(commit.weight() * Commit.HEAP_PER_BYTE).isGreaterThan(small.heap() - 1_000L);
    assertThat(commit.weight()).isGreaterThan(2L * commit.bytes());
  }

  @Test
  void L3_what_waits_behind_a_slow_command_is_counted_and_bounded() {
    stage.joined(1, "ann");
    long before = stage.host().heapBytes();
    JsonObject secret = JsonObject.EMPTY.with("passphrase", "a long one");
    stage.step(new Input.Receive(1, new Command(Room.PASSPHRASE, 1, secret)));
    List<Answer> answers = new ArrayList<>();
    for (int seq = 2; seq <= 40; seq++) {
      stage.step(set("a", seq, 10_000));
      answers.addAll(stage.answers(1));
    }
    stage.pass(100);
    answers.addAll(stage.answers(1));
    assertThat(answers).extracting("code").contains(Code.RATE_LIMITED);
    assertThat(stage.host().heapBytes() - before).isBetween(200_000L, 300_000L);
  }
}
