package dev.roomkeeper.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String PROXY = "10.0.0.1";
  private static final String OUTER = "10.0.0.2";
  private static final String CLIENT = "203.0.113.7";
  private static final Addresses BEHIND = behind(PROXY, OUTER);

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

  private static Addresses behind(String... proxies) {
    return new Addresses(Stream.of(proxies).map(Addresses.Network::parse).toList());
  }
}
