package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.CloseCode;
import dev.roomkeeper.module.json.Problem;
import dev.roomkeeper.module.store.RoomRecord;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.TokenVerifier;
import dev.roomkeeper.server.auth.Verification;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Audience;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.hub.Profiles;
import dev.roomkeeper.server.hub.RoomElsewhere;
import dev.roomkeeper.server.limits.FairTurns;
import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import dev.roomkeeper.server.queue.Lobby;
import dev.roomkeeper.server.web.Front;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sockets come in. Checks the client, and then makes its channel a connection here or carries
 * it on to the node that has the room.
 */
public final class Gateway {
  private static final String COURSE_PATH = "/";

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Problem TOO_MANY =
      new Problem(429, "RATE_LIMITED", "too many connections are open");

  private static final Problem MOVING =
      new Problem(503, "UNAVAILABLE", "the room is moving; try again");

  /** How many handshakes and joins run at one time, and how many may wait. */
  private static final FairTurns.Bounds TURNS = new FairTurns.Bounds(256, 512, 8_192);

  /** How often a room may seem to be this node's and turn out to be another's. */
  private static final int TRIES_MAX = 3;

  /** How long opening a room may delay a socket. Less than the forwarding node waits. */
  private static final long OPEN_MILLIS = 300;

  /**
   * How long a connection is waited for, checked about once a second.
   *
   * @param joinMillis until its join
   * @param pingMillis between two pings to it
   * @param silenceMillis until it counts as gone
   * @param closeMillis for its answer to a close
   */
  public record Timings(long joinMillis, long pingMillis, long silenceMillis, long closeMillis) {
    public static final Timings DEFAULT = new Timings(10_000, 15_000, 30_000, 2_000);
  }

  /**
   * Who the clients are.
   *
   * @param profiles what rooms are told about them
   */
  public record Visitors(Profiles profiles, TokenVerifier tokens, Limits limits) {}

  /**
   * Where the rooms are.
   *
   * @param link proves to other nodes who this one is
   */
  public record Nodes(Cluster cluster, Link link) {}

  private final Hub hub;
  private final Lookups lookups;
  private final TokenVerifier tokens;
  private final Limits limits;
  private final FairTurns turns;
  private final Cluster cluster;
  private final Forwarding forwarding;
  private final Front front;
  private final Timings timings;
  private final Lanes lanes;
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean closing;

  /**
   * @param blocking runs what reads the database
   */
  public Gateway(
      Hub hub,
      Visitors visitors,
      Nodes nodes,
      Front front,
      Timings timings,
      Clock clock,
      Executor blocking) {
    this.hub = hub;
    this.tokens = visitors.tokens;
    this.limits = visitors.limits;
    this.lanes = new Lanes(clock);
    this.turns = new FairTurns(blocking, TURNS);
    this.cluster = nodes.cluster;
    this.lookups = new Lookups(hub, visitors.profiles, tokens, cluster, turns);
    this.forwarding = new Forwarding(cluster, nodes.link, front.addresses());
    this.front = front;
    this.timings = timings;
  }

  /** The audience of a room: its sockets. */
  public static Audience audience(RoomRecord room) {
    return new SocketAudience(room);
  }

  /**
   * What went over the sockets so far: frames and bytes in, frames, bytes and writes out; how often
   * work was handed to an event loop; how many clients found that they hold another state.
   */
  public Map<String, Long> traffic() {
    return lanes.traffic();
  }

  /** Accepts no more sockets and closes all. Completes when the last one is gone. */
  public CompletableFuture<Void> close() {
    closing = true;
    return lanes.close(CloseCode.MOVING, "the server is stopping");
  }

  /** Closes the sockets of a user whose tokens are no longer valid. */
  public void signOut(String userId) {
    lanes.closeOf(userId, CloseCode.TOKEN_EXPIRED, "signed out");
  }

  /** The rooms in which these users have sockets on this node; users without any are left out. */
  public CompletableFuture<Map<String, Set<String>>> roomsOf(Set<String> userIds) {
    return lanes.roomsOf(userIds);
  }

  Hub hub() {
    return hub;
  }

  Timings timings() {
    return timings;
  }

  /** The blocking questions of connections. */
  Lookups lookups() {
    return lookups;
  }

