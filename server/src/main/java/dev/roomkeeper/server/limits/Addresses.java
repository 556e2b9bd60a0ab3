package dev.roomkeeper.server.limits;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose address counts: the peer's, or, where the peer is a proxy of ours, the one that it says it
 * speaks for.
 *
 * @param proxies addresses of our own proxies
 */
public record Addresses(Set<String> proxies) {
  /** The header in which a proxy says for whom it speaks; each adds its peer at the end. */
  public static final String HEADER = "X-Forwarded-For";

  private static final int LENGTH_MAX = 64;

  /** No proxy is ours. */
  public static final Addresses DIRECT = new Addresses(Set.of());

  public Addresses {
    proxies = Set.copyOf(proxies);
  }

  /**
   * The client's address.
   *
   * @param forwardedFor the header as it came, null for none
   * @param isOurs whether the peer proved to be ours in another way
   */
  public String client(String peer, @Nullable String forwardedFor, boolean isOurs) {
    String client = peer;
    boolean trusted = isOurs || proxies.contains(peer);
    String[] named = forwardedFor == null ? new String[0] : forwardedFor.split(",", -1);
    for (int i = named.length - 1; i >= 0 && trusted; i--) {
      String name = named[i].strip();
      if (name.isEmpty() || name.length() > LENGTH_MAX) {
        break;
      }
      client = name;
      trusted = proxies.contains(name);
    }
    return client;
  }
}
