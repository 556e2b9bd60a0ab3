package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.kind.Commit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is kept for members who return, and who of them stands on this room's line. */
class HistoryTest {
  private final History history = new History();

  private void add(long epoch, long base) {
    history.add(
        new Commit(
            "c" + base,
            new Commit.Span(epoch, base, base + 1),
            0,
            Commit.Cause.NONE,
            true,
            Change.NONE,
            List.of()));
  }

  private int missed(long epoch, long version) {
    return Objects.requireNonNull(history.since(epoch, version)).commits().size();
  }

  @Test
  void who_returns_is_told_what_followed() {
    add(1, 0);
    add(1, 1);
    add(2, 2);
    assertThat(missed(1, 0)).isEqualTo(3);
    assertThat(missed(1, 2)).isEqualTo(1);
    assertThat(missed(2, 3)).isZero();
  }

  @Test
  void a_version_that_another_owner_made_otherwise_is_none_of_this_line() {
    add(1, 0);
    add(2, 1);
    add(2, 2);
    assertThat(missed(1, 1)).isEqualTo(2);
    assertThat(history.since(1, 2)).as("the first owner's version 2 was lost").isNull();
    assertThat(history.since(1, 3)).isNull();
    assertThat(history.since(2, 4)).isNull();
  }

  @Test
  void it_keeps_so_many_commits() {
    for (int i = 0; i <= 4_096; i++) {
      add(1, i);
    }
    assertThat(history.since(1, 0)).isNull();
    assertThat(missed(1, 1)).isEqualTo(4_096);
  }
}
