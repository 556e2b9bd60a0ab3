package dev.roomkeeper.kinds.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.testing.KindTests;
import dev.roomkeeper.testing.TestRoom;
import org.junit.jupiter.api.Test;

final class PollTest {
  @Test
  void a_vote_is_counted_and_secret() {
    TestRoom room = new TestRoom(new Poll());
    var ann = room.join("ann");
    var bob = room.join("bob");
    ann.does("vote", "{choice:'soup'}");
    assertThat(bob.at("votes").number("soup", 0)).isEqualTo(1);
    assertThat(bob.view().has("mine")).isFalse();
  }

  @Test
  void it_is_as_every_kind_has_to_be() {
    KindTests.of(new Poll()).all();
  }
}
