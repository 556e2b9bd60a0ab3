package dev.roomkeeper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  @Test
  void the_accept_value_is_that_of_the_rfc() {
    assertThat(Handshake.accept(KEY)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void P2_the_token_is_a_header_and_is_not_in_the_address() {
    SocketOpening opening = SocketOpening.room(ServerAddress.local(1), "r1", "jwt.jwt.jwt");
    String request =
        Handshake.request(
            opening.server().authority(),
            opening.path(),
            opening.headers(),
            opening.subprotocols(),
            KEY);
    assertThat(request)
        .startsWith("GET /ws/r1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n")
        .contains("\r\nAuthorization: Bearer jwt.jwt.jwt\r\n")
        .contains("\r\nSec-WebSocket-Protocol: roomkeeper.v1.json\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void a_header_that_would_be_two_lines_is_refused() {
    assertThatThrownBy(() -> SocketOpening.room(ServerAddress.local(1), "r1", "a\r\nX: y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("X: y");
  }

  @Test
  void a_response_is_accepted_only_if_all_of_it_is_right() {
    String good =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nsec-websocket-accept: "
            + Handshake.accept(KEY)
            + "\r\nSec-WebSocket-Protocol: roomkeeper.v1.json";
    List<String> offered = List.of("roomkeeper.v1.json");
    Handshake.Answer taken = Handshake.Answer.of(good);
    assertThat(taken.isUpgrade()).isTrue();
    assertThat(taken.fault(KEY, offered)).isNull();
    assertThat(taken.subprotocol()).isEqualTo("roomkeeper.v1.json");
    assertThat(Handshake.Answer.of(good.replace("101", "401")).isUpgrade()).isFalse();
    assertThat(taken.fault(Handshake.key(new byte[16]), offered)).contains("Accept");
    assertThat(taken.fault(KEY, List.of())).contains("subprotocol");
    assertThat(Handshake.Answer.of(good.replace("roomkeeper.v1", "bearer.x")).fault(KEY, offered))
        .contains("subprotocol");
    assertThatThrownBy(() -> Handshake.Answer.of("SSH-2.0-x")).hasMessageContaining("not HTTP");
  }
}
