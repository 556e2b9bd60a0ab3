package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.CloseCode;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Audience;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomRecord;
import dev.roomkeeper.server.json.Problem;
import dev.roomkeeper.server.limits.Limits;
import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sockets come in: checks who knocks, takes the channel over, and makes it a connection. */
public final class Gateway {
  static final String SUBPROTOCOL = "roomkeeper.v1.json";

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final String BEARER_SUBPROTOCOL = "bearer.";

  /**
   * How long a connection is waited for; looked at about once a second.
   *
   * @param joinMillis until its join
   * @param pingMillis between two pings to it
   * @param silenceMillis until it counts as gone
   * @param closeMillis for its answer to a close
   */
  public record Timings(long joinMillis, long pingMillis, long silenceMillis, long closeMillis) {
    public static final Timings DEFAULT = new Timings(10_000, 15_000, 30_000, 2_000);
  }

  private final Hub hub;
  private final Profiles profiles;
  private final TokenVerifier tokens;
  private final Limits limits;
  private final Clock clock;
  private final Executor blocking;
  private final Set<String> originsAllowed;
  private final Timings timings;
  private final Lane.Traffic traffic = new Lane.Traffic();
  private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean closing;

  /**
   * @param blocking runs what reads the database
   * @param originsAllowed pages of other hosts that may connect, such as {@code
   *     https://play.example}
   */
  public Gateway(
      Hub hub,
      Profiles profiles,
      TokenVerifier tokens,
      Limits limits,
      Clock clock,
      Executor blocking,
      Set<String> originsAllowed,
      Timings timings) {
    this.hub = hub;
    this.profiles = profiles;
    this.tokens = tokens;
    this.limits = limits;
    this.clock = clock;
    this.blocking = blocking;
    this.originsAllowed = originsAllowed;
    this.timings = timings;
  }

  /** The audience of a room: its sockets. */
  public static Audience audience(RoomRecord room) {
    return new SocketAudience(room);
  }

  /**
   * What went over the sockets so far: frames and bytes in, frames, bytes and writes out; how often
   * work was handed to an event loop.
   */
  public Map<String, Long> traffic() {
    return Map.of(
        "frames_in", traffic.framesIn.sum(),
        "bytes_in", traffic.bytesIn.sum(),
        "frames_out", traffic.framesOut.sum(),
        "bytes_out", traffic.bytesOut.sum(),
        "writes", traffic.writes.sum(),
        "conflations", traffic.conflations.sum(),
        "hand_overs", traffic.handOvers.sum());
  }

  /** Lets nobody in any more and closes all sockets; completes when the last is gone. */
  public CompletableFuture<Void> close() {
    closing = true;
    return CompletableFuture.allOf(
        lanes.values().stream()
            .map(lane -> lane.close(CloseCode.MOVING, "the server is stopping"))
            .toArray(CompletableFuture<?>[]::new));
  }

  Hub hub() {
    return hub;
  }

  Timings timings() {
    return timings;
  }

  /** Whose the token is; completes on another thread than the event loop's. */
  CompletableFuture<Verification> verify(String token) {
    return CompletableFuture.supplyAsync(() -> tokens.verify(token), blocking);
  }

  /** What is known of the user; completes on another thread than the event loop's. */
  CompletableFuture<Profiles.Profile> profile(String userId) {
    return CompletableFuture.supplyAsync(() -> profiles.of(userId), blocking);
  }

  /** Answers a request for a socket to the room; on the event loop, in the request's own turn. */
  public void upgrade(HttpServerRequest request, String roomId) {
    WebSocketHandshake.Fault fault = WebSocketHandshake.fault(request, originsAllowed);
    if (fault != null) {
      if (fault.status() == 426) {
        request.response().putHeader("Sec-WebSocket-Version", "13");
      }
      String code = fault.status() == 403 ? "FORBIDDEN" : "BAD_REQUEST";
      answer(request, new Problem(fault.status(), code, fault.reason()));
      return;
    }
    if (closing) {
      answer(request, new Problem(503, "UNAVAILABLE", "the server is stopping"));
      return;
    }
    Offer offer = Offer.of(request);
    WebSocketTakeover takeover = WebSocketTakeover.begin(request);
    // Of the request nothing may be read later than in its own turn.
    String address = String.valueOf(request.remoteAddress().hostAddress());
    blocking.execute(() -> {
      try {
        switch (tokens.verify(offer.token)) {
          case Identity identity ->
              enter(takeover, offer, identity, address, roomId, hub.find(roomId).orElse(null));
          case Verification.Refusal refusal -> refuse(takeover, refused(refusal));
        }
      } catch (RuntimeException e) {
        LOG.warn("room {} can't be looked up", roomId, e);
        refuse(takeover, new Problem(503, "UNAVAILABLE", "the room can't be looked up now"));
      }
    });
  }

  private static Problem refused(Verification.Refusal refusal) {
    return refusal == Verification.Refusal.ISSUER_UNREACHABLE
        ? new Problem(503, "UNAVAILABLE", refusal.sentence())
        : new Problem(401, "FORBIDDEN", refusal.sentence());
  }

  private void enter(
      WebSocketTakeover takeover,
      Offer offer,
      Identity identity,
      String address,
      String roomId,
      @Nullable RoomRecord room) {
    if (room == null) {
      refuse(takeover, new Problem(404, "NOT_FOUND", "there is no such room"));
    } else if (!room.admits(identity.userId())) {
      refuse(takeover, new Problem(403, "FORBIDDEN", "this room is for invited people only"));
    } else {
      Limits.Allowance allowance = limits.admit(identity.userId(), address);
      if (allowance == null) {
        refuse(takeover, new Problem(429, "RATE_LIMITED", "too many connections are open"));
        return;
      }
      Lane lane =
          lanes.computeIfAbsent(takeover.eventLoop(), loop -> new Lane(loop, clock, traffic));
      takeover.accept(
          offer.subprotocol,
          new Connection(lastId.incrementAndGet(), lane, this, roomId, identity, allowance),
          allowance::giveBack);
    }
  }

  private static void refuse(WebSocketTakeover takeover, Problem problem) {
    takeover.refuse(problem.status(), Buffer.buffer(problem.body()));
  }

  private static void answer(HttpServerRequest request, Problem problem) {
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(problem.body()));
  }

  /** What a handshake brings: the subprotocol to speak, and the token. */
  private record Offer(@Nullable String subprotocol, @Nullable String token) {
    static Offer of(HttpServerRequest request) {
      String subprotocol = null;
      String token = null;
      for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
        for (String offered : header.split(",", -1)) {
          String name = offered.strip();
          if (name.equals(SUBPROTOCOL)) {
            subprotocol = SUBPROTOCOL;
          } else if (name.startsWith(BEARER_SUBPROTOCOL)) {
            token = name.substring(BEARER_SUBPROTOCOL.length());
          }
        }
      }
      String authorization = request.getHeader("Authorization");
      if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        token = authorization.substring(7).strip();
      }
      return new Offer(subprotocol, token);
    }

    @Override
    public String toString() {
      return "Offer[subprotocol=" + subprotocol + "]"; // The token must not reach a log.
    }
  }
}
