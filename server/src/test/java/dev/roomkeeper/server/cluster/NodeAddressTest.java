package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.server.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class NodeAddressTest {
  private static Settings read(String address) {
    return CommandLine.populateCommand(new Settings(), "--node-address", address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "localhost:1",
        "node-1.rooms.example:65535",
        "node1.example.:80",
        "[::1]:8080",
        "[fd00:1::9]:8080"
      })
  void what_the_others_can_connect_to_is_taken(String address) {
    assertThat(read(address).nodeAddress).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "node1",
        "node1:",
        ":8080",
        "node_1:8080",
        "::1:8080",
        "fd00:1::9:8080",
        "[fe80::1%eth0]:8080",
        "[node1]:8080",
        "10.0.0.256:8080",
        "node1:0",
        "node1:65536",
        "node1:http",
        "node1:8080/",
        "me@node1:8080",
        "http://node1:8080",
        "node 1:8080",
        "node1:8080 "
      })
  void what_they_could_not_is_refused_at_the_start(String address) {
    assertThatThrownBy(() -> read(address))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("--node-address")
        .hasMessageContaining("\"" + address + "\" is no address such as 10.0.0.11:8080");
  }
}
