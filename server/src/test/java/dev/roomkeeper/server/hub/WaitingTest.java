package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.server.hub.RoomMemory.Payers;
import dev.roomkeeper.server.kit.LocalHub;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a room's turn takes memory, and its sender pays for it until the turn is over. */
@Timeout(60)
final class WaitingTest {
  private static final long SHARE_BYTES = 2 << 20;
  private static final Payers ANN = new Payers("ann", "127.0.0.1");
  private static final Payers EVE = new Payers("eve", "127.0.0.2");

  @TempDir Path folder;

  private final Shares waiting = new Shares();
  private volatile boolean isBehind = true;

  /** Each user has a share. */
  private static final class Shares implements RoomMemory {
    private final Map<Payers, Long> used = new ConcurrentHashMap<>();

    @Override
    public synchronized boolean take(Payers payers, long bytes) {
      if (used(payers) + bytes > SHARE_BYTES) {
        return false;
      }
      grew(payers, bytes);
      return true;
    }

    @Override
    public synchronized void grew(Payers payers, long bytes) {
      used.merge(payers, bytes, Long::sum);
    }

    @Override
    public boolean isShort(Payers payers) {
      return false;
    }

    @Override
    public boolean isScarce() {
      return false;
    }

    long used(Payers payers) {
      return used.getOrDefault(payers, 0L);
    }
  }

  /** A room with this audience pauses while it is behind, and what comes in waits. */
  private final class Slow implements Audience {
    @Override
    public void publish(Flush flush) {}

    @Override
    public void close(long connection, CloseCode code, String reason) {}

    @Override
    public void wrote(long connection, long bytes) {}

    @Override
    public boolean isBehind() {
      return isBehind;
    }

    @Override
    public void gone() {}
  }

  private LocalHub hub() {
    LocalHub.Parts parts = new LocalHub.Parts();
    parts.audience = new Slow();
    parts.waiting = waiting;
    return new LocalHub(folder, parts);
  }

  private static Input.Receive leaves(long connection, int number) {
    JsonObject object = JsonObject.EMPTY;
    for (int i = 0; i < 5_000; i++) {
      object = object.with(Integer.toString(i), 1);
    }
    JsonObject board = JsonObject.EMPTY.with("o" + number, object);
    return new Input.Receive(connection, new Command("board", 0, board));
  }

  /** How many commands are let in until one is refused, 100 at most. */
  private static int fill(LiveRoom room, long connection, Payers sender) {
    for (int i = 0; i < 100; i++) {
      if (!room.knock(leaves(connection, i), sender)) {
        return i;
      }
    }
    return 100;
  }

  private void awaitNothingWaits(Payers... senders) throws InterruptedException {
    for (Payers sender : senders) {
      while (waiting.used(sender) != 0) {
        TimeUnit.MILLISECONDS.sleep(10); // The test's time limit ends it.
      }
    }
  }

  @Test
  void L3_payloads_wait_only_within_their_senders_share_of_memory() {
    try (LocalHub hub = hub()) {
      LiveRoom room = hub.open();
      int heap = leaves(1, 0).command().payload().heap();
      assertThat(heap).as("5,000 small values").isGreaterThan(400_000);
      assertThat(fill(room, 1, EVE)).isEqualTo((int) (SHARE_BYTES / heap)).isLessThan(6);
      assertThat(fill(hub.open(), 2, EVE)).as("in another room").isZero();
      assertThat(room.knock(leaves(3, 0), ANN)).as("others").isTrue();
      assertThat(room.knock(new Input.Receive(1, small()), EVE)).as("small ones").isTrue();
    }
  }

  private static Command small() {
    return new Command("board", 0, JsonObject.EMPTY.with("o", JsonObject.EMPTY.with("x", 1)));
  }

  @Test
  void L3_the_share_comes_back_when_the_turn_has_taken_them() throws Exception {
    try (LocalHub hub = hub()) {
      LiveRoom room = hub.open();
      int taken = fill(room, 1, EVE);
      isBehind = false;
      awaitNothingWaits(EVE);
      isBehind = true;
      assertThat(fill(room, 1, EVE)).isEqualTo(taken);
    }
  }

  @Test
  void L3_the_share_comes_back_when_the_mailbox_refuses_what_came() throws Exception {
    try (LocalHub hub = hub()) {
      LiveRoom room = hub.open();
      while (room.knock(new Input.Receive(1, small()), EVE)) {
        // Until so many wait that the connection may send no more.
      }
      assertThat(room.knock(leaves(1, 0), EVE)).isFalse();
      assertThat(waiting.used(EVE)).isZero();
    }
  }

  @Test
  void L3_the_share_comes_back_when_the_room_leaves() throws Exception {
    try (LocalHub hub = hub()) {
      LiveRoom room = hub.open();
      room.lose();
      fill(room, 1, EVE);
      var _ = room.edit("ann", leaves(1, 0).command());
      assertThat(waiting.used(EVE)).isPositive();
      assertThat(waiting.used(new Payers("ann", ""))).as("an edit").isPositive();
      isBehind = false;
      awaitNothingWaits(EVE, new Payers("ann", ""));
    }
  }
}
