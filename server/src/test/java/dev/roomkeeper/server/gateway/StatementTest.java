package dev.roomkeeper.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.auth.Verification.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTest {
  @Test
  void who_somebody_is_comes_back_as_it_was_and_in_one_header() {
    Identity ann = new Identity("u_ann", "Änn 👩‍💻\r\nX: y", 1_767_225_600_000L);
    String said = Statement.of(ann);
    assertThat(said).matches("[A-Za-z0-9_-]+");
    assertThat(Statement.read(said)).isEqualTo(ann);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "x", "%", "e30", "eyJpZCI6N30", "W10"})
  void what_says_nothing_is_nobody(String said) {
    assertThat(Statement.read(said)).isNull();
  }
}
