package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A server with TURN, as an operator starts it: what it tells whom, and that it keeps its secret.
 */
@Timeout(180)
final class TurnSecretTest {
  private static final String SECRET = "5e6c7a1d-shared-with-coturn-9f31";

  @Test
  void credentials_are_for_who_is_signed_in_and_the_secret_is_for_nobody(@TempDir Path temp)
      throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    Path secret = Files.writeString(temp.resolve("turn.secret"), SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    ServerProcess.Launch launch =
        ServerProcess.Launch.on(data)
            .with("-DROOMKEEPER_LOG=DEBUG")
            .asked(
                "--ice-server",
                "stun:turn.example",
                "--ice-server",
                "turns:turn.example:443?transport=tcp",
                "--turn-secret-file",
                secret.toString());
    StringBuilder said = new StringBuilder();
    String log;
    try (ServerProcess server = ServerProcess.start(launch)) {
      Site site = new Site(server.port());
      Site.Guest ann = site.guest("Ann");
      long nowSeconds = System.currentTimeMillis() / 1000;
      Site.Reply reply = site.get("/api/v1/ice", ann.token());
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.headers()).contains("no-store");
      JsonNode stun = reply.json().path("iceServers").path(0);
      JsonNode turn = reply.json().path("iceServers").path(1);
      assertThat(stun.toString()).isEqualTo("{\"urls\":[\"stun:turn.example\"]}");
      assertThat(turn.path("urls").path(0).asString())
          .isEqualTo("turns:turn.example:443?transport=tcp");
      String[] username = turn.path("username").asString().split(":", -1);
      assertThat(username).hasSize(2);
      long endSeconds = Long.parseLong(username[0]);
      long ttlSeconds = reply.json().path("ttlSeconds").asLong();
      assertThat(endSeconds - ttlSeconds).isBetween(nowSeconds - 5, nowSeconds + 60);
      assertThat(username[1]).isEqualTo(ann.userId());
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA1"));
      byte[] expected = mac.doFinal(turn.path("username").asString().getBytes(UTF_8));
      String credential = turn.path("credential").asString();
      assertThat(credential).isEqualTo(Base64.getEncoder().encodeToString(expected));

      Site.Reply refused = site.get("/api/v1/ice", null);
      assertThat(refused.status()).isEqualTo(401);
      said.append(reply.everything()).append(refused.everything());
      for (String path : new String[] {"/api/openapi.json", "/metrics", "/api/v1/ice/secret"}) {
        said.append(site.get(path, ann.token()).everything());
      }
      assertThat(server.terminate()).isEqualTo(0);
      log = server.log();
      assertThat(log).doesNotContain(credential);
    }
    assertThat(log).contains("DEBUG").contains("WARN").contains("chmod 600");
    assertThat(said.append(log).toString()).contains("turn.example").doesNotContain(SECRET);
  }
}
