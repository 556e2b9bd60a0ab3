package dev.roomkeeper.server.cluster;

import java.net.URI;

/** Where other nodes and the router reach a node, as it tells them: host:port. */
public final class NodeAddress {
  private static final int PORT_MAX = 65_535;

  private NodeAddress() {}

  /**
   * The text, if it is a name or an IP address, one of IPv6 in brackets, and a port.
   *
   * @throws IllegalArgumentException with a sentence, if it is not
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

  /** By the class that the others read it with: what that one refuses could not be asked. */
  private static boolean isAddress(String text) {
    try {
      URI read = URI.create("http://" + text);
      String host = read.getHost();
      return host != null
          && !host.contains("%") // A scope of this machine's own.
          && read.getPort() > 0
          && read.getPort() <= PORT_MAX
          && (host + ":" + read.getPort()).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
