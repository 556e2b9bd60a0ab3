package dev.roomkeeper.server.cluster;

import java.net.URI;

/** The address at which other nodes and the router reach a node: host:port. */
public final class NodeAddress {
  private static final int PORT_MAX = 65_535;

  private NodeAddress() {}

  /**
   * Checks an address: a name or an IP address (IPv6 in brackets), and a port.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static String parse(String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no address such as 10.0.0.11:8080, node1.example:8080 or [fd00::11]:8080;"
              + " a name has letters, digits, dots and hyphens");
    }
    return text;
  }

  /**
   * Checked with the class that other nodes parse it with: they could not connect to what it
   * refuses.
   */
  private static boolean isAddress(String text) {
    try {
      URI read = URI.create("http://" + text);
      String host = read.getHost();
      return host != null
          && !host.contains("%") // a scope id is meaningful on this machine only
          && read.getPort() > 0
          && read.getPort() <= PORT_MAX
          && (host + ":" + read.getPort()).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
