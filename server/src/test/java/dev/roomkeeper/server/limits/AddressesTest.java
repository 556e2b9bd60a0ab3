package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String PROXY = "10.0.0.1";
  private static final String OUTER = "10.0.0.2";
  private static final String CLIENT = "203.0.113.7";
  private static final Addresses BEHIND = behind(PROXY, OUTER);

  private static String client(Addresses addresses, String peer, String... lines) {
    return addresses.client(peer, List.of(lines), false);
  }

  @Test
  void without_a_proxy_of_ours_the_peer_counts_whatever_it_says() {
    assertThat(client(Addresses.DIRECT, CLIENT)).isEqualTo(CLIENT);
    assertThat(client(Addresses.DIRECT, CLIENT, "198.51.100.1")).isEqualTo(CLIENT);
    assertThat(client(BEHIND, CLIENT, PROXY)).isEqualTo(CLIENT);
  }

  @Test
  void who_our_proxy_speaks_for_counts() {
    assertThat(client(BEHIND, PROXY, CLIENT)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, "  " + CLIENT + " ")).isEqualTo(CLIENT);
  }

  @Test
  void what_a_client_wrote_before_our_proxy_does_not_count() {
    assertThat(client(BEHIND, PROXY, "198.51.100.1, " + CLIENT)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, PROXY + "," + CLIENT)).isEqualTo(CLIENT);
  }

  @Test
  void several_header_lines_are_one_list() {
    // HAProxy adds a line of its own behind the client's.
    assertThat(client(BEHIND, PROXY, "198.51.100.1", CLIENT)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, "198.51.100.1, " + CLIENT, OUTER)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, CLIENT, OUTER)).isEqualTo(CLIENT);
  }

  @Test
  void a_chain_of_our_proxies_is_gone_through_to_its_end() {
    assertThat(client(BEHIND, PROXY, CLIENT + ", " + OUTER)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, "198.51.100.1, " + CLIENT + ", " + OUTER)).isEqualTo(CLIENT);
    assertThat(client(BEHIND, PROXY, OUTER)).isEqualTo(OUTER);
  }

  @Test
  void a_peer_that_proved_to_be_ours_is_believed_as_a_proxy_is() {
    assertThat(Addresses.DIRECT.client("10.0.0.9", List.of(CLIENT), true)).isEqualTo(CLIENT);
    assertThat(Addresses.DIRECT.client("10.0.0.9", List.of("198.51.100.1, " + CLIENT), true))
        .isEqualTo(CLIENT);
    assertThat(BEHIND.client("10.0.0.9", List.of(CLIENT + "," + PROXY), true)).isEqualTo(CLIENT);
    assertThat(BEHIND.client("10.0.0.9", List.of(), true)).isEqualTo("10.0.0.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", CLIENT + ",", CLIENT + ", ", "unknown", "_hidden", "a.b"})
  void where_our_proxy_names_nobody_the_peer_counts(String header) {
    assertThat(client(BEHIND, PROXY, header)).isEqualTo(PROXY);
  }

  @Test
  void what_is_no_address_ends_the_list_and_is_nobodys_name() {
    assertThat(client(BEHIND, PROXY, "1".repeat(64))).isEqualTo(PROXY);
    assertThat(client(BEHIND, PROXY, "fe80::1%" + "x".repeat(64))).isEqualTo(PROXY);
    assertThat(client(BEHIND, PROXY, CLIENT + ", unknown, " + OUTER)).isEqualTo(OUTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CLIENT,
        CLIENT + ":51234",
        "\"" + CLIENT + ":51234\"",
        "::ffff:" + CLIENT,
        "[::ffff:" + CLIENT + "]:51234"
      })
  void a_port_a_quote_and_a_longer_spelling_change_nobody(String named) {
    assertThat(client(BEHIND, PROXY, named)).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::7",
        "2001:DB8:0:0::7",
        "[2001:db8::7]",
        "[2001:db8::7]:443",
        "\"[2001:db8::7]:443\"",
        "2001:db8::7%eth0"
      })
  void an_IPv6_address_has_one_spelling_here(String named) {
    String one = client(Addresses.DIRECT, "2001:db8::7");
    assertThat(client(BEHIND, PROXY, named)).isEqualTo(one);
    assertThat(client(Addresses.DIRECT, "2001:db8:0:0:0:0:0:7%2")).isEqualTo(one);
  }

  @Test
  void a_trusted_hop_is_known_by_any_spelling_and_with_its_port() {
    Addresses behind = behind("2001:db8::/32", PROXY);
    assertThat(client(behind, PROXY, CLIENT + ", [2001:db8::9]:8443")).isEqualTo(CLIENT);
    assertThat(client(behind, PROXY, CLIENT + ", " + PROXY + ":80")).isEqualTo(CLIENT);
    assertThat(client(behind, "::ffff:" + PROXY, CLIENT)).isEqualTo(CLIENT);
  }

  private static Addresses behind(String... proxies) {
    return new Addresses(Stream.of(proxies).map(Addresses.Network::parse).toList());
  }
}
