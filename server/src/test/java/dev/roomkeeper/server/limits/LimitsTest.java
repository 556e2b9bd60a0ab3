package dev.roomkeeper.server.limits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.limits.Limits.Allowance;
import dev.roomkeeper.server.limits.Limits.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsTest {
  private static Limits limits(Numbers numbers) {
    return new Limits(numbers, () -> 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::ffff:10.0.0.1, 10.0.0.1",
    "2001:db8:0:1::5, 2001:db8:0:1:0:0:0:0/64",
    "2001:0DB8:0000:0001:ffff:1:2:3, 2001:db8:0:1:0:0:0:0/64",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
    "unix, unix",
  })
  void spellings_of_one_address_are_one_owner(String address, String owner) {
    assertThat(Limits.addressOwner(address)).isEqualTo(owner);
  }

  @Test
  void addresses_of_one_ipv6_network_share_their_sockets() {
    Limits limits = limits(Numbers.DEFAULT.with(Limit.SOCKETS_BY_ADDRESS, 2, 0));
    assertThat(limits.admit("u_1", "2001:db8::1")).isNotNull();
    Allowance second = requireNonNull(limits.admit("u_2", "2001:db8::2"));
    assertThat(limits.admit("u_3", "2001:db8::3")).isNull();
    assertThat(limits.admit("2001:db8::4")).isNull();
    assertThat(limits.admit("u_3", "2001:db8:0:1::3")).as("another network").isNotNull();
    second.giveBack();
    assertThat(limits.admit("u_3", "2001:db8::3")).isNotNull();
    assertThat(limits.open()).isEqualTo(3);
  }

  @Test
  void what_is_refused_leaves_nothing_behind() {
    Limits limits =
        limits(
            Numbers.DEFAULT
                .with(Limit.SOCKETS_BY_USER, 1, 0)
                .with(Limit.SOCKETS_BY_ADDRESS, 2, 0)
                .with(Limit.NAMELESS_SOCKETS_BY_ADDRESS, 1, 0));
    Allowance first = requireNonNull(limits.admit("ann", "10.0.0.1"));
    for (int i = 0; i < 5; i++) {
      assertThat(limits.admit("ann", "10.0.0.1")).isNull();
    }
    Allowance nameless = requireNonNull(limits.admit("10.0.0.1"));
    assertThat(limits.admit("10.0.0.1")).isNull();
    assertThat(nameless.count("bob")).isTrue();
    nameless.giveBack();
    first.giveBack();
    assertThat(limits.open()).isZero();
    assertThat(limits.admit("ann", "10.0.0.1")).isNotNull();
    assertThat(limits.admit("10.0.0.1")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "frames-by-user=800+400/s, FRAMES_BY_USER, 800, 400",
    "feedback-by-address=5+6/m, FEEDBACK_BY_ADDRESS, 5, 0.1",
    "new-rooms-by-user=5+36/h, NEW_ROOMS_BY_USER, 5, 0.01",
    "sockets-by-address=50, SOCKETS_BY_ADDRESS, 50, 0",
    "handshakes-by-address=50, HANDSHAKES_BY_ADDRESS, 50, 50",
  })
  void the_command_line_sets_numbers(String text, Limit limit, double most, double perSecond) {
    assertThat(Numbers.DEFAULT.with(text).of(limit)).isEqualTo(new Budget.Terms(most, perSecond));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "nothing=5",
        "frames-by-user",
        "frames-by-user=",
        "frames-by-user=x",
        "frames-by-user=0",
        "frames-by-user=5+5",
        "frames-by-user=5+-5/s",
        "frames-by-user=NaN",
        "frames-by-user=5+5/d"
      })
  void what_is_no_limit_is_refused(String text) {
    assertThatThrownBy(() -> Numbers.DEFAULT.with(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  /** The table is what operators read: a number that changed must change there. */
  @Test
  void the_docs_name_every_limit_with_its_numbers() throws IOException {
    String docs = Files.readString(Path.of("../docs/security.md"));
    for (Limit limit : Limit.values()) {
      String row = "| `" + limit.label() + "` | " + numbers(limit.terms()) + " |";
      assertThat(docs).contains(row);
    }
  }

  private static String numbers(Budget.Terms terms) {
    String most = "%,d".formatted((long) terms.most());
    double back = terms.perSecond();
    if (back == 0) {
      return most;
    }
    return most
        + " + "
        + (back >= 1
            ? "%,d/s".formatted((long) back)
            : back * 60 >= 1
                ? "%d/m".formatted(Math.round(back * 60))
                : "%d/h".formatted(Math.round(back * 3_600)));
  }
}
