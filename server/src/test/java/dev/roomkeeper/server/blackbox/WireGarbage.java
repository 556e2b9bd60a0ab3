package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.server.kit.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** What breaks the rules below JSON: WebSocket frames that are none, and HTTP that is none. */
final class WireGarbage {
  private static final int WAIT_MILLIS = 15_000;

  /** Bytes, and whether the server must end the connection by itself. */
  private static final class Garbage {
    final String name;
    final byte[] bytes;
    final boolean mustClose;

    Garbage(String name, byte[] bytes, boolean mustClose) {
      this.name = name;
      this.bytes = bytes;
      this.mustClose = mustClose;
    }
  }

  private final Random random;
  private final int port;
  private final String roomId;
  private final String token;
  final LongAdder closed = new LongAdder();
  final LongAdder left = new LongAdder();
  final LongAdder answered = new LongAdder();

  WireGarbage(Random random, int port, String roomId, String token) {
    this.random = random;
    this.port = port;
    this.roomId = roomId;
    this.token = token;
  }

  // --- WebSocket ---

  /** Opens a socket, joined or not, sends garbage, and sees that it ends if it must. */
  void websocket() throws IOException {
    try (Wire wire = new Wire(port, 0)) {
      wire.timeoutMillis(WAIT_MILLIS);
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      List<String> headers =
          List.of("Authorization: Bearer " + token, "Sec-WebSocket-Protocol: roomkeeper.v1.json");
      sent.writeBytes(Wire.handshake("/ws/" + roomId, headers).getBytes(ISO_8859_1));
      if (random.nextBoolean()) {
        sent.writeBytes(text(true, "{\"type\":\"join\"}"));
      }
      Garbage garbage = frames();
      sent.writeBytes(garbage.bytes);
      write(wire, sent.toByteArray());
      if (garbage.mustClose) {
        drain(wire, garbage.name);
        closed.increment();
      } else {
        left.increment(); // Half a frame: the client goes.
      }
    }
  }

  private Garbage frames() {
    byte[] some = "{\"type\":\"ping\"}".getBytes(UTF_8);
    return switch (random.nextInt(16)) {
      case 0 -> must("unmasked", Wire.frame(0x80 | Wire.TEXT, false, some));
      case 1 -> must("opcode 3", Wire.frame(3 + random.nextInt(5), some));
      case 2 -> must("opcode 11", Wire.frame(11 + random.nextInt(5), some));
      case 3 -> must("split ping", Wire.frame(Wire.PING, true, some));
      case 4 -> must("long ping", Wire.frame(Wire.PING, new byte[126]));
      case 5 -> must("nothing to go on", Wire.frame(0, some));
      case 6 -> must("text in text", twice(text(false, "{"), text(true, "}")));
      case 7 -> must("bad UTF-8", Wire.frame(1, new byte[] {'"', -1, -64}));
      case 8 -> must("reserved bits", reserved(text(true, "{}")));
      case 9 -> must("length 2^63", length(-1L));
      case 10 -> must("length 2^40", length(1L << 40));
      case 11 -> must("close of one byte", Wire.frame(8, new byte[1]));
      case 12 -> must("close 1005", Wire.frame(8, new byte[] {3, -19}));
      case 13 -> {
        byte[] noise = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(noise);
        yield new Garbage("noise", noise, false);
      }
      case 14 -> {
        byte[] frame = text(true, "a".repeat(random.nextInt(500)));
        yield new Garbage("cut off", java.util.Arrays.copyOf(frame, frame.length - 1), false);
      }
      default -> must("3 binary", twice(binary(), twice(binary(), binary())));
    };
  }

  private byte[] binary() {
    return Wire.frame(Wire.BINARY, new byte[random.nextInt(100)]);
  }

  private static Garbage must(String name, byte[] bytes) {
    return new Garbage(name, bytes, true);
  }

  private static byte[] text(boolean last, String text) {
    return Wire.frame((last ? 0x80 : 0) | Wire.TEXT, true, text.getBytes(UTF_8));
  }

  private byte[] reserved(byte[] frame) {
    frame[0] |= (byte) (0x10 << random.nextInt(3));
    return frame;
  }

  private static byte[] length(long length) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | 127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      frame.write((int) (length >> shift));
    }
    frame.writeBytes(new byte[100]);
    return frame.toByteArray();
  }

  private static byte[] twice(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  // --- HTTP ---

  /** Sends HTTP that is none, or half of it; what is answered is no 5xx. */
  void http() throws IOException {
    String request = REQUESTS.get(random.nextInt(REQUESTS.size()));
    request = request.replace("ROOM", roomId).replace("TOKEN", token);
    boolean half = request.endsWith("…");
    if (half) {
      request = request.substring(0, random.nextInt(request.length() - 1));
    }
    try (Wire wire = new Wire(port, 0)) {
      wire.timeoutMillis(half ? 1 : WAIT_MILLIS);
      write(wire, request.getBytes(UTF_8));
      byte[] head = {};
      try {
        head = wire.readUpTo(12);
      } catch (SocketTimeoutException e) {
        if (!half) {
          throw new AssertionError("no answer to " + Figures.shown(request), e);
        }
        left.increment();
        return;
      } catch (IOException e) {
        // Reset: closed, that is.
      }
      if (head.length == 12) {
        answered.increment();
        // Of all 5xx only "not implemented" is the client's fault: it spoke HTTP/2.
        if (head[9] == '5' && !new String(head, 9, 3, UTF_8).equals("501")) {
          throw new AssertionError(new String(head, UTF_8) + " to " + Figures.shown(request));
        }
      } else {
        closed.increment();
      }
    }
  }

  private static final List<String> REQUESTS =
      List.of(
          "GET /ws/ROOM HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n…",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"name\":…",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab…",
          "GET /ws/ROOM HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
          "GET /ws/ROOM HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /ws/ROOM HTTP/1.0\r\n\r\n",
          "POST /ws/ROOM HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
          "GET /ws/" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /ws/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /api/v1/rooms/%00%ff HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\r\n",
          "GET /api/v1/rooms?kind=%00 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\r\n",
          "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /healthz HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(40_000) + "\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
          "NONSENSE\r\n\r\n",
          "DELETE /api/v1/rooms/ROOM HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET http://elsewhere/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET //healthz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nAuthorization: Guest \u0001\r\nContent-Length:"
              + " 2\r\n\r\n{}",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n{}",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n{}",
          "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\nContent-Length:"
              + " 9\r\n\r\n{\"a\":[}]}",
          "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\nContent-Length:"
              + " 33\r\n\r\n{\"kind\":\"lobby\",\"name\":\"\\ud800\"}  ",
          "POST /api/v1/guest HTTP/1.1\r\nHost: x\r\nAuthorization: Guest"
              + " 0123456789abcdef0123456789abcdef\r\nContent-Length: 17\r\n\r\n{\"name\":\"\\ud800\"}");

  private static void write(Wire wire, byte[] bytes) {
    try {
      wire.send(bytes);
    } catch (IOException e) {
      // The server has had enough already.
    }
  }

  private static void drain(Wire wire, String name) {
    try {
      wire.readToEnd();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection was not ended after: " + name, e);
    } catch (IOException e) {
      // Reset: an end as well.
    }
  }
}
