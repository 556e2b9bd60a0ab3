package dev.roomkeeper.client;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to open a socket.
 *
 * @param headers further lines of the request, each a whole header
 * @param subprotocols the offered ones, the preferred one first; the server must select one of
 *     them, or none if the list is empty
 * @param source the local address to connect from, or null for the system's choice
 * @param receiveBufferBytes 0 for the system's choice
 * @param early text of a frame that is sent together with the request, before the response; empty
 *     for none
 */
public record SocketOpening(
    ServerAddress server,
    String path,
    List<String> headers,
    List<String> subprotocols,
    @Nullable InetSocketAddress source,
    int receiveBufferBytes,
    boolean answersPings,
    String early) {

  public SocketOpening {
    headers = List.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
    for (String line : headers) {
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a header must be one line");
      }
    }
  }

  /** A socket at this path, with nothing else set. */
  public static SocketOpening of(ServerAddress server, String path) {
    return new SocketOpening(server, path, List.of(), List.of(), null, 0, true, "");
  }

  /** A socket to a room that speaks JSON, with the token as a header (P2). */
  public static SocketOpening room(ServerAddress server, String roomId, String token) {
    return of(server, "/ws/" + roomId)
        .withHeaders(List.of("Authorization: Bearer " + token))
        .withSubprotocols(List.of(JsonFrames.SUBPROTOCOL));
  }

  public SocketOpening withHeaders(List<String> lines) {
    return new SocketOpening(
        server, path, lines, subprotocols, source, receiveBufferBytes, answersPings, early);
  }

  public SocketOpening withSubprotocols(List<String> offered) {
    return new SocketOpening(
        server, path, headers, offered, source, receiveBufferBytes, answersPings, early);
  }

  public SocketOpening from(@Nullable InetSocketAddress local) {
    return new SocketOpening(
        server, path, headers, subprotocols, local, receiveBufferBytes, answersPings, early);
  }

  public SocketOpening withReceiveBuffer(int bytes) {
    return new SocketOpening(
        server, path, headers, subprotocols, source, bytes, answersPings, early);
  }

  public SocketOpening deafToPings() {
    return new SocketOpening(
        server, path, headers, subprotocols, source, receiveBufferBytes, false, early);
  }

  public SocketOpening withEarly(String text) {
    return new SocketOpening(
        server, path, headers, subprotocols, source, receiveBufferBytes, answersPings, text);
  }
}
