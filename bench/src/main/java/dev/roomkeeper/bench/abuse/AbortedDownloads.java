package dev.roomkeeper.bench.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.roomkeeper.client.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for a large file and goes in the middle: no fault, and nothing to fill a log with. */
final class AbortedDownloads implements Attack {
  private static final Pattern SCRIPT = Pattern.compile("/assets/[\\w.-]+\\.js");
  private static final int TIMEOUT_MILLIS = 5_000;

  @Override
  public String name() {
    return "aborted-downloads";
  }

  @Override
  public String what() {
    return "downloads of a page's script are reset in the middle, 200/s";
  }

  @Override
  public Set<String> tells() {
    return Set.of();
  }

  @Override
  public Strike prepare(Attackers attackers) throws InterruptedException {
    Matcher script = SCRIPT.matcher(attackers.from(0).ask("GET", "/", null, null).body());
    String path = script.find() ? script.group() : "/";
    return () ->
        attackers.atRate(
            200,
            _ -> {
              attackers.answers().send(true);
              attackers.answers().add(abort(attackers, path));
            });
  }

  /** The status of what began to come. */
  private static String abort(Attackers attackers, String path) {
    ServerAddress server = attackers.scene().server();
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(attackers.address(0)), 0));
      socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
      socket.setSoLinger(true, 0);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.authority() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(12);
      return head.length < 12 ? "no answer" : new String(head, 9, 3, US_ASCII);
    } catch (IOException e) {
      return "no answer";
    }
  }
}