  /**
   * Answers a request for a room's socket. Call it on the event loop, in the request's own turn.
   */
  public void upgrade(HttpServerRequest request, String roomId) {
    if (isRefused(request)) {
      return;
    }
    Offer offer = Offer.of(request);
    // The request must not be read after its own turn.
    Forwarding.Way way = forwarding.way(request);
    if (isTooOften(request, way)) {
      return;
    }
    WebSocketTakeover takeover = WebSocketTakeover.begin(request);
    Knock knock = new Knock(takeover, offer, roomId, way, Forwarding.handshake(takeover, offer));
    inTurn(knock, () -> verified(knock));
  }

  /** Answers and returns true if there were too many handshakes from this address. */
  private boolean isTooOften(HttpServerRequest request, Forwarding.Way way) {
    if (limits.take(Limit.HANDSHAKES_BY_ADDRESS, way.address(), 1)) {
      return false;
    }
    long seconds = limits.retrySeconds(Limit.HANDSHAKES_BY_ADDRESS, way.address());
    request.response().putHeader("Retry-After", Long.toString(seconds));
    Refusals.answer(
        request, new Problem(429, "RATE_LIMITED", "too many handshakes from this address"));
    return true;
  }

  /**
   * Answers a request for a lobby socket, which every node serves. Call it on the event loop, in
   * the request's own turn.
   */
  public void upgradeForLobby(HttpServerRequest request, Lobby lobby) {
    if (isRefused(request)) {
      return;
    }
    Offer offer = Offer.of(request).withoutBinary();
    Forwarding.Way way = forwarding.way(request);
    if (isTooOften(request, way)) {
      return;
    }
    Knock knock = new Knock(WebSocketTakeover.begin(request), offer, "queue", way, "");
    inTurn(
        knock,
        () -> {
          switch (tokens.verify(offer.token())) {
            case Identity identity ->
                enter(
                    knock,
                    knock.takeover.eventLoop(),
                    identity,
                    connection -> new LobbyDialect(connection, lobby));
            case Verification.Refusal refusal ->
                Refusals.refuse(knock.takeover, Refusals.refused(refusal));
          }
        });
  }

  private void inTurn(Knock knock, Runnable body) {
    String owner = Limits.addressOwner(knock.way.address());
    if (!turns.run(owner, () -> answered(knock, body))) {
      Refusals.refuse(
          knock.takeover, new Problem(503, "UNAVAILABLE", "too many are waiting; try again"));
    }
  }

  /** Whether a request asks for a socket at {@link #COURSE_PATH}, and not for the page there. */
  public boolean isForCourse(HttpServerRequest request) {
    return isCoursePath(request) && WebSocketHandshake.isAskedFor(request);
  }

  private boolean isCoursePath(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    return COURSE_PATH.equals(path) || COURSE_PATH.equals(front.base().without(path));
  }

  /**
   * Answers a request for a socket of the course's dialect. The client says later who it is and
   * which room it wants. Call it on the event loop, in the request's own turn.
   */
  public void upgradeForCourse(HttpServerRequest request) {
    if (!isCoursePath(request)) {
      Refusals.answer(
          request, new Problem(404, "NOT_FOUND", "the only address here is " + COURSE_PATH));
      return;
    }
    if (isRefused(request)) {
      return;
    }
    Forwarding.Way way = forwarding.way(request);
    if (isTooOften(request, way)) {
      return;
    }
    Limits.Allowance allowance = limits.admit(way.address());
    WebSocketTakeover takeover = WebSocketTakeover.begin(request);
    if (allowance == null) {
      Refusals.refuse(takeover, TOO_MANY);
    } else {
      accept(
          takeover,
          takeover.eventLoop(),
          null,
          allowance,
          null,
          connection -> new CourseDialect(connection, this, forwarding, way));
    }
  }

  /** Answers and returns true if the request cannot become a socket. */
  private boolean isRefused(HttpServerRequest request) {
    WebSocketHandshake.Fault fault = WebSocketHandshake.fault(request, front.origins());
    if (fault != null) {
      if (fault.status() == 426) {
        request.response().putHeader("Sec-WebSocket-Version", "13");
      }
      String code = fault.status() == 403 ? "FORBIDDEN" : "BAD_REQUEST";
      Refusals.answer(request, new Problem(fault.status(), code, fault.reason()));
      return true;
    }
    if (closing) {
      Refusals.answer(request, new Problem(503, "UNAVAILABLE", "the server is stopping"));
      return true;
    }
    return false;
  }

