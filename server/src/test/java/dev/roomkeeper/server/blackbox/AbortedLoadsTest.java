package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * People close a page while it loads, all day long: that is no fault, and nothing to fill a log.
 */
@Timeout(180)
final class AbortedLoadsTest {
  private static final int EACH = 20;

  @TempDir static Path folder;

  @Test
  void whoever_goes_in_the_middle_leaves_a_line_at_most_and_no_stack_trace() throws Exception {
    Path pages = folder.resolve("dist");
    Files.createDirectories(pages.resolve("assets"));
    Files.writeString(pages.resolve("index.html"), "<title>Start</title>" + " ".repeat(60_000));
    Files.write(pages.resolve("assets/large-1.js"), new byte[8 << 20]);
    Files.write(pages.resolve("favicon.ico"), new byte[100_000]);
    Path data = Files.createDirectories(folder.resolve("data"));
    try (ServerProcess server =
        ServerProcess.start(ServerProcess.Launch.on(data).with("-Droomkeeper.apps=" + pages))) {
      Site site = new Site(server.port());
      Site.Guest ann = site.guest("Ann");
      String room = site.room(ann, "lobby", Site.JSON.createObjectNode());
      String token = "Authorization: Bearer " + ann.token() + "\r\n";
      for (int i = 0; i < EACH; i++) {
        for (boolean rudely : new boolean[] {true, false}) {
          abort(server.port(), get("/assets/large-1.js", ""), rudely);
          abort(server.port(), get("/favicon.ico", ""), rudely);
          abort(server.port(), get("/table/" + room, ""), rudely);
          abort(server.port(), get("/api/v1/rooms", token), rudely);
          abort(server.port(), get("/metrics", ""), rudely);
          abort(server.port(), get("/ws/" + room, "Upgrade: websocket\r\n" + token), rudely);
          abort(server.port(), "POST /api/v1/feedback HTTP/1.1\r\nHost: x\r\n", rudely);
          abort(
              server.port(),
              "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{\"ki",
              rudely);
        }
      }
      ObjectNode name = Site.JSON.createObjectNode().put("name", "Ann");
      assertThat(site.call("POST", "/api/v1/guest", "Guest " + ann.key(), name.toString()).status())
          .isEqualTo(200);
      assertThat(site.get("/favicon.ico", null).status()).isEqualTo(200);
      Thread.sleep(500); // so that what is still under way is noticed
      assertThat(server.complaints()).isEmpty();
      assertThat(server.log().lines().filter(line -> line.contains("in the middle")).count())
          .isLessThanOrEqualTo(2);
    }
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
  }

  /**
   * Asks, reads a little, and goes.
   *
   * @param rudely by a reset, as a browser does that has unread bytes
   */
  private static void abort(int port, String request, boolean rudely)
      throws IOException, InterruptedException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(rudely, 0);
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      if (request.contains("large")) {
        socket.getInputStream().readNBytes(1_000);
      } else if (rudely) {
        Thread.sleep(3);
      }
    }
  }
}
