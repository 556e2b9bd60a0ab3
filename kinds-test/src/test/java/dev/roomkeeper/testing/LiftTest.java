package dev.roomkeeper.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rooms outlive the version of the kind that wrote them. */
final class LiftTest {
  /** Counts; its second version calls the count a score, and a third can't read the second's. */
  private record Counter(int version) implements RoomKind {
    private String key() {
      return version == 1 ? "count" : "score";
    }

    @Override
    public String name() {
      return "counter";
    }

    @Override
    public Durability durability(String commandType) {
      return Durability.DURABLE;
    }

    @Override
    public Verdict.@Nullable Refused unreadable(Command command) {
      return null;
    }

    @Override
    public void lift(Draft draft, int fromVersion, Moment moment) {
      if (version == 3) {
        throw new IllegalStateException("a mistake");
      }
      draft.put(Layers.ALL, List.of("score"), Json.of(count(draft, "count")));
      draft.put(Layers.ALL, List.of("lifted"), Json.of(fromVersion));
      draft.remove(Layers.ALL, List.of("count"));
    }

    private static int count(Draft draft, String key) {
      return (int) draft.object(Layers.ALL, List.of()).number(key, 0);
    }

    @Override
    public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
      draft.put(Layers.ALL, List.of(key()), Json.of(count(draft, key()) + 1));
      return draft.accept();
    }
  }

  @Test
  void a_room_of_an_older_version_is_lifted_once_before_anybody_joins() {
    TestRoom room = new TestRoom(new Counter(1));
    room.join("ann").does("more", "{}");
    room.takeOver(new Counter(2));
    TestClient ann = room.join("ann");
    assertThat(ann.view().number("score", 0)).isEqualTo(1);
    assertThat(ann.view().has("count")).isFalse();
    ann.does("more", "{}");
    long version = room.room().version();
    room.takeOver();
    assertThat(room.room().stateVersion()).isEqualTo(2);
    assertThat(room.join("ann").view().number("score", 0)).isEqualTo(2);
    assertThat(room.join("ann").view().number("lifted", 0)).isEqualTo(1);
    assertThat(room.room().version()).isGreaterThanOrEqualTo(version);
  }

  @Test
  void a_new_room_is_of_todays_version_and_never_lifted() {
    TestRoom room = new TestRoom(new Counter(2));
    room.join("ann").does("more", "{}");
    room.takeOver();
    assertThat(room.join("ann").view().has("lifted")).isFalse();
  }

  @Test
  void a_room_that_can_not_be_lifted_takes_nobody_in_and_stays_as_it_is() {
    TestRoom room = new TestRoom(new Counter(1));
    room.join("ann").does("more", "{}");
    Layers before = room.layers();
    assertThatThrownBy(
            () -> {
              room.takeOver(new Counter(3));
              room.join("ann");
            })
        .isInstanceOf(AssertionError.class)
        .hasMessage("the kind threw");
    assertThat(room.layers().root().object("all")).isEqualTo(before.root().object("all"));
  }
}
