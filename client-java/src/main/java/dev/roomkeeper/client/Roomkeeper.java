package dev.roomkeeper.client;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A client of one server: {@code Roomkeeper.at("http://localhost:8080")}. All rooms that are joined
 * with it share its event loops.
 */
public final class Roomkeeper implements AutoCloseable {
  private static final long CLOSE_MILLIS = 2_000;

  private final ServerAddress server;
  private final EventLoopGroup loops;
  private final boolean ownsLoops;
  private final Http http;
  private final Set<RoomConnection> rooms = ConcurrentHashMap.newKeySet();

  private Roomkeeper(ServerAddress server, EventLoopGroup loops, boolean ownsLoops) {
    this.server = server;
    this.loops = loops;
    this.ownsLoops = ownsLoops;
    this.http = new Http(server);
  }

  /** A client of the server at this URL, with one event loop. */
  public static Roomkeeper at(String url) {
    return at(ServerAddress.of(URI.create(url)), 1);
  }

  /**
   * A client of the server at this address.
   *
   * @param threads number of event loops; each serves thousands of rooms
   */
  public static Roomkeeper at(ServerAddress server, int threads) {
    return new Roomkeeper(server, loops(threads), true);
  }

  /** A client on event loops of the caller; {@link #close} leaves them running. */
  public static Roomkeeper at(ServerAddress server, EventLoopGroup loops) {
    return new Roomkeeper(server, loops, false);
  }

  /** Event loops for several servers, or for sockets without a room. */
  public static EventLoopGroup loops(int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("roomkeeper-client", true), NioIoHandler.newFactory());
  }

  /** Makes a new guest with this name. Waits for the server. */
  public User guest(String name) {
    return guest(Guest.newKey(), name);
  }

  /**
   * The guest with this key; makes it if it is new. Waits for the server.
   *
   * @param key a secret of 128 random bits or more, as base64url or hex
   */
  public User guest(String key, String name) {
    Guest guest = new Guest(http, key, name);
    String _ = await(() -> guest.token(false));
    return new User(this, guest);
  }

  /** A user with tokens from elsewhere, such as an account's. */
  public User user(TokenSource tokens) {
    return new User(this, tokens);
  }

  RoomJoin join(TokenSource tokens, String roomId) {
    EventLoop loop = loops.next();
    return new RoomJoin(loop, server, tokens, roomId, this::started);
  }

  private void started(RoomConnection room) {
    rooms.add(room);
    room.onStatus(status -> {
      if (status instanceof RoomStatus.Stopped) {
        rooms.remove(room);
      } else {
        rooms.add(room);
      }
    });
  }

  Http http() {
    return http;
  }

  /** A request to the server that may fail. */
  interface Request<T> {
    T send() throws IOException, InterruptedException;
  }

  <T> T await(Request<T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Leaves all rooms and stops the event loops, unless they are the caller's. */
  @Override
  public void close() {
    rooms.forEach(RoomConnection::close);
    loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly()); // until all have left
    http.close();
    if (ownsLoops) {
      loops.shutdownGracefully(100, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
  }
}
