package dev.roomkeeper.server.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.blackbox.ServerProcess.Launch;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /api/v1/admin/drain} ends a process in good order, when an admin asks for it. */
@Timeout(180)
final class DrainCallTest {
  private static final String DRAIN = "/api/v1/admin/drain";

  @TempDir Path temp;

  @Test
  void an_admins_call_gives_the_rooms_up_closes_the_sockets_and_ends_with_0() throws Exception {
    Launch launch = Launch.on(temp.resolve("data")).asked("--open-admin-signup");
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      String room = site.room(site.guest("owner"), "lobby", CrashCommands.object());
      RoomClient member = new RoomClient(site.guest("ann"), room).join(server.port());
      assertThat(site.call("POST", DRAIN, null, "").status()).isEqualTo(403);
      String guest = "Bearer " + member.guest.token();
      assertThat(site.call("POST", DRAIN, guest, "").status()).isEqualTo(403);
      assertThat(site.get("/readyz", null).status()).isEqualTo(200);

      String who = "{\"username\":\"ada\",\"password\":\"wide open windows\",\"type\":\"admin\"}";
      assertThat(site.call("POST", "/api/v1/signup", null, who).status()).isEqualTo(200);
      String token = site.call("POST", "/api/v1/signin", null, who).json().path("token").asString();
      Site.Reply answer = site.call("POST", DRAIN, "Bearer " + token, "");
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      List<Integer> ready = new ArrayList<>();
      try {
        while (true) {
          ready.add(site.get("/readyz", null).status());
          Thread.sleep(5);
        }
      } catch (UncheckedIOException e) {
        // It takes no HTTP any more.
      }
      assertThat(ready).isNotEmpty().containsOnly(503);
      assertThat(server.awaitEnd()).as(server.log()).isZero();
      assertThat(member.closeCode()).isEqualTo(4503);
    }
  }
}
