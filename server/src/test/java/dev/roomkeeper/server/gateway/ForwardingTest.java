package dev.roomkeeper.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.auth.Verification.Identity;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.limits.Addresses;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a node believes where a socket comes from, and what it tells the next node of that. */
@Timeout(20)
final class ForwardingTest {
  private static final String PATH = "/ws/room";
  private static final String CLIENT = "203.0.113.7";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String NODE = "127.0.0.1:1";
  private static final Identity ANN = new Identity("u_ann", "Ann", Long.MAX_VALUE);

  private final Link link = link(NODE);
  private final Forwarding forwarding = new Forwarding(Cluster.ALONE, link, Addresses.DIRECT);

  private static Link link(String ownAddress) {
    return new Link(new byte[Link.KEY_BYTES], InstantSource.system(), ownAddress);
  }

  private static HttpServerRequest request(Map<String, String> headers) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            HttpServerRequest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "path" -> PATH;
                  case "getHeader" -> headers.get(String.valueOf(arguments[0]));
                  case "headers" -> MultiMap.caseInsensitiveMultiMap().addAll(headers);
                  case "remoteAddress" -> SocketAddress.inetSocketAddress(4_711, LOOPBACK);
                  default -> throw new AssertionError(method);
                });
  }

  private String addressWith(String mark) {
    return forwarding.way(request(Map.of(Link.HEADER, mark, Addresses.HEADER, CLIENT))).address();
  }

  @Test
  void whose_socket_it_is_a_node_alone_may_say() {
    assertThat(addressWith(link.mark("GET", NODE, PATH))).isEqualTo(CLIENT);
    assertThat(addressWith(link.mark("GET", NODE, "/ws/another"))).isEqualTo(LOOPBACK);
    assertThat(addressWith(link.mark("GET", "127.0.0.1:2", PATH))).isEqualTo(LOOPBACK);
    assertThat(addressWith("0.00")).isEqualTo(LOOPBACK);
    assertThat(forwarding.way(request(Map.of(Addresses.HEADER, CLIENT))).address())
        .as("a peer on this machine is not a node for that")
        .isEqualTo(LOOPBACK);
  }

  @Test
  void who_it_is_a_node_alone_may_say() {
    String statement = Statement.of(ANN);
    String mark = link.mark("GET", NODE, PATH, Statement.bytes(statement));
    Map<String, String> said = Map.of(Link.HEADER, mark, Link.IDENTITY_HEADER, statement);
    assertThat(forwarding.way(request(said)).vouched()).isEqualTo(ANN);
    assertThat(forwarding.way(request(said)).vouched()).as("the same again").isNull();
    assertThat(forwarding.way(request(Map.of(Link.IDENTITY_HEADER, statement))).vouched()).isNull();
    Map<String, String> bare =
        Map.of(Link.HEADER, link.mark("GET", NODE, PATH), Link.IDENTITY_HEADER, statement);
    assertThat(forwarding.way(request(bare)).vouched()).as("a mark for another").isNull();
  }

  private int hops(String header) {
    return forwarding.way(request(Map.of(Link.HOPS_HEADER, header))).hops();
  }

  @Test
  void hops_are_one_digit_or_none() {
    assertThat(forwarding.way(request(Map.of())).hops()).isZero();
    assertThat(hops("0")).isZero();
    assertThat(hops("2")).isEqualTo(2);
    for (String garbage : new String[] {"", "-1", "10", "x", " 1"}) {
      assertThat(hops(garbage)).as(garbage).isZero();
    }
  }

  @Test
  void the_next_node_is_told_one_hop_more_and_the_clients_address_with_a_mark() throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (ServerSocket next = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      forwarding.carryOn(
          new Peer("b", LOOPBACK + ":" + next.getLocalPort(), 0, true),
          new Forwarding.Way(PATH, CLIENT, 1, 0, null),
          ANN,
          loops.next(),
          _ -> {},
          _ -> {},
          () -> {});
      Map<String, String> said = head(next);
      assertThat(said).containsEntry(Link.HOPS_HEADER, "2").containsEntry(Addresses.HEADER, CLIENT);
      byte[] statement = Statement.bytes(said.get(Link.IDENTITY_HEADER));
      Link other = link(LOOPBACK + ":" + next.getLocalPort());
      assertThat(other.isGenuine(said.get(Link.HEADER), "GET", PATH, statement)).isTrue();
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static Map<String, String> head(ServerSocket server) throws Exception {
    Map<String, String> headers = new HashMap<>();
    try (Socket taken = server.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(taken.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine();
          line != null && !line.isEmpty();
          line = reader.readLine()) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          headers.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    }
    return headers;
  }

  @Test
  void a_socket_that_was_sent_on_three_times_goes_no_further() {
    CompletableFuture<Void> moving = new CompletableFuture<>();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      forwarding.carryOn(
          new Peer("b", LOOPBACK + ":1", 0, true),
          new Forwarding.Way(PATH, CLIENT, 3, 0, null),
          ANN,
          loops.next(),
          _ -> moving.completeExceptionally(new AssertionError("an answer")),
          _ -> moving.completeExceptionally(new AssertionError("it is to be asked again")),
          () -> moving.complete(null));
      assertThat(moving).isCompleted();
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
