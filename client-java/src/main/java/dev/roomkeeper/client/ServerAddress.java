package dev.roomkeeper.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server's address: the parts of {@code http://localhost:8080}. */
public record ServerAddress(String host, int port, boolean secure) {
  public static ServerAddress of(URI url) {
    String scheme = url.getScheme();
    @Nullable String host = url.getHost();
    if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "not a server's address: " + url + " (like http://localhost:8080)");
    }
    boolean secure = "https".equals(scheme);
    int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    return new ServerAddress(host, port, secure);
  }

  /** A server on this machine. */
  public static ServerAddress local(int port) {
    return new ServerAddress("127.0.0.1", port, false);
  }

  public String authority() {
    return host + ":" + port;
  }

  public URI resource(String path) {
    return URI.create((secure ? "https://" : "http://") + authority() + path);
  }

  public boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.");
  }
}
