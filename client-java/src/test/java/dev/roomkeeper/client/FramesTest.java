package dev.roomkeeper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the frames against Netty's codec, an independent implementation of RFC 6455. */
final class FramesTest {
  private static final ByteBufAllocator HEAP = UnpooledByteBufAllocator.DEFAULT;

  @Test
  void masked_frames_of_any_length_are_read_by_a_strict_server() {
    WebSocketDecoderConfig strict =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .maxFramePayloadLength(1 << 20)
            .build();
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 2, 3, 4, 5, 125, 126, 127, 65_535, 65_536, 100_001}) {
      EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(strict));
      byte[] payload = new byte[length + 3];
      random.nextBytes(payload);
      server.writeInbound(
          FrameWriter.frame(HEAP, FrameReader.BINARY, payload, length, random.nextInt()));
      BinaryWebSocketFrame read = server.readInbound();
      assertThat(bytes(read.content()))
          .as("length " + length)
          .isEqualTo(Arrays.copyOf(payload, length));
      read.release();
      server.finishAndReleaseAll();
    }
  }

  @Test
  void frames_are_read_however_the_stream_is_cut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> sent = new ArrayList<>();
      ByteBuf stream = stream(random, sent);
      Heard heard = new Heard();
      FrameReader reader = new FrameReader();
      ByteBuf kept = Unpooled.buffer();
      while (stream.isReadable()) {
        kept.writeBytes(stream, Math.min(stream.readableBytes(), 1 + random.nextInt(200)));
        reader.read(kept, heard);
        kept.discardReadBytes();
      }
      assertThat(heard.messages).as("seed " + seed + ", round " + round).isEqualTo(sent);
      assertThat(kept.isReadable()).isFalse();
    }
  }

  /** Random messages as Netty encodes them, some in several frames with a ping between. */
  private static ByteBuf stream(Random random, List<String> sent) {
    EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    int messages = 1 + random.nextInt(5);
    for (int i = 0; i < messages; i++) {
      byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 130 : 70_000)];
      random.nextBytes(payload);
      if (random.nextBoolean()) {
        write(encoder, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));
      } else {
        int cut = random.nextInt(payload.length + 1);
        write(encoder, new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(payload, 0, cut)));
        write(encoder, new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {7})));
        sent.add("9 [7]");
        write(encoder, new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
        write(
            encoder,
            new ContinuationWebSocketFrame(
                true, 0, Unpooled.wrappedBuffer(payload, cut, payload.length - cut)));
      }
      sent.add("2 " + Arrays.toString(payload));
    }
    ByteBuf stream = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      stream.writeBytes(part);
      part.release();
    }
    return stream;
  }

  private static void write(EmbeddedChannel encoder, WebSocketFrame frame) {
    assertThat(encoder.writeOutbound(frame)).isTrue();
  }

  @Test
  void what_a_server_must_not_send_is_an_error() {
    fails("masked", 0x81, 0x81, 0, 0, 0, 0, 'a');
    fails("reserved", 0xc1, 0x00);
    fails("control", 0x09, 0x00);
    fails("control", 0x89, 126, 0, 126);
    fails("continuation", 0x80, 0x00);
    fails("before the end", 0x01, 0x00, 0x81, 0x00);
    fails("opcode 3", 0x83, 0x00);
    fails("bytes", 0x82, 127, 0, 0, 0, 0, 0x7f, 0, 0, 0);
    fails("bytes", 0x82, 127, 0xff, 0, 0, 0, 0x7f, 0, 0, 0);
  }

  private static void fails(String why, int... octets) {
    ByteBuf in = Unpooled.buffer();
    for (int octet : octets) {
      in.writeByte(octet);
    }
    assertThatThrownBy(() -> new FrameReader().read(in, new Heard())).hasMessageContaining(why);
  }

  @Test
  void a_text_frame_of_the_bench_is_text() {
    byte[] text = {'h', 'i'};
    EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 100));
    server.writeInbound(FrameWriter.frame(HEAP, FrameReader.TEXT, text, 2, 0x01020304));
    TextWebSocketFrame read = server.readInbound();
    assertThat(read.text()).isEqualTo("hi");
    read.release();
    server.finishAndReleaseAll();
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  private static final class Heard implements FrameReader.Sink {
    final List<String> messages = new ArrayList<>();
    private byte[] scratch = new byte[0];

    @Override
    public byte[] space(int length) {
      if (scratch.length < length) {
        scratch = new byte[length + 10];
      }
      return scratch;
    }

    @Override
    public void message(int opcode, byte[] data, int length) {
      messages.add(opcode + " " + Arrays.toString(Arrays.copyOf(data, length)));
    }
  }
}
