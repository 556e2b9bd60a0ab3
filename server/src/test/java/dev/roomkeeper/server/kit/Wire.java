package dev.roomkeeper.server.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bare socket to the server that speaks HTTP heads and WebSocket frames, good ones and bad. */
public final class Wire implements AutoCloseable {
  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xA;

  /** A frame as the server sent it; size is with its header. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(int opcode, byte[] payload, int size) {}

  /** The answer to a request. */
  public record Head(int status, Map<String, String> headers, String body) {
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /**
   * @param receiveBufferBytes 0 for the system's own choice
   */
  public Wire(int port, int receiveBufferBytes) throws IOException {
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 4_096));
  }

  /** The opening request for a socket, with these header lines besides the usual ones. */
  public static String handshake(String path, List<String> headers) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    headers.forEach(line -> request.append(line).append("\r\n"));
    return request.append("\r\n").toString();
  }

  public void send(String ascii) throws IOException {
    send(ascii.getBytes(ISO_8859_1));
  }

  public synchronized void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A final, masked frame. */
  public static byte[] frame(int opcode, byte[] payload) {
    return frame(0x80 | opcode, true, payload);
  }

  public static byte[] text(String payload) {
    return frame(TEXT, payload.getBytes(UTF_8));
  }

  /**
   * Any frame.
   *
   * @param first its first byte: the final bit, reserved bits, the opcode
   */
  public static byte[] frame(int first, boolean masked, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    int mask = masked ? 0x80 : 0;
    frame.write(first);
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
    byte[] key = {0x12, 0x34, 0x56, 0x78};
    if (masked) {
      frame.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.write(masked ? payload[i] ^ key[i % 4] : payload[i]);
    }
    return frame.toByteArray();
  }

  /** Reads the head of an answer, and its body if it says how long that is. */
  public Head readHead() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    String[] lines = text.toString().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    return new Head(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body);
  }

  /** The next frame, or null at the end of the stream. Frames of a server are never masked. */
  public @Nullable Frame readFrame() throws IOException {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if ((length & 0x80) != 0) {
        throw new IOException("a server's frame is masked");
      }
      if ((first & 0xF0) != 0x80) {
        throw new IOException("a fragment, or a reserved bit: " + Integer.toHexString(first));
      }
      int header = length < 126 ? 2 : length == 126 ? 4 : 10;
      long payloadLength =
          switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
          };
      byte[] payload = in.readNBytes(Math.toIntExact(payloadLength));
      if (payload.length < payloadLength) {
        return null;
      }
      return new Frame(first & 0x0F, payload, header + payload.length);
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  /** The next bytes, as many as that if the stream has them. */
  public byte[] readUpTo(int count) throws IOException {
    return in.readNBytes(count);
  }

  /** Whether the other side ended the stream; waits for that. */
  public byte[] readToEnd() throws IOException {
    return in.readAllBytes();
  }

  public void timeoutMillis(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
