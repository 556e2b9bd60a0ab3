package dev.roomkeeper.server.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who owns an address. An IPv4 address is one owner. IPv6 addresses with the same first 64 bits are
 * one owner, because a household or a rented server has them all.
 */
final class AddressOwner {
  private static final int NETWORK_BYTES = 8;
  private static final String NETWORK_SUFFIX = "/64";
  private static final int TEXT_LENGTH_MAX = 64;

  private AddressOwner() {}

  /**
   * One text for all spellings of the same owner.
   *
   * @param address as it came; a text that is no address is its own owner
   */
  static String of(String address) {
    if (address.endsWith(NETWORK_SUFFIX) && address.length() <= TEXT_LENGTH_MAX) {
      return address; // It is an owner already; to fail to parse it would be slow.
    }
    try {
      InetAddress literal = InetAddress.ofLiteral(withoutZone(address));
      if (literal instanceof Inet4Address) { // This also covers an IPv4 address written as IPv6.
        return literal.getHostAddress();
      }
      byte[] network = Arrays.copyOf(literal.getAddress(), literal.getAddress().length);
      Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
      return InetAddress.getByAddress(network).getHostAddress() + NETWORK_SUFFIX;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address.length() <= TEXT_LENGTH_MAX ? address : address.substring(0, TEXT_LENGTH_MAX);
    }
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