  /**
   * A client that asks for a socket.
   *
   * @param onward the handshake as this node begins it at another node
   */
  private record Knock(
      WebSocketTakeover takeover, Offer offer, String roomId, Forwarding.Way way, String onward) {
    Knock by(Forwarding.Way further) {
      return new Knock(takeover, offer, roomId, further, onward);
    }
  }

  private static void answered(Knock knock, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException e) {
      LOG.warn("room {} can't be looked up", knock.roomId, e);
      Refusals.refuse(
          knock.takeover, new Problem(503, "UNAVAILABLE", "the room can't be looked up now"));
    }
  }

  private void verified(Knock knock) {
    Identity vouched = knock.way.vouched();
    if (vouched != null) {
      send(knock, vouched);
      return;
    }
    switch (tokens.verify(knock.offer.token())) {
      case Identity identity -> send(knock, identity);
      case Verification.Refusal refusal ->
          Refusals.refuse(knock.takeover, Refusals.refused(refusal));
    }
  }

  /** Accepts the socket here, or carries it on to the node that has the room. */
  private void send(Knock knock, Identity identity) {
    Cluster.Spot spot = cluster.find(knock.roomId, knock.way.hops());
    if (spot instanceof Cluster.Spot.Here) {
      // A client that may not enter must not cause the room to be opened.
      Problem refusal = Refusals.refusal(hub.find(knock.roomId).orElse(null), identity);
      if (refusal != null) {
        Refusals.refuse(knock.takeover, refusal);
        return;
      }
    }
    for (int tries = 1;
        spot instanceof Cluster.Spot.Here && isElsewhere(knock.roomId, knock.way.address());
        tries++) {
      if (tries == TRIES_MAX) {
        Refusals.refuse(knock.takeover, MOVING);
        return;
      }
      spot = cluster.find(knock.roomId, knock.way.hops());
    }
    switch (spot) {
      case Cluster.Spot.Here() ->
          enter(
              knock,
              Lanes.home(hub.live(knock.roomId), knock.takeover.eventLoop()),
              identity,
              connection -> new NativeDialect(connection, knock.roomId, knock.offer.isBinary()));
      case Cluster.Spot.At(var node) ->
          forwarding.carryOn(
              node,
              knock.way,
              identity,
              knock.onward,
              knock.takeover.eventLoop(),
              answering -> knock.takeover.handOver(client -> Relay.join(answering, client)),
              way -> inTurn(knock, () -> send(knock.by(way), identity)),
              () -> Refusals.refuse(knock.takeover, MOVING));
    }
  }

  /**
   * Whether another node took the room first. Otherwise the room is open now, while the socket
   * could still be carried on. Other failures and delays are up to the join, which opens it again.
   */
  private boolean isElsewhere(String roomId, String address) {
    try {
      var _ = hub.open(roomId, address).copy().orTimeout(OPEN_MILLIS, TimeUnit.MILLISECONDS).join();
      return false;
    } catch (CompletionException e) {
      return RoomElsewhere.is(e);
    }
  }

  private void enter(
      Knock knock, EventLoop home, Identity identity, Function<Connection, Dialect> dialect) {
    Limits.Allowance allowance = limits.admit(identity.userId(), knock.way.address());
    if (allowance == null) {
      Refusals.refuse(knock.takeover, TOO_MANY);
    } else {
      accept(knock.takeover, home, knock.offer.subprotocol(), allowance, identity, dialect);
    }
  }

  private void accept(
      WebSocketTakeover takeover,
      EventLoop home,
      @Nullable String subprotocol,
      Limits.Allowance allowance,
      @Nullable Identity identity,
      Function<Connection, Dialect> dialect) {
    long id = lastId.incrementAndGet();
    Connection connection = new Connection(id, lanes.of(home), this, allowance, identity, dialect);
    takeover.accept(home, subprotocol, connection, connection::fragment, allowance::giveBack);
  }
}
