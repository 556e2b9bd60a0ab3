package dev.roomkeeper.server.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.web.Origins;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets against a real server: {@code /ws/x?wait=ms&refuse=true} and {@code /healthz}. */
@Timeout(20)
final class WebSocketTakeoverTest {
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)); // as the server has it
  private final BlockingQueue<Echo> accepted = new LinkedBlockingQueue<>();
  private final BlockingQueue<EventLoop> cameOn = new LinkedBlockingQueue<>();
  private final HttpServer server = start();

  private HttpServer start() {
    Router router = Router.router(vertx);
    router.get("/healthz").handler(routing -> routing.end("ok"));
    router.get("/ws/:room").handler(routing -> connect(routing.request()));
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(500))
        .requestHandler(router)
        .listen(0, "localhost")
        .await();
  }

  private void connect(HttpServerRequest request) {
    WebSocketHandshake.Fault fault = WebSocketHandshake.fault(request, Origins.OWN);
    if (fault != null) {
      request.response().setStatusCode(fault.status()).end(fault.reason());
      return;
    }
    WebSocketTakeover takeover = WebSocketTakeover.begin(request);
    int waitMillis = Integer.parseInt(request.getParam("wait", "0"));
    if (waitMillis == 0) answer(request, takeover);
    else Thread.ofVirtual().start(() -> answerLater(request, takeover, waitMillis));
  }

  private void answerLater(HttpServerRequest request, WebSocketTakeover takeover, int waitMillis) {
    try {
      Thread.sleep(waitMillis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    answer(request, takeover);
  }

  private void answer(HttpServerRequest request, WebSocketTakeover takeover) {
    if (request.getParam("refuse") != null) {
      takeover.refuse(401, Buffer.buffer("{\"status\":401}"));
      return;
    }
    EventLoop home = takeover.eventLoop();
    cameOn.add(home);
    if (request.getParam("move") != null) {
      while (home == takeover.eventLoop()) {
        home = home.parent().next();
      }
    }
    takeover.accept(home, "roomkeeper.v1.json", new Echo(), () -> {}, () -> {});
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void frames_in_the_segment_of_the_handshake_are_not_lost(int waitMillis) throws Exception {
    try (Client client = new Client()) {
      client.send(handshake("/ws/x?wait=" + waitMillis), masked(1, "first"), masked(1, "second"));

      assertThat(client.readHead())
          .startsWith("HTTP/1.1 101 ")
          .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
          .contains("Sec-WebSocket-Protocol: roomkeeper.v1.json");
      assertThat(client.readText()).isEqualTo("first");
      assertThat(client.readText()).isEqualTo("second");
      client.send(masked(1, "third"));
      assertThat(client.readText()).isEqualTo("third");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void a_connection_that_moves_to_another_event_loop_loses_nothing(int waitMillis)
      throws Exception {
    try (Client client = new Client()) {
      client.send(
          handshake("/ws/x?move=true&wait=" + waitMillis), masked(1, "first"), masked(1, "second"));

      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readText()).isEqualTo("first");
      assertThat(client.readText()).isEqualTo("second");
      client.send(masked(1, "third"));
      assertThat(client.readText()).isEqualTo("third");
      Echo connection = accepted.take();
      assertThat(connection.channel().eventLoop()).isNotEqualTo(cameOn.take());
      client.socket.close();
      assertThat(connection.events.take()).isEqualTo("inactive");
    }
  }

  @Test
  void requests_before_the_handshake_on_the_same_connection_work() throws Exception {
    try (Client client = new Client()) {
      for (int i = 0; i < 3; i++) {
        client.send(ascii("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(2)).isEqualTo(ascii("ok"));
      }
      client.send(handshake("/ws/x"), masked(1, "hello"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readText()).isEqualTo("hello");
    }
  }

  @Test
  void nothing_of_the_http_server_is_left_and_its_idle_timeout_does_not_close() throws Exception {
    try (Client client = new Client()) {
      client.send(handshake("/ws/x"), masked(1, "hello"));
      client.readHead();
      client.readText();
      Echo connection = accepted.take();
      assertThat(connection.channel().pipeline().toMap().values())
          .extracting(handler -> handler.getClass().getSimpleName())
          .containsExactly(
              "WebSocket13FrameDecoder",
              "Utf8FrameValidator",
              "Parts",
              "WebSocketFrameAggregator",
              "Echo");

      Thread.sleep(1200); // more than twice the idle timeout
      client.send(masked(1, "still here"));
      assertThat(client.readText()).isEqualTo("still here");
    }
  }

  @Test
  void the_end_of_the_connection_reaches_our_handler() throws Exception {
    Echo connection;
    try (Client client = new Client()) {
      client.send(handshake("/ws/x"));
      client.readHead();
      connection = accepted.take();
    }
    assertThat(connection.events.take()).isEqualTo("inactive");
  }

  @Test
  void a_refusal_is_a_problem_and_closes() throws Exception {
    try (Client client = new Client()) {
      client.send(handshake("/ws/x?refuse=true&wait=20"), masked(1, "never read"));
      assertThat(client.readHead())
          .startsWith("HTTP/1.1 401 ")
          .containsIgnoringCase("content-type: application/problem+json")
          .containsIgnoringCase("connection: close");
      assertThat(client.readToEnd()).isEqualTo(ascii("{\"status\":401}"));
    }
  }

  @Test
  void one_buffer_is_shared_by_several_channels() throws Exception {
    try (Client ann = new Client();
        Client bob = new Client()) {
      ann.send(handshake("/ws/x"));
      ann.readHead();
      bob.send(handshake("/ws/x"));
      bob.readHead();

      String text = "x".repeat(70_000); // a 64-bit length
      ByteBuf frame = textFrame(Unpooled.copiedBuffer(text, UTF_8));
      for (Echo connection : List.of(accepted.take(), accepted.take())) {
        connection.channel().writeAndFlush(frame.retainedDuplicate()).sync();
      }

      assertThat(frame.refCnt()).isEqualTo(1);
      frame.release();
      assertThat(ann.readText()).isEqualTo(text);
      assertThat(bob.readText()).isEqualTo(text);
    }
  }

  @Test
  void fragments_arrive_as_one_frame() throws Exception {
    try (Client client = new Client()) {
      byte[] begin = masked(1, "in two ");
      begin[0] &= 0x7f; // not final
      client.send(handshake("/ws/x"), begin, masked(0, "parts"));
      client.readHead();
      assertThat(client.readText()).isEqualTo("in two parts");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unmasked, CorruptedWebSocketFrameException",
    "too long, CorruptedWebSocketFrameException",
    "too long in parts, TooLongFrameException",
    "bad utf-8, CorruptedWebSocketFrameException",
    "with an extension bit, CorruptedWebSocketFrameException"
  })
  void a_frame_against_the_rules_is_an_exception_that_our_handler_answers(
      String fault, String exception) throws Exception {
    byte[] bytes =
        switch (fault) {
          case "unmasked" -> new byte[] {(byte) 0x81, 1, 'x'};
          case "too long" -> masked(1, "x".repeat(WebSocketTakeover.FRAME_BYTES_MAX + 1));
          case "too long in parts" -> {
            byte[] part = masked(1, "x".repeat(WebSocketTakeover.FRAME_BYTES_MAX));
            part[0] &= 0x7f;
            yield concat(part, masked(0, "x"));
          }
          case "bad utf-8" -> new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xff};
          default -> new byte[] {(byte) 0xc1, (byte) 0x81, 0, 0, 0, 0, 'x'};
        };
    try (Client client = new Client()) {
      client.send(handshake("/ws/x"), bytes);
      client.readHead();
      Echo connection = accepted.take();
      assertThat(connection.events.take()).isEqualTo(exception);
      assertThat(connection.channel().isActive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/x", "/ws/x?move=true"})
  void closing_the_http_server_closes_taken_over_channels(String path) throws Exception {
    try (Client client = new Client()) {
      client.send(handshake(path));
      client.readHead();
      Echo connection = accepted.take();
      server.close().await();
      assertThat(connection.events.take()).isEqualTo("ShutdownEvent");
      assertThat(connection.events.take()).isEqualTo("inactive");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void the_websocket_client_of_the_jdk_gets_its_echo() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .subprotocols("roomkeeper.v1.json")
              .buildAsync(
                  URI.create("ws://localhost:" + server.actualPort() + "/ws/x"),
                  new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(
                        WebSocket webSocket, CharSequence data, boolean last) {
                      received.add(data.toString());
                      webSocket.request(1);
                      return null;
                    }
                  })
              .join();
      assertThat(socket.getSubprotocol()).isEqualTo("roomkeeper.v1.json");
      socket.sendText("grüße", true).join();
      assertThat(received.take()).isEqualTo("grüße");
      socket.abort();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade: websocket, Upgrade: h2c, 426",
    "Connection: Upgrade, Connection: keep-alive, 426",
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
    "dGhlIHNhbXBsZSBub25jZQ==, c2hvcnQ=, 400",
    "dGhlIHNhbXBsZSBub25jZQ==, ?, 400",
    "Host: localhost, Host: localhost|Content-Length: 5, 400",
    "Host: localhost, Host: localhost|Origin: https://evil.example, 403",
    "Host: localhost, Host: localhost|Origin: http://evil-localhost, 403",
    "Host: localhost, Host: localhost|Origin: http://localhost.evil.example, 403",
    "Host: localhost, Host: localhost|Origin: http://localhost:8081, 403",
    "Host: localhost, Host: localhost|Origin: null, 403",
    "Host: localhost, Host: localhost|Origin: http://localhost, 101",
    "Connection: Upgrade, 'Connection: keep-alive, Upgrade', 101"
  })
  void a_handshake_is_checked(String header, String instead, int status) throws Exception {
    try (Client client = new Client()) {
      String request =
          new String(handshake("/ws/x"), US_ASCII).replace(header, instead.replace("|", "\r\n"));
      client.send(ascii(request));
      assertThat(client.readHead()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  private static byte[] handshake(String path) {
    return ascii(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** A final client frame, masked with zeros. */
  private static byte[] masked(int opcode, String text) {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuf frame = Unpooled.buffer().writeByte(0x80 | opcode);
    if (payload.length < 126) frame.writeByte(0x80 | payload.length);
    else if (payload.length < 65_536) frame.writeByte(0x80 | 126).writeShort(payload.length);
    else frame.writeByte(0x80 | 127).writeLong(payload.length);
    frame.writeInt(0).writeBytes(payload);
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  /** A server frame: header and payload, nothing copied. */
  private static ByteBuf textFrame(ByteBuf payload) {
    int bytes = payload.readableBytes();
    ByteBuf header = Unpooled.buffer(10).writeByte(0x81);
    if (bytes < 126) header.writeByte(bytes);
    else if (bytes < 65_536) header.writeByte(126).writeShort(bytes);
    else header.writeByte(127).writeLong(bytes);
    return Unpooled.wrappedBuffer(header, payload);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  /** Sends each text back; records how its channel fares. */
  private final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private @Nullable Channel channel;

    Channel channel() {
      if (channel == null) throw new IllegalStateException("not added yet");
      return channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      channel = context.channel();
      accepted.add(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame) {
        context.writeAndFlush(textFrame(frame.content().retain()));
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      events.add(event.getClass().getSimpleName());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      events.add("inactive");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      events.add(cause.getClass().getSimpleName());
    }
  }

  /** A bare socket. */
  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket("localhost", server.actualPort());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());

    Client() throws IOException {
      socket.setSoTimeout(5_000);
    }

    void send(byte[]... parts) throws IOException {
      socket.getOutputStream().write(concat(parts)); // one segment
    }

    String readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
      return head.toString();
    }

    String readText() throws IOException {
      assertThat(in.readUnsignedByte()).isEqualTo(0x81);
      int length = in.readUnsignedByte();
      if (length == 126) length = in.readUnsignedShort();
      else if (length == 127) length = (int) in.readLong();
      return new String(readBytes(length), UTF_8);
    }

    byte[] readBytes(int count) throws IOException {
      return in.readNBytes(count);
    }

    byte[] readToEnd() throws IOException {
      return in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
