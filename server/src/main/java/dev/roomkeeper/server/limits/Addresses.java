package dev.roomkeeper.server.limits;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a client's address: the peer's, or the address that the peer forwards for if it is one of
 * our proxies.
 *
 * @param proxies our proxies
 */
public record Addresses(List<Network> proxies) {
  /** The header in which proxies name their client. Each appends its peer. */
  public static final String HEADER = "X-Forwarded-For";

  private static final int LENGTH_MAX = 64;
  private static final Pattern NAMED =
      Pattern.compile("\"?(?:\\[(?<v6>[^\\]]*)](?::\\d{1,5})?|(?<v4>[0-9.]+):\\d{1,5})\"?");

  /** There are no proxies. */
  public static final Addresses DIRECT = new Addresses(List.of());

  /** All addresses that begin with the same bits. One address is a network of its own. */
  public record Network(InetAddress first, int bits) {
    /**
     * Reads {@code 10.0.0.1}, {@code 10.0.0.0/8}, or the same in IPv6. Never looks up a name.
     *
     * @throws IllegalArgumentException with a sentence if it is neither
     */
    public static Network parse(String text) {
      int slash = text.indexOf('/');
      try {
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bitsMax = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? bitsMax : Integer.parseInt(text, slash + 1, text.length(), 10);
        if (bits >= 0 && bits <= bitsMax) {
          return new Network(first, bits);
        }
      } catch (IllegalArgumentException e) {
        // Reported below.
      }
      throw new IllegalArgumentException(
          "\"" + text + "\" is neither an IP address nor a network such as 10.0.0.0/8");
    }

    private boolean holds(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] its = address.getAddress();
      if (mine.length != its.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  public Addresses {
    proxies = List.copyOf(proxies);
  }

  /** Reads the values of the command line, each like {@link Network#parse}. */
  public static Addresses behind(Set<String> proxies) {
    return new Addresses(proxies.stream().map(Network::parse).toList());
  }

  /** Whether we believe what this peer says about its client. */
  public boolean isProxy(String peer) {
    InetAddress address = literal(peer);
    return address != null && isProxy(address);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.holds(address));
  }

  /**
   * The client's address, in one spelling.
   *
   * @param forwardedFor all header lines as they came; together they are one list, to which each
   *     proxy appended
   * @param isOurs whether the peer proved in another way that it is ours
   */
  public String client(String peer, List<String> forwardedFor, boolean isOurs) {
    InetAddress client = literal(peer);
    if (client == null) {
      return peer;
    }
    boolean trusted = isOurs || isProxy(client);
    String[] named = String.join(",", forwardedFor).split(",", -1);
    for (int i = named.length - 1; i >= 0 && trusted; i--) {
      InetAddress next = named(named[i].strip());
      if (next == null) {
        break; // For example "unknown": the proxy does not know its client.
      }
      client = next;
      trusted = isProxy(next);
    }
    return client.getHostAddress();
  }

  /**
   * Reads what proxies write: {@code 203.0.113.7}, with a port, {@code [2001:db8::7]:443}, or
   * quoted.
   */
  private static @Nullable InetAddress named(String name) {
    if (name.length() > LENGTH_MAX) {
      return null;
    }
    Matcher parts = NAMED.matcher(name);
    if (!parts.matches()) {
      return literal(name);
    }
    return literal(parts.group("v6") == null ? parts.group("v4") : parts.group("v6"));
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      int scope = text.indexOf('%');
      return InetAddress.ofLiteral(scope < 0 ? text : text.substring(0, scope));
    } catch (IllegalArgumentException e) {
      return null; // The header can contain anything.
    }
  }
}
