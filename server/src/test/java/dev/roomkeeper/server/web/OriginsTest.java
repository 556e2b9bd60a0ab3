package dev.roomkeeper.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  @ParameterizedTest
  @CsvSource({
    "https://play.example, https://play.example",
    "https://play.example/, https://play.example",
    "HTTPS://Play.Example, https://play.example",
    "https://play.example:443, https://play.example",
    "http://play.example:80/, http://play.example",
    "http://localhost:5173, http://localhost:5173",
    "https://[FD00::1]:8443, https://[fd00::1]:8443"
  })
  void an_origin_is_written_as_browsers_write_it(String given, String normal) {
    assertThat(Origins.normal(given)).isEqualTo(normal);
    assertThat(Origins.of(Set.of(given)).allow(normal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "null",
        "play.example",
        "localhost:5173",
        "ftp://play.example",
        "https://play.example/room",
        "https://play.example?x",
        "https://me@play.example",
        "https://a.example, https://b.example",
        "https://*.example",
        "https://play.example:99999"
      })
  void what_is_no_origin_is_refused(String given) {
    assertThatThrownBy(() -> Origins.normal(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(such as https://play\\.example|repeat the option).*");
  }

  @Test
  void others_are_not_let_in() {
    Origins origins = Origins.of(Set.of("https://play.example"));
    assertThat(origins.allow("https://play.example.evil.example")).isFalse();
    assertThat(origins.allow("http://play.example")).isFalse();
    assertThat(origins.allow("https://play.example:8443")).isFalse();
    assertThat(origins.allow("null")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://name, name, true",
    "https://name, name:443, true",
    "http://name, name:80, true",
    "http://Name, nAME, true",
    "http://name:8080, name:8080, true",
    "https://[::1]:8443, [::1]:8443, true",
    "https://[::1], [::1]:443, true",
    "https://name, name:8443, false",
    "http://name, name:443, false",
    "http://name:8080, name, false",
    "https://name, other, false",
    "https://name.evil, name, false",
    "null, name, false",
    "https://name, , false"
  })
  void a_page_of_the_host_that_it_asks_is_known(String origin, String host, boolean isOwn) {
    assertThat(Origins.isOwn(origin, host)).isEqualTo(isOwn);
  }
}
