package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyNetworksTest {
  @ParameterizedTest
  @CsvSource({
    "9.9.9.9, '1.1.1.1', 9.9.9.9", // a stranger may say what it likes
    "127.0.0.1, , 127.0.0.1",
    "127.0.0.1, '1.1.1.1', 1.1.1.1",
    "127.0.0.1, '1.1.1.1, 2.2.2.2', 2.2.2.2", // what came before is the stranger's word
    "10.1.2.3, '1.1.1.1, 10.9.9.9', 1.1.1.1",
    "10.128.0.1, '1.1.1.1', 10.128.0.1", // one bit beyond the network
    "0:0:0:0:0:0:0:1, '2001:db8::7', 2001:db8:0:0:0:0:0:7",
    "fd00:1::9, '1.1.1.1', 1.1.1.1",
    "fd00:2::9, '1.1.1.1', fd00:2:0:0:0:0:0:9",
    "127.0.0.1, 'unknown', 127.0.0.1",
    "127.0.0.1, '1.1.1.1, ', 127.0.0.1"
  })
  void whose_address_counts(String peer, @Nullable String forwardedFor, String client) {
    Addresses addresses = Addresses.behind(Set.of("127.0.0.1", "10.0.0.0/9", "::1", "fd00:1::/32"));
    assertThat(
            addresses.client(peer, forwardedFor == null ? List.of() : List.of(forwardedFor), false))
        .isEqualTo(client);
  }

  @Test
  void everybody_is_of_the_network_of_no_bits() {
    assertThat(
            Addresses.behind(Set.of("0.0.0.0/0"))
                .client("9.9.9.9", List.of("1.1.1.1, 8.8.8.8"), false))
        .isEqualTo("1.1.1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nginx", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "/8"})
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> Addresses.Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither an IP address nor a network");
  }
}
