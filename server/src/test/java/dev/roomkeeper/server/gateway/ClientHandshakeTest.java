package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node lets pass what comes behind an answer that was right, and nothing else. */
final class ClientHandshakeTest {
  private static final Pattern KEY = Pattern.compile("\r\nSec-WebSocket-Key: (.{24})\r\n");

  private final ClientHandshake handshake = new ClientHandshake();
  private final EmbeddedChannel channel = new EmbeddedChannel(handshake);

  private void comes(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private static String rightAnswer(ClientHandshake handshake) {
    Matcher key = KEY.matcher(handshake.head("10.0.0.1:80", "/"));
    assertThat(key.find()).isTrue();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
        + WebSocketTakeover.acceptValue(key.group(1))
        + "\r\n\r\n";
  }

  private static String passed(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf bytes; (bytes = channel.readInbound()) != null; bytes.release()) {
      all.append(bytes.toString(US_ASCII));
    }
    return all.toString();
  }

  @Test
  void the_answer_is_told_as_nothing_and_the_frames_behind_it_pass() {
    comes(rightAnswer(handshake));
    assertThat(channel.inboundMessages()).hasSize(1);
    assertThat(passed(channel)).isEmpty();
    comes("frames");
    assertThat(passed(channel)).isEqualTo("frames");
  }

  @Test
  void the_answer_may_come_in_pieces_and_with_frames_behind_it() {
    int length = rightAnswer(handshake).length() + "frames".length();
    for (int cut = 1; cut < length; cut++) {
      ClientHandshake each = new ClientHandshake();
      EmbeddedChannel to = new EmbeddedChannel(each);
      String all = rightAnswer(each) + "frames";
      to.writeInbound(Unpooled.copiedBuffer(all.substring(0, cut), US_ASCII));
      to.writeInbound(Unpooled.copiedBuffer(all.substring(cut), US_ASCII));
      assertThat(passed(to)).as("cut at %d", cut).isEqualTo("frames");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: bm90IHRoaXMgb25l\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n"
      })
  void any_other_answer_is_a_refusal(String answer) {
    assertThatThrownBy(() -> comes(answer))
        .isInstanceOf(DecoderException.class)
        .hasMessageContaining(answer.lines().findFirst().orElseThrow());
    assertThat(passed(channel)).isEmpty();
  }

  @Test
  void a_refusal_is_one_though_it_has_the_right_key() {
    String refusal = rightAnswer(handshake).replace("101 Switching Protocols", "200 OK");
    assertThatThrownBy(() -> comes(refusal)).isInstanceOf(DecoderException.class);
    assertThat(passed(channel)).isEmpty();
  }

  @Test
  void an_answer_without_an_end_is_not_kept_for_long() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                comes("x".repeat(1_000));
              }
            })
        .isInstanceOf(DecoderException.class);
  }
}
