package dev.roomkeeper.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.testing.Ballot.Mistake;
import org.junit.jupiter.api.Test;

/** The ready tests pass for a kind without a mistake, and each notices its mistake. */
final class KindTestsTest {
  /** Notes of one secret length or another, and calls that everybody may hear. */
  private static final Bot VOTER =
      (memberId, view, chance) ->
          chance.below(2) == 0 && !memberId.equals("ann")
              ? new Bot.Ask(
                  "note", JsonObject.of("text", Json.of("x".repeat(1 + chance.secretBelow(100)))))
              : new Bot.Ask("call", JsonObject.of("text", Json.of("c" + chance.below(100))));

  private static KindTests of(Mistake mistake) {
    return KindTests.of(new Ballot(mistake));
  }

  @Test
  void a_kind_without_a_mistake_passes_all() {
    of(Mistake.NONE).all();
    of(Mistake.NONE).withSteps(2_500).staysWithin(24_000);
    of(Mistake.NONE).withBot(VOTER).keepsSecrets("ann");
  }

  @Test
  void who_reads_a_secret_is_noticed() {
    KindTests tests = of(Mistake.READS_A_SECRET).withBot(VOTER);
    assertThatThrownBy(() -> tests.keepsSecrets("ann"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ballot, seed 1, step ")
        .hasMessageContaining("ann can tell two worlds apart");
  }

  @Test
  void who_forgets_a_bound_is_noticed() {
    assertThatThrownBy(() -> of(Mistake.FORGETS_A_BOUND).withSteps(2_500).staysWithin(24_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is no bound");
  }

  @Test
  void who_remembers_outside_of_the_room_is_noticed() {
    assertThatThrownBy(() -> of(Mistake.REMEMBERS_BY_ITSELF).isTheSameTwice())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the second time");
  }

  @Test
  void an_ephemeral_command_that_writes_kept_state_is_noticed() {
    assertThatThrownBy(() -> of(Mistake.KEEPS_WHAT_IS_EPHEMERAL).isTheSameTwice())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("threw");
  }

  @Test
  void a_room_goes_on_after_a_takeover_with_what_was_kept() {
    TestRoom room = new TestRoom(new Ballot(Mistake.NONE));
    TestClient ann = room.join("ann");
    ann.does("note", "{text:'mine'}");
    ann.does("point", "{text:'x'}");
    assertThat(ann.at("points").isTrue("ann")).isTrue();
    room.takeOver();
    TestClient again = room.join("ann");
    assertThat(again.view().text("note")).isEqualTo("mine");
    assertThat(again.at("points").isEmpty()).isTrue();
    assertThat(room.join("bob").view().has("note")).isFalse();
  }

  @Test
  void what_cannot_be_read_is_answered_without_the_kind() {
    TestClient ann = new TestRoom(new Ballot(Mistake.NONE)).join("ann");
    assertThat(ann.refused(Code.UNKNOWN_COMMAND, "cal", "{}"))
        .isEqualTo("a ballot knows no command \"cal\"; it knows note, call, point");
    assertThat(ann.refused(Code.BAD_REQUEST, "call", "{}"))
        .isEqualTo("\"text\" must be a string of 1 to 200 characters");
    assertThat(ann.refused(Code.BAD_REQUEST, "call", "{text:'a', tone:'low'}"))
        .isEqualTo("\"tone\" is unknown; known are text");
  }
}
