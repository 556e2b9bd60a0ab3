package dev.roomkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  private static final String PATH = "/link/v1/rooms/r1?user=u_1";

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Link one = link("a key of thirty-two bytes, shared");
  private final Link other = link("a key of thirty-two bytes, shared");

  private Link link(String key) {
    return new Link(key.getBytes(StandardCharsets.UTF_8), () -> now);
  }

  private boolean isGenuine(String mark) {
    return other.isGenuine(mark, "POST", PATH);
  }

  @Test
  void a_node_knows_anothers_request() {
    assertThat(isGenuine(one.mark("POST", PATH))).isTrue();
  }

  @Test
  void a_mark_is_for_its_path_alone() {
    String mark = one.mark("POST", PATH);
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r2?user=u_1")).isFalse();
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r1?user=u_2")).isFalse();
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r1")).isFalse();
  }

  @Test
  void a_mark_is_for_its_method_alone() {
    String mark = one.mark("POST", PATH);
    assertThat(other.isGenuine(mark, "DELETE", PATH)).isFalse();
    assertThat(other.isGenuine(mark, "post", PATH)).isFalse();
  }

  @Test
  void method_and_path_can_not_be_cut_elsewhere() {
    assertThat(other.isGenuine(one.mark("POST", "/a"), "POS", "T/a")).isFalse();
  }

  @Test
  void a_mark_is_good_for_half_a_minute_whosever_clock_is_ahead() {
    String mark = one.mark("POST", PATH);
    Instant made = now;
    now = made.plusMillis(30_000);
    assertThat(isGenuine(mark)).isTrue();
    now = made.plusMillis(30_001);
    assertThat(isGenuine(mark)).isFalse();
    now = made.minusMillis(30_000);
    assertThat(isGenuine(mark)).isTrue();
    now = made.minusMillis(30_001);
    assertThat(isGenuine(mark)).isFalse();
  }

  @Test
  void a_mark_of_another_time_can_not_be_made_newer() {
    String mark = one.mark("POST", PATH);
    now = now.plusSeconds(60);
    String newer = now.toEpochMilli() + mark.substring(mark.indexOf('.'));
    assertThat(isGenuine(newer)).isFalse();
  }

  @Test
  void a_mark_made_with_another_key_is_not_genuine() {
    assertThat(isGenuine(link("another key of thirty-two bytes!!").mark("POST", PATH))).isFalse();
  }

  @Test
  void no_part_of_a_mark_will_do() {
    String mark = one.mark("POST", PATH);
    assertThat(isGenuine(mark.substring(0, mark.length() - 2))).isFalse();
    assertThat(isGenuine(mark + "00")).isFalse();
    assertThat(isGenuine(mark.substring(0, mark.indexOf('.') + 1))).isFalse();
    assertThat(isGenuine(mark.substring(mark.indexOf('.')))).isFalse();
    char last = mark.charAt(mark.length() - 1);
    String changed = mark.substring(0, mark.length() - 1) + (last == '0' ? '1' : '0');
    assertThat(isGenuine(changed)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "x.y",
        "1767225600000",
        "1767225600000.",
        "1767225600000.xyz",
        "1767225600000.0",
        "9223372036854775807.00",
        "-9223372036854775808.00",
        "92233720368547758070.00",
        "\u0661.\u0661\u0661",
      })
  void garbage_is_not_genuine(String mark) {
    assertThat(isGenuine(mark)).isFalse();
  }

  @Test
  void a_mark_that_is_too_long_is_not_even_read() {
    assertThat(isGenuine("0".repeat(128) + one.mark("POST", PATH))).isFalse();
    assertThat(isGenuine(one.mark("POST", PATH).toUpperCase(Locale.ROOT) + "0".repeat(1 << 20)))
        .isFalse();
  }
}
