package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String PROXY = "10.0.0.1";
  private static final String OUTER = "10.0.0.2";
  private static final String CLIENT = "203.0.113.7";
  private static final Addresses BEHIND = Addresses.behind(Set.of(PROXY, OUTER));

  @Test
  void without_a_proxy_of_ours_the_peer_counts_whatever_it_says() {
    assertThat(Addresses.DIRECT.client(CLIENT, null, false)).isEqualTo(CLIENT);
    assertThat(Addresses.DIRECT.client(CLIENT, "198.51.100.1", false)).isEqualTo(CLIENT);
    assertThat(BEHIND.client(CLIENT, PROXY, false)).isEqualTo(CLIENT);
  }

  @Test
  void who_our_proxy_speaks_for_counts() {
    assertThat(BEHIND.client(PROXY, CLIENT, false)).isEqualTo(CLIENT);
    assertThat(BEHIND.client(PROXY, "  " + CLIENT + " ", false)).isEqualTo(CLIENT);
  }

  @Test
  void what_a_client_wrote_before_our_proxy_does_not_count() {
    assertThat(BEHIND.client(PROXY, "198.51.100.1, " + CLIENT, false)).isEqualTo(CLIENT);
    assertThat(BEHIND.client(PROXY, PROXY + "," + CLIENT, false)).isEqualTo(CLIENT);
  }

  @Test
  void a_chain_of_our_proxies_is_gone_through_to_its_end() {
    assertThat(BEHIND.client(PROXY, CLIENT + ", " + OUTER, false)).isEqualTo(CLIENT);
    assertThat(BEHIND.client(PROXY, "198.51.100.1, " + CLIENT + ", " + OUTER, false))
        .isEqualTo(CLIENT);
    assertThat(BEHIND.client(PROXY, OUTER, false)).isEqualTo(OUTER);
  }

  @Test
  void a_peer_that_proved_to_be_ours_is_believed_as_a_proxy_is() {
    assertThat(Addresses.DIRECT.client("10.0.0.9", CLIENT, true)).isEqualTo(CLIENT);
    assertThat(Addresses.DIRECT.client("10.0.0.9", "198.51.100.1, " + CLIENT, true))
        .isEqualTo(CLIENT);
    assertThat(BEHIND.client("10.0.0.9", CLIENT + "," + PROXY, true)).isEqualTo(CLIENT);
    assertThat(BEHIND.client("10.0.0.9", null, true)).isEqualTo("10.0.0.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", CLIENT + ",", CLIENT + ", "})
  void where_our_proxy_names_nobody_the_peer_counts(String header) {
    assertThat(BEHIND.client(PROXY, header, false)).isEqualTo(PROXY);
  }

  @Test
  void a_name_that_is_too_long_is_not_taken() {
    assertThat(BEHIND.client(PROXY, "1".repeat(64), false)).isEqualTo("1".repeat(64));
    assertThat(BEHIND.client(PROXY, "1".repeat(65), false)).isEqualTo(PROXY);
    assertThat(BEHIND.client(PROXY, "1".repeat(65) + "," + OUTER, false)).isEqualTo(OUTER);
  }

  @Test
  void later_changes_to_the_given_set_change_nothing() {
    Set<String> proxies = new HashSet<>(Set.of(PROXY));
    Addresses addresses = Addresses.behind(proxies);
    proxies.add(CLIENT);
    assertThat(addresses.client(CLIENT, "198.51.100.1", false)).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "10.127.255.255, true",
    "10.128.0.1, false", // one bit beyond the network
    "0:0:0:0:0:0:0:1, true",
    "fd00:1::9, true",
    "fd00:2::9, false",
    "not an address, false"
  })
  void all_of_a_network_may_be_ours(String peer, boolean isOurs) {
    Addresses addresses = Addresses.behind(Set.of("10.0.0.0/9", "::1", "fd00:1::/32"));
    assertThat(addresses.client(peer, CLIENT, false)).isEqualTo(isOurs ? CLIENT : peer);
    assertThat(addresses.client("10.0.0.1", CLIENT + ", " + peer, false))
        .isEqualTo(isOurs ? CLIENT : peer);
  }

  @Test
  void everybody_is_of_the_network_of_no_bits() {
    assertThat(Addresses.behind(Set.of("0.0.0.0/0")).client(CLIENT, "1.1.1.1, 8.8.8.8", false))
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
