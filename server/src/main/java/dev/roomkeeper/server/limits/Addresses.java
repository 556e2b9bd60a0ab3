package dev.roomkeeper.server.limits;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose address counts: the peer's, or, where the peer is a proxy of ours, the one that it says it
 * speaks for.
 *
 * @param proxies our own
 */
public record Addresses(List<Network> proxies) {
  /** The header in which a proxy says for whom it speaks; each adds its peer at the end. */
  public static final String HEADER = "X-Forwarded-For";

  private static final int LENGTH_MAX = 64;
  private static final Pattern NAMED =
      Pattern.compile("\"?(?:\\[(?<v6>[^\\]]*)](?::\\d{1,5})?|(?<v4>[0-9.]+):\\d{1,5})\"?");

  /** No proxy is ours. */
  public static final Addresses DIRECT = new Addresses(List.of());

  /** All addresses that begin with the same bits; one address is a network of itself. */
  public record Network(InetAddress first, int bits) {
    /**
     * Reads {@code 10.0.0.1}, {@code 10.0.0.0/8} or the same in IPv6; never asks for a name.
     *
     * @throws IllegalArgumentException with a sentence, if it is neither
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
        // said below
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

  /** From what the command line says, each as {@link Network#parse} reads it. */
  public static Addresses behind(Set<String> proxies) {
    return new Addresses(proxies.stream().map(Network::parse).toList());
  }

  /** Whether what this peer says of its client is believed. */
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
   * @param forwardedFor all header lines as they came: one list, of which each proxy wrote the end
   * @param isOurs whether the peer proved to be ours in another way
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
        break; // "unknown", say: whom that proxy spoke for is not known.
      }
      client = next;
      trusted = isProxy(next);
    }
    return client.getHostAddress();
  }

  /** As proxies write it: {@code 203.0.113.7}, with a port, {@code [2001:db8::7]:443}, quoted. */
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
      return null; // The header may hold anything.
    }
  }
}
