package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  @Test
  void the_accept_value_is_that_of_the_rfc() {
    assertThat(Handshake.accept(KEY)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void P2_the_token_is_offered_as_a_second_subprotocol_and_is_not_in_the_address() {
    String request = Handshake.request("localhost:1", "/ws/r1", "jwt.jwt.jwt", KEY);
    assertThat(request)
        .startsWith("GET /ws/r1 HTTP/1.1\r\n")
        .contains("\r\nSec-WebSocket-Protocol: roomkeeper.v1.json, bearer.jwt.jwt.jwt\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void an_answer_is_taken_only_if_all_of_it_is_right() {
    String good =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nsec-websocket-accept: "
            + Handshake.accept(KEY)
            + "\r\nSec-WebSocket-Protocol: roomkeeper.v1.json";
    assertThat(Handshake.fault(good, KEY)).isNull();
    assertThat(Handshake.fault(good.replace("101", "401"), KEY)).contains("401");
    assertThat(Handshake.fault(good, Handshake.key(new byte[16]))).contains("Accept");
    assertThat(Handshake.fault(good.replace("roomkeeper.v1", "bearer.x"), KEY))
        .contains("subprotocol");
  }
}
