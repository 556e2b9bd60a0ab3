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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node makes of another that does not answer; all are real sockets. */
@Timeout(20)
final class RelayTest {
  private static final String HANDSHAKE = "GET /ws/room HTTP/1.1\r\n\r\n";

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private ServerSocket listening(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    open.add(socket);
    return socket;
  }

  private ServerSocket ending(AtomicInteger ended) throws IOException {
    ServerSocket socket = listening(50);
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket taken = socket.accept();
              taken.getInputStream().read();
              taken.close();
              ended.incrementAndGet();
            }
          } catch (IOException e) {
            return; // The test is over.
          }
        });
    return socket;
  }

  private Relay.Silence silence(String address) throws Exception {
    CompletableFuture<Relay.Silence> silence = new CompletableFuture<>();
    Relay.open(
        loops.next(),
        new Relay.Call(address, HANDSHAKE, 200, List.of()),
        _ -> silence.completeExceptionally(new AssertionError("an answer")),
        silence::complete);
    return silence.get(10, TimeUnit.SECONDS);
  }

  private static String address(ServerSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Test
  void where_nobody_listens_the_node_is_gone() throws Exception {
    ServerSocket closed = listening(1);
    closed.close();
    assertThat(silence(address(closed)).meaning()).isEqualTo(Relay.Meaning.GONE);
  }

  @Test
  void one_that_takes_the_connection_and_says_nothing_is_silent() throws Exception {
    assertThat(silence(address(listening(50))).meaning()).isEqualTo(Relay.Meaning.SILENT);
  }

  @Test
  void one_that_does_not_take_the_connection_is_silent_and_not_gone() throws Exception {
    ServerSocket full = listening(1);
    for (int i = 0; i < 8; i++) { // More than its queue holds: the next one's packets are dropped.
      Socket waits = new Socket();
      open.add(waits);
      try {
        waits.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
      } catch (IOException e) {
        break;
      }
    }
    assertThat(silence(address(full)).meaning()).isEqualTo(Relay.Meaning.SILENT);
  }

  @Test
  void a_name_that_nobody_knows_is_silent_and_not_gone() throws Exception {
    assertThat(silence("node-7.invalid:8080").meaning()).isEqualTo(Relay.Meaning.SILENT);
  }

  @Test
  void an_address_that_is_none_says_nothing_of_the_node() throws Exception {
    for (String address : List.of("", "node", "node:", "node:http", "127.0.0.1:99999")) {
      assertThat(silence(address).meaning()).as(address).isEqualTo(Relay.Meaning.NONE);
    }
  }

  @Test
  void one_that_ends_the_connection_is_asked_again_and_not_for_ever() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    Peer node = new Peer("odd", address(ending(ended)), 0, true);
    Link link = new Link(new byte[Link.KEY_BYTES], InstantSource.system(), "127.0.0.1:1");
    Forwarding forwarding = new Forwarding(suspectingNobody(), link, Addresses.DIRECT);
    CompletableFuture<Void> moving = new CompletableFuture<>();
    carryOn(forwarding, node, new Forwarding.Way("/ws/room", "127.0.0.1", 0, 0, null), moving);
    moving.get(10, TimeUnit.SECONDS);
    assertThat(ended).hasValueBetween(2, 9);
  }

  @Test
  void the_next_node_is_told_who_it_is_in_words_that_are_for_it_alone() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Peer node = new Peer("next", "127.0.0.1:" + listening.getLocalPort(), 0, true);
      byte[] key = new byte[Link.KEY_BYTES];
      Link link = new Link(key, InstantSource.system(), "127.0.0.1:1");
      Forwarding forwarding = new Forwarding(suspectingNobody(), link, Addresses.DIRECT);
      CompletableFuture<Void> moving = new CompletableFuture<>();
      carryOn(forwarding, node, new Forwarding.Way("/ws/room", "10.0.0.9", 0, 0, null), moving);
      try (Socket taken = listening.accept()) {
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(taken.getInputStream(), StandardCharsets.ISO_8859_1));
        Map<String, String> headers = new HashMap<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
          int colon = line.indexOf(": ");
          headers.put(colon < 0 ? "" : line.substring(0, colon), line.substring(colon + 2));
          line = reader.readLine();
        }
        String said = headers.get(Link.IDENTITY_HEADER);
        String mark = headers.get(Link.HEADER);
        assertThat(Statement.read(said)).isEqualTo(new Identity("u_ann", "Ann", Long.MAX_VALUE));
        Link next = new Link(key, InstantSource.system(), node.address());
        Link another = new Link(key, InstantSource.system(), "127.0.0.1:2");
        byte[] bytes = Statement.bytes(said);
        byte[] eve = Statement.bytes(Statement.of(new Identity("u_eve", "Eve", Long.MAX_VALUE)));
        assertThat(another.isGenuine(mark, "GET", "/ws/room", bytes)).isFalse();
        assertThat(next.isGenuine(mark, "GET", "/ws/room", eve)).isFalse();
        assertThat(next.isGenuine(mark, "GET", "/ws/room", bytes)).isTrue();
      }
    }
  }

  private static Cluster suspectingNobody() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (_, _, _) -> false);
  }

  private void carryOn(
      Forwarding forwarding, Peer node, Forwarding.Way way, CompletableFuture<Void> moving) {
    forwarding.carryOn(
        node,
        way,
        new Identity("u_ann", "Ann", Long.MAX_VALUE),
        "GET /ws/room HTTP/1.1\r\n",
        loops.next(),
        _ -> moving.completeExceptionally(new AssertionError("an answer")),
        further -> carryOn(forwarding, node, further, moving),
        () -> moving.complete(null));
  }
}
