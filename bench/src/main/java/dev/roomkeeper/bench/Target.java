package dev.roomkeeper.bench;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server under load. */
record Target(String host, int port, boolean secure) {
  static Target of(URI url) {
    String scheme = url.getScheme();
    @Nullable String host = url.getHost();
    if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new BenchException("not a server's address: " + url + " (like http://localhost:8080)");
    }
    boolean secure = "https".equals(scheme);
    int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    return new Target(host, port, secure);
  }

  String authority() {
    return host + ":" + port;
  }

  URI resource(String path) {
    return URI.create((secure ? "https://" : "http://") + authority() + path);
  }

  boolean isLoopback() {
    return host.equals("localhost") || host.startsWith("127.");
  }
}
