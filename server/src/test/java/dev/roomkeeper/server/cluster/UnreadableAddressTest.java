package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Vouching.Voice;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Journal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that says something of itself which can't be read stops none of the others. */
final class UnreadableAddressTest {
  private final LinkClient link =
      new LinkClient(new Link(new byte[Link.KEY_BYTES], InstantSource.system(), "127.0.0.1:1"));

  @AfterEach
  void close() {
    link.close();
  }

  /** The last two are of a name and of a network that the client finds not to be there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "node_1:8080",
        "::1:8080",
        "node 1:8080",
        "node1:99999",
        "node1.invalid:8080",
        "255.255.255.255:8080"
      })
  void who_asks_the_node_is_told_that_it_does_not_answer(String address) {
    Peer node = new Peer("odd", address, 0, true);
    assertThat(link.reaches(node)).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(false);
    assertThat(link.vouch(node, Map.of("r", 1L)))
        .succeedsWithin(5, TimeUnit.SECONDS)
        .isEqualTo(Map.of("r", Voice.SILENT));
    Command command = new Command("board", 1, JsonObject.EMPTY);
    assertThat(link.edit(node, "r", "u", command)).failsWithin(5, TimeUnit.SECONDS);
    assertThat(link.remove(node, "r", "u")).failsWithin(5, TimeUnit.SECONDS);
  }

  @Test
  void a_node_at_which_nobody_listens_is_dead() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(link.vouch(new Peer("gone", "127.0.0.1:" + port, 0, true), Map.of("r", 1L)))
        .succeedsWithin(5, TimeUnit.SECONDS)
        .isEqualTo(Map.of("r", Voice.DEAD));
  }

  @Test
  void a_node_goes_on_asking_which_rooms_are_its_own_when_asking_the_others_throws() {
    assertAskedAgain(
        () -> CompletableFuture.failedFuture(new IllegalStateException("no database")),
        () -> {
          throw new IllegalArgumentException("unsupported URI");
        });
  }

  @Test
  void it_does_when_asking_the_journal_throws() {
    assertAskedAgain(
        () -> {
          throw new IllegalStateException("closed");
        },
        () -> CompletableFuture.completedFuture(false));
  }

  private static void assertAskedAgain(
      Supplier<CompletableFuture<Map<String, Long>>> owned,
      Supplier<CompletableFuture<Boolean>> othersReach) {
    List<String> asked = new ArrayList<>();
    OwnedCheck check =
        new OwnedCheck(journal(asked, owned), List::of, othersReach, Runnable::run, Clock.SYSTEM);
    for (int i = 0; i < 3; i++) {
      check.ask(false);
    }
    assertThat(asked).containsExactly("owned", "owned", "owned");
  }

  @Test
  void who_waits_for_a_vouched_answer_is_told_when_asking_the_others_throws() {
    List<String> asked = new ArrayList<>();
    Supplier<CompletableFuture<Boolean>> unanswered =
        () -> CompletableFuture.failedFuture(new IllegalStateException("no database"));
    try (VouchedJournal journal = new VouchedJournal(journal(asked, unanswered))) {
      journal.vouchedForBy(_ -> {
        throw new IllegalArgumentException("unsupported URI");
      });
      assertThat(journal.confirm("r", 1)).failsWithin(5, TimeUnit.SECONDS);
      assertThat(journal.confirm("r", 1)).failsWithin(5, TimeUnit.SECONDS);
    }
    assertThat(asked).startsWith("confirm", "confirm");
  }

  /** One that notes what it is asked, and gives the same answer to all. */
  private static Journal journal(List<String> asked, Supplier<?> answer) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (_, method, _) -> {
              asked.add(method.getName());
              return method.getReturnType() == void.class ? null : answer.get();
            });
  }
}
