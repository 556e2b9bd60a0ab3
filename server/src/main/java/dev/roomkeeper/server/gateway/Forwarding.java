package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.limits.Addresses;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries sockets on to other nodes: what one node tells the next about the user and the way so
 * far, how long it waits for an answer, and what happens without one.
 */
final class Forwarding {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

  /**
   * A socket that was forwarded more often goes in circles: the nodes disagree about who is alive.
   */
  private static final int HOPS_MAX = 3;

  /** How often one node looks for a socket's target if the nodes that it finds are gone. */
  private static final int TRIES_MAX = 4;

  /** How long a node may be silent before it answers the handshake. */
  private static final long ANSWER_MILLIS = 950;

  /**
   * How much less time it has if the socket was forwarded before, because the first node waits too.
   */
  private static final long HOP_MILLIS = 250;

  /**
   * The way by which a socket came here.
   *
   * @param path the requested path
   * @param address the client's
   * @param hops how many nodes, or routers that asked one, forwarded it
   * @param tries how often this node tried in vain to carry it on
   * @param vouched the user that the client proved to be at another node; null if it still has to
   *     prove it
   */
  record Way(String path, String address, int hops, int tries, @Nullable Identity vouched) {
    private Way again() {
      return new Way(path, address, hops, tries + 1, vouched);
    }
  }

  private static final Set<String> NOT_CARRIED_ON =
      Stream.concat(
              Offer.HEADERS.stream(),
              Stream.of(Link.HEADER, Link.HOPS_HEADER, Link.IDENTITY_HEADER, Addresses.HEADER))
          .collect(Collectors.toUnmodifiableSet());

  private final Cluster cluster;
  private final Link link;
  private final Addresses addresses;

  /**
   * @param link proves other nodes' identity, and this node's
   */
  Forwarding(Cluster cluster, Link link, Addresses addresses) {
    this.cluster = cluster;
    this.link = link;
    this.addresses = addresses;
  }

  /** The way of a request. Must be called in the request's own turn. */
  Way way(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    String statement = request.getHeader(Link.IDENTITY_HEADER);
    boolean isNode =
        link.isGenuine(request.getHeader(Link.HEADER), "GET", path, Statement.bytes(statement));
    String peer = String.valueOf(request.remoteAddress().hostAddress());
    String address = addresses.client(peer, request.headers().getAll(Addresses.HEADER), isNode);
    return new Way(path, address, hops(request), 0, isNode ? Statement.read(statement) : null);
  }

  private static int hops(HttpServerRequest request) {
    String hops = request.getHeader(Link.HOPS_HEADER);
    return hops != null && hops.matches("[0-9]") ? hops.charAt(0) - '0' : 0;
  }

  /** The client's handshake as this node begins it at another node, without the client's token. */
  static String handshake(WebSocketTakeover takeover, Offer offer) {
    return takeover.head(NOT_CARRIED_ON) + offer.withoutToken();
  }

  /** The headers by which the other node trusts this one, and the end of the handshake. */
  private String marks(Way way, Peer node, Identity identity) {
    String statement = Statement.of(identity);
    String mark = link.mark("GET", node.address(), way.path, Statement.bytes(statement));
    return (Addresses.HEADER + ": " + way.address + "\r\n")
        + (Link.HOPS_HEADER + ": " + (way.hops + 1) + "\r\n")
        + (Link.IDENTITY_HEADER + ": " + statement + "\r\n")
        + (Link.HEADER + ": " + mark + "\r\n\r\n");
  }

  /**
   * Opens a socket at another node with the client's handshake, for bytes both ways, all on the
   * loop.
   *
   * @param identity the user that the client proved to be
   * @param handshake as {@link #handshake} began it
   * @param onAnswer the node answers the handshake
   * @param again the node is gone: the room has to be looked up again
   * @param moving nobody can say now where the room is
   */
  void carryOn(
      Peer node,
      Way way,
      Identity identity,
      String handshake,
      EventLoop loop,
      Consumer<Channel> onAnswer,
      Consumer<Way> again,
      Runnable moving) {
    String whole = handshake + marks(way, node, identity);
    carryOn(node, way, whole, List.of(), loop, onAnswer, again, moving);
  }

  /**
   * Opens a socket at another node with a handshake of our own, for frames in and bytes out;
   * otherwise like the above. For a client whose own handshake was answered before it said which
   * room it wants.
   */
  void carryOn(
      Peer node,
      Way way,
      Identity identity,
      EventLoop loop,
      Consumer<Channel> onAnswer,
      Consumer<Way> again,
      Runnable moving) {
    ClientHandshake own = new ClientHandshake();
    carryOn(
        node,
        way,
        own.head(node.address(), way.path) + marks(way, node, identity),
        List.of(own, new WebSocket13FrameEncoder(true)),
        loop,
        onAnswer,
        again,
        moving);
  }

  private void carryOn(
      Peer node,
      Way way,
      String handshake,
      List<ChannelHandler> codec,
      EventLoop loop,
      Consumer<Channel> onAnswer,
      Consumer<Way> again,
      Runnable moving) {
    if (way.hops >= HOPS_MAX || way.tries == TRIES_MAX) {
      moving.run();
      return;
    }
    Relay.open(
        loop,
        new Relay.Call(node.address(), handshake, ANSWER_MILLIS - way.hops * HOP_MILLIS, codec),
        onAnswer,
        silence -> {
          if (isToAskAgain(node, silence)) {
            again.accept(way.again());
          } else {
            moving.run();
          }
        });
  }

  private boolean isToAskAgain(Peer node, Relay.Silence silence) {
    return switch (silence.meaning()) {
      case GONE -> cluster.suspect(node, true, silence.why());
      case SILENT -> cluster.suspect(node, false, silence.why());
      case ENDED -> true;
      case NONE -> {
        LOG.warn("a socket can't be carried on to {}: {}", node.address(), silence.why());
        yield false;
      }
    };
  }
}
