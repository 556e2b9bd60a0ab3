package dev.roomkeeper.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.json.JsonObject;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session session = new Session("s1", 100, JsonObject.EMPTY, "ann");

  @Test
  void the_last_64_numbers_are_remembered_and_what_is_older_is_said_to_be_forgotten() {
    assertThat(session.isForgotten(36)).isTrue();
    assertThat(session.isForgotten(37)).isFalse();
    assertThat(session.isForgotten(101)).isFalse();
  }

  @Test
  void a_session_is_its_own_alone() {
    assertThat(session.is("s1")).isTrue();
    assertThat(session.is("s2")).isFalse();
    assertThat(session.is(null)).isFalse();
    assertThat(new Session(null, 0, JsonObject.EMPTY, "ann").is(null)).isFalse();
  }
}
