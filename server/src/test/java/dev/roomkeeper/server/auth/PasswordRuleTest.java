package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRuleTest {
  private static final PasswordRule STRONG = PasswordRule.strong();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "h7Kq2zP",
        "12345678",
        "password",
        "Password1",
        "p4ssw0rd",
        "qwertyuiop",
        "iloveyou",
        "11111111",
        "abcdefgh",
        "baseball1",
        "sunshine",
        "19900101",
        "annabell"
      })
  void what_is_tried_first_is_refused(String password) {
    assertThat(STRONG.problem(password, "annabell")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "kT8#vLq2w",
        "zwölf Tassen grüner Tee",
        "蛋糕很好吃我喜欢"
      })
  void what_takes_long_to_guess_is_taken(String password) {
    assertThat(STRONG.problem(password, "annabell")).isNull();
  }

  @Test
  void a_long_password_is_not_looked_at_for_long() {
    long before = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      STRONG.problem("passwordpassword1234qwerty".repeat(9), "ann" + i);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void a_course_may_take_any() {
    assertThat(PasswordRule.ANY.problem("123456", "ann")).isNull();
  }
}
