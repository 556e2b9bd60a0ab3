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
  private static final String NODE = "10.0.0.1:8080";
  private static final String PATH = "/link/v1/rooms/r1?user=u_1";

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Link one = link("a key of thirty-two bytes, shared");
  private final Link other = link("a key of thirty-two bytes, shared");

  private Link link(String key) {
    return new Link(key.getBytes(StandardCharsets.UTF_8), () -> now, NODE);
  }

  private boolean isGenuine(String mark) {
    return other.isGenuine(mark, "POST", PATH);
  }

  @Test
  void a_node_knows_anothers_request() {
    assertThat(isGenuine(one.mark("POST", NODE, PATH))).isTrue();
  }

  @Test
  void a_mark_is_for_its_path_alone() {
    String mark = one.mark("POST", NODE, PATH);
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r2?user=u_1")).isFalse();
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r1?user=u_2")).isFalse();
    assertThat(other.isGenuine(mark, "POST", "/link/v1/rooms/r1")).isFalse();
  }

  @Test
  void a_mark_is_good_once() {
    String mark = one.mark("POST", NODE, PATH);
    assertThat(isGenuine(mark)).isTrue();
    assertThat(isGenuine(mark)).isFalse();
    assertThat(isGenuine(one.mark("POST", NODE, PATH))).as("another").isTrue();
  }

  @Test
  void a_mark_is_for_its_body_and_its_node_alone() {
    byte[] body = "{\"userId\":\"u_1\"}".getBytes(StandardCharsets.UTF_8);
    byte[] another = "{\"userId\":\"u_2\"}".getBytes(StandardCharsets.UTF_8);
    String mark = one.mark("POST", NODE, PATH, body);
    assertThat(other.isGenuine(mark, "POST", PATH, another)).isFalse();
    assertThat(other.isGenuine(mark, "POST", PATH)).isFalse();
    assertThat(other.isGenuine(mark, "POST", PATH, body)).isTrue();
    String elsewhere = one.mark("POST", "10.6.6.6:8080", PATH, body);
    assertThat(other.isGenuine(elsewhere, "POST", PATH, body)).isFalse();
  }

  @Test
  void a_signature_is_for_its_purpose_and_text_alone() {
    String signature = one.sign("taken", "7 r");
    assertThat(other.isSigned("taken", "7 r", signature)).isTrue();
    assertThat(other.isSigned("taken", "8 r", signature)).isFalse();
    assertThat(other.isSigned("node", "7 r", signature)).isFalse();
    assertThat(other.isSigned("taken", "7 r", null)).isFalse();
    assertThat(link("another key of thirty-two bytes!!").isSigned("taken", "7 r", signature))
        .isFalse();
  }

  @Test
  void a_mark_is_for_its_method_alone() {
    String mark = one.mark("POST", NODE, PATH);
    assertThat(other.isGenuine(mark, "DELETE", PATH)).isFalse();
    assertThat(other.isGenuine(mark, "post", PATH)).isFalse();
  }

  @Test
  void method_and_path_can_not_be_cut_elsewhere() {
    assertThat(other.isGenuine(one.mark("POST", NODE, "/a"), "POS", "T/a")).isFalse();
  }

  @Test
  void a_mark_is_good_for_half_a_minute_whosever_clock_is_ahead() {
    String mark = one.mark("POST", NODE, PATH);
    Instant made = now;
    now = made.plusMillis(30_000);
    assertThat(isGenuine(mark)).isTrue();
    now = made.plusMillis(30_001);
    assertThat(isGenuine(mark)).isFalse();
    now = made;
    String ahead = one.mark("POST", NODE, PATH);
    now = made.minusMillis(30_001);
    assertThat(isGenuine(ahead)).isFalse();
    now = made.minusMillis(30_000);
    assertThat(isGenuine(ahead)).isTrue();
  }

  @Test
  void a_mark_of_another_time_can_not_be_made_newer() {
    String mark = one.mark("POST", NODE, PATH);
    now = now.plusSeconds(60);
    String newer = now.toEpochMilli() + mark.substring(mark.indexOf('.'));
    assertThat(isGenuine(newer)).isFalse();
  }

  @Test
  void a_mark_made_with_another_key_is_not_genuine() {
    assertThat(isGenuine(link("another key of thirty-two bytes!!").mark("POST", NODE, PATH)))
        .isFalse();
  }

  @Test
  void no_part_of_a_mark_will_do() {
    String mark = one.mark("POST", NODE, PATH);
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
    assertThat(isGenuine("0".repeat(128) + one.mark("POST", NODE, PATH))).isFalse();
    assertThat(
            isGenuine(one.mark("POST", NODE, PATH).toUpperCase(Locale.ROOT) + "0".repeat(1 << 20)))
        .isFalse();
  }
}
