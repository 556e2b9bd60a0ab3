package dev.roomkeeper.server.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers browsers are told of, with which credentials, and what is refused at the start. */
final class IceServersTest {
  private static final String SECRET = "a secret that coturn knows too";
  private static final InstantSource AT_1_700_000_000 =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("turn.secret"), content);
  }

  private static IceServers of(List<String> urls, Path secret) {
    return IceServers.of(urls, secret, AT_1_700_000_000);
  }

  @Test
  void the_credential_is_what_coturns_rest_scheme_asks_for() throws IOException {
    List<String> urls = List.of("turn:turn.example", "stun:turn.example:3478", "turns:[::1]:443");
    List<IceServers.Group> groups = of(urls, file(SECRET + "\n")).forUser("u_0123456789abcdef");
    // printf '%s' USERNAME | openssl dgst -sha1 -hmac SECRET -binary | base64
    assertThat(groups)
        .containsExactly(
            new IceServers.Group(List.of("stun:turn.example:3478"), null),
            new IceServers.Group(
                List.of("turn:turn.example", "turns:[::1]:443"),
                new IceServers.Pass(
                    "1700021600:u_0123456789abcdef", "eeCQJhWI6ECB6HkzrycE99Yg788=")));
  }

  @Test
  void each_user_gets_a_credential_of_its_own() throws IOException {
    IceServers servers = of(List.of("turn:turn.example"), file(SECRET));
    assertThat(servers.forUser("u_ann").getFirst().pass())
        .isNotEqualTo(servers.forUser("u_bob").getFirst().pass());
  }

  @Test
  void stun_needs_no_secret_and_none_is_fine() {
    assertThat(IceServers.of(List.of("stun:a.example"), null, AT_1_700_000_000).forUser("u"))
        .containsExactly(new IceServers.Group(List.of("stun:a.example"), null));
    assertThat(IceServers.none().forUser("u")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stun:a.example",
        "stuns:a.example:5349",
        "turn:192.0.2.7:3478?transport=udp",
        "turns:a-b.example:443?transport=tcp",
        "turn:[2001:db8::1]:3478"
      })
  void takes(String url) throws IOException {
    boolean isTurn = url.startsWith("turn");
    assertThat(
            IceServers.of(List.of(url), isTurn ? file(SECRET) : null, AT_1_700_000_000)
                .forUser("u")
                .getFirst()
                .urls())
        .containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "turn.example",
        "http://turn.example",
        "turn:",
        "turn://turn.example",
        "turn:turn.example:0",
        "turn:turn.example:70000",
        "turn:turn.example?transport=sctp",
        "turn:ann:pass1234@turn.example",
        "stun:turn.example?transport=udp",
        "turn:turn.example\nturn:b.example"
      })
  void refuses(String url) throws IOException {
    Path secret = file(SECRET);
    assertThatThrownBy(() -> of(List.of(url), secret))
        .isInstanceOf(IceRefused.class)
        .message()
        .doesNotContain(SECRET)
        .doesNotContain("pass1234");
  }

  @Test
  void refuses_more_servers_than_browsers_like() throws IOException {
    Path secret = file(SECRET);
    assertThatThrownBy(() -> of(Collections.nCopies(9, "turn:a.example"), secret))
        .isInstanceOf(IceRefused.class)
        .hasMessageContaining("8");
  }

  @Test
  void turn_and_its_secret_come_together() throws IOException {
    Path secret = file(SECRET);
    assertThatThrownBy(() -> IceServers.of(List.of("turn:a.example"), null, AT_1_700_000_000))
        .isInstanceOf(IceRefused.class)
        .hasMessageContaining("--turn-secret-file");
    assertThatThrownBy(() -> of(List.of("stun:a.example"), secret))
        .isInstanceOf(IceRefused.class)
        .hasMessageContaining("--ice-server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   \n", "hunter2-weak", "two lines\nof one secret", "nul\0inside it all"})
  void refuses_what_is_no_good_secret_without_saying_it(String content) throws IOException {
    Path secret = file(content);
    assertThatThrownBy(() -> of(List.of("turn:a.example"), secret))
        .isInstanceOf(IceRefused.class)
        .hasMessageContaining(secret.toString())
        .message()
        .doesNotContain("hunter2")
        .doesNotContain("two lines");
  }

  @Test
  void refuses_a_file_that_is_not_there_too_large_or_no_text() throws IOException {
    List<String> urls = List.of("turn:a.example");
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> of(urls, nowhere)).isInstanceOf(IceRefused.class);
    Path large = file("x".repeat(5_000));
    assertThatThrownBy(() -> of(urls, large)).isInstanceOf(IceRefused.class);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 7});
    assertThatThrownBy(() -> of(urls, binary)).isInstanceOf(IceRefused.class);
  }

  @Test
  void nothing_that_may_be_printed_shows_a_secret() throws IOException {
    Path secret = file(SECRET);
    String printed =
        TurnSecret.read(secret) + " " + of(List.of("turn:a.example"), secret).forUser("u_ann");
    String username = "1700021600:u_ann";
    assertThat(printed)
        .contains(username)
        .doesNotContain(SECRET)
        .doesNotContain(TurnSecret.read(secret).credential(username));
  }
}
