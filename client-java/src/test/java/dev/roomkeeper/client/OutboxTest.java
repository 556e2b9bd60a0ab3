package dev.roomkeeper.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final Ack ACK = new Ack(1, 2, true);
  private final Outbox outbox = new Outbox();
  private final List<Long> sent = new ArrayList<>();

  private CompletableFuture<Ack> add() {
    CompletableFuture<Ack> answer = new CompletableFuture<>();
    outbox.add("board", JsonFrames.JSON.createObjectNode(), answer);
    return answer;
  }

  private void online(String session) {
    outbox.online(session, frame -> sent.add(frame.seq().orElseThrow()));
  }

  private static String codeOf(CompletableFuture<Ack> answer) {
    return answer.exceptionNow() instanceof RoomException refusal ? refusal.code() : "none";
  }

  @Test
  void P12_commands_count_from_one_and_wait_for_a_connection() {
    CompletableFuture<Ack> first = add();
    add();
    assertThat(sent).isEmpty();
    online("s");
    assertThat(sent).containsExactly(1L, 2L);
    outbox.acked(1, ACK);
    assertThat(first).isCompletedWithValue(ACK);
    outbox.acked(1, new Ack(9, 9, false)); // a second answer: only the first one counts
    assertThat(first).isCompletedWithValue(ACK);
  }

  @Test
  void P15_what_is_unanswered_is_sent_again_under_its_number_in_the_same_session() {
    online("s");
    CompletableFuture<Ack> first = add();
    CompletableFuture<Ack> second = add();
    outbox.rejected(1, new RoomException("FORBIDDEN", "no"));
    assertThat(codeOf(first)).isEqualTo("FORBIDDEN");
    outbox.offline();
    add();
    sent.clear();
    online("s");
    assertThat(sent).containsExactly(2L, 3L);
    outbox.acked(2, ACK);
    assertThat(second).isCompleted();
  }

  @Test
  void P15_in_another_session_what_was_sent_can_not_be_told_and_what_waits_begins_at_one() {
    online("s");
    CompletableFuture<Ack> unanswered = add();
    outbox.offline();
    CompletableFuture<Ack> waiting = add();
    sent.clear();
    online("t");
    assertThat(codeOf(unanswered)).isEqualTo(RoomException.UNKNOWN_OUTCOME);
    assertThat(sent).containsExactly(1L);
    outbox.acked(1, ACK);
    assertThat(waiting).isCompletedWithValue(ACK);
  }

  @Test
  void P15_no_command_is_further_than_64_ahead_of_the_oldest_unanswered_one() {
    online("s");
    for (int i = 0; i < 100; i++) {
      add();
    }
    assertThat(sent).hasSize(64);
    outbox.acked(2, ACK);
    assertThat(sent).hasSize(64);
    outbox.acked(1, ACK);
    assertThat(sent).hasSize(66).last().isEqualTo(66L);
  }

  @Test
  void a_full_outbox_refuses_the_command_that_overfills_it() {
    List<CompletableFuture<Ack>> taken = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      taken.add(add());
    }
    assertThat(codeOf(add())).isEqualTo(RoomException.UNAVAILABLE);
    assertThat(taken).noneMatch(CompletableFuture::isDone);
    outbox.abandon(new RoomException(RoomException.CLOSED, "left"));
    assertThat(taken).allMatch(each -> codeOf(each).equals(RoomException.CLOSED));
    assertThat(outbox.size()).isZero();
  }
}
