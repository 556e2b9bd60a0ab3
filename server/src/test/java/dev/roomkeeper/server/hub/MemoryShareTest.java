package dev.roomkeeper.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.hub.RoomMemory.Payers;
import org.junit.jupiter.api.Test;

/** Rooms of one maker share a budget of memory. */
final class MemoryShareTest {
  private static final long MOST = 1_000_000;
  private static final Payers ANN = new Payers("ann", "127.0.0.1");

  private long left = MOST;

  private final RoomMemory memory =
      new RoomMemory() {
        @Override
        public boolean take(Payers payers, long bytes) {
          if (bytes > left) {
            return false;
          }
          left -= bytes;
          return true;
        }

        @Override
        public void grew(Payers payers, long bytes) {
          left -= bytes;
        }

        @Override
        public boolean isShort(Payers payers) {
          return left < MOST / 16;
        }

        @Override
        public boolean isScarce() {
          return false;
        }
      };

  private MemoryShare room() {
    return MemoryShare.take(memory, ANN, "r", 0);
  }

  @Test
  void L3_rooms_that_grow_at_once_are_not_granted_the_same_bytes() {
    MemoryShare one = room();
    MemoryShare other = room();
    assertThat(one.take(600_000)).isTrue();
    assertThat(other.take(600_000)).as("before either was weighed").isFalse();
    assertThat(other.take(300_000)).isTrue();
  }

  @Test
  void L3_what_was_granted_becomes_what_the_room_takes() {
    MemoryShare room = room();
    long before = left;
    assertThat(room.take(600_000)).isTrue();
    room.update(0); // The command was taken back.
    assertThat(left).isEqualTo(before);
    assertThat(room.take(600_000)).isTrue();
    room.update(700_000); // The past takes memory as well.
    assertThat(left).isEqualTo(before - 700_000);
  }

  @Test
  void L3_a_room_that_left_gives_all_back() {
    MemoryShare room = room();
    assertThat(room.take(600_000)).isTrue();
    room.giveBack();
    assertThat(left).isEqualTo(MOST);
    room.take(100);
    room.update(100_000);
    assertThat(left).isEqualTo(MOST);
  }

  @Test
  void L3_a_room_that_does_not_fit_is_not_opened() {
    assertThat(room().take(990_000 - (16 << 10))).isTrue();
    assertThatThrownBy(this::room).isInstanceOf(NoMemoryLeft.class);
  }
}
