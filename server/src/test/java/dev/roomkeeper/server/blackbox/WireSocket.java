package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket down to its bytes: sends what is right and what is not, and can keep all that came.
 */
final class WireSocket implements AutoCloseable {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** The code of a connection that ended without a close frame. */
  static final int ABNORMAL = 1006;

  /** The code where what came could not be read, the reason says why: no server may send that. */
  static final int UNREADABLE = -1;

  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
  private static final int CONNECT_MILLIS = 5_000;

  /** Is told what comes, one at a time. */
  interface Listener {
    void text(String frame);

    /** The end, once. */
    void closed(int code, String reason);
  }

  /** The server answered the handshake with something else than 101. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    final int status;

    Refused(int status, String answer) {
      super(answer);
      this.status = status;
    }
  }

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final @Nullable OutputStream record;

  private WireSocket(Socket socket, @Nullable OutputStream record) throws IOException {
    this.socket = socket;
    this.record = record;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /**
   * Opens a socket to the room.
   *
   * @param record is given every byte that comes, null for nobody
   */
  static WireSocket open(
      int port, String roomId, String token, @Nullable OutputStream record, Listener listener)
      throws IOException {
    return open(port, roomId, token, record, 0, listener);
  }

  /**
   * As {@link #open(int, String, String, OutputStream, Listener)}.
   *
   * @param openMillis within which each byte of the handshake's answer has to come, 0 for no limit
   */
  static WireSocket open(
      int port,
      String roomId,
      String token,
      @Nullable OutputStream record,
      int openMillis,
      Listener listener)
      throws IOException {
    Socket socket = connect(port);
    try {
      WireSocket wire = new WireSocket(socket, record);
      socket.setSoTimeout(openMillis);
      wire.sendRaw(handshake(roomId, token).getBytes(ISO_8859_1));
      wire.readHandshake();
      socket.setSoTimeout(0);
      Thread.ofVirtual().start(() -> wire.read(listener));
      return wire;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    return socket;
  }

  static String handshake(String roomId, String token) {
    return "GET /ws/"
        + roomId
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: roomkeeper.v1.json, bearer."
        + token
        + "\r\n\r\n";
  }

  private void readHandshake() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int newest = 0; newest != 0x0D0A0D0A; ) { // an empty line
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended within the handshake");
      }
      head.write(next);
      newest = newest << 8 | next;
    }
    keep(head.toByteArray());
    String answer = head.toString(ISO_8859_1);
    int status = Integer.parseInt(answer.substring(9, 12));
    if (status != 101) {
      // nginx leaves the connection open.
      Matcher length = CONTENT_LENGTH.matcher(answer);
      byte[] body =
          length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
      keep(body);
      throw new Refused(status, answer + new String(body, UTF_8));
    }
  }

  private void keep(byte[] bytes) throws IOException {
    if (record != null) {
      synchronized (record) {
        record.write(bytes);
      }
    }
  }

  private void read(Listener listener) {
    int code = ABNORMAL;
    String reason = "";
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte(); // A server does not mask, and this one never splits.
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = in.readNBytes((int) length);
        keep(payload);
        if (opcode == TEXT) {
          listener.text(new String(payload, UTF_8));
        } else if (opcode == PING) {
          send(PONG, payload);
        } else if (opcode == CLOSE) {
          if (payload.length >= 2) {
            code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
            reason = new String(payload, 2, payload.length - 2, UTF_8);
          }
          send(CLOSE, Arrays.copyOf(payload, Math.min(2, payload.length)));
          break;
        }
      }
    } catch (IOException e) {
      // The end without a word.
    } catch (RuntimeException e) {
      code = UNREADABLE;
      reason = e.toString();
    }
    close();
    listener.closed(code, reason);
  }

  /** Sends a text message; false if the connection is gone. */
  boolean sendText(String text) {
    return send(TEXT, text.getBytes(UTF_8));
  }

  private boolean send(int opcode, byte[] payload) {
    try {
      sendRaw(frame(true, opcode, true, payload));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends bytes as they are. */
  void sendRaw(byte[] bytes) throws IOException {
    synchronized (out) {
      out.write(bytes);
      out.flush();
    }
  }

  /** A frame of these bits, its length told truly. */
  static byte[] frame(boolean last, int opcode, boolean masked, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write((last ? 0x80 : 0) | opcode);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.write(mask | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(mask | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(mask | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    if (masked) {
      frame.writeBytes(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.write(masked ? payload[i] ^ MASK[i & 3] : payload[i]);
    }
    return frame.toByteArray();
  }

  /** Cuts the connection. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which was wanted.
    }
  }
}
