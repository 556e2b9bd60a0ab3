package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.LiveRoom;
import dev.roomkeeper.server.kit.LocalHub;
import dev.roomkeeper.server.kit.TestClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node among others, on a directory in memory and a journal that says what a test wants. */
@Timeout(30)
class ManyNodesTest {
  private static final Peer OTHER = new Peer("b", "127.0.0.1:2", 0, true);

  @TempDir Path folder;
  private final AtomicLong ticks = new AtomicLong(1_000_000);
  private final InProcessDirectory directory = new InProcessDirectory(OwnedCheckTest.clock(ticks));
  private final AtomicInteger asksOfDirectory = new AtomicInteger();
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final AtomicBoolean standsStill = new AtomicBoolean();
  private final CountDownLatch standing = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private volatile Optional<Journal.Owner> row = Optional.empty();
  private LocalHub local;
  private ManyNodes nodes;

  @BeforeEach
  void start() {
    LocalHub.Parts alone = new LocalHub.Parts();
    alone.owner = "a@127.0.0.1:1";
    local = new LocalHub(folder, alone);
    Journal journal =
        LocalHub.changed(
            Journal.class,
            local.journal(),
            (method, answer) ->
                switch (method) {
                  case "owned" -> owned(answer);
                  case "owner" -> CompletableFuture.completedFuture(row);
                  default -> answer;
                });
    Directory counted =
        LocalHub.changed(
            Directory.class,
            directory,
            (method, answer) -> {
              if (method.equals("find")) {
                asksOfDirectory.incrementAndGet();
              }
              return answer;
            });
    nodes =
        new ManyNodes(
            new Peer("a", "127.0.0.1:1", 0, true),
            counted,
            journal,
            new Link(new byte[Link.KEY_BYTES], InstantSource.system(), "127.0.0.1:1"),
            OwnedCheckTest.clock(ticks));
  }

  private Object owned(Object answer) {
    if (standsStill.get()) {
      standing.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return answers.get() ? answer : new CompletableFuture<Map<String, Long>>();
  }

  @AfterEach
  void stop() {
    goesOn.countDown();
    nodes.close();
    local.close();
  }

  private void live() {
    nodes.start(local.hub(), () -> 0);
  }

  @Test
  void a_room_whose_takeover_is_told_ends_here_though_the_database_says_nothing() throws Exception {
    answers.set(false);
    live();
    LiveRoom mine = local.open();
    LiveRoom taken = local.open();
    directory.announce(new Directory.Taken(mine.record().id(), mine.epoch())); // That was this one.
    directory.announce(new Directory.Taken(taken.record().id(), taken.epoch() + 1));
    TestClient.await(
        () -> local.hub().live(taken.record().id()).isEmpty(), "the one that was taken is gone");
    local.settle();
    assertThat(local.hub().live(mine.record().id())).contains(mine);
  }

  @Test
  void the_first_node_goes_by_the_map_and_from_then_on_the_row_decides() {
    directory.beat(OTHER);
    directory.claim(Map.of("r", new Directory.Place(OTHER.id(), OTHER.address(), 5, 1)));
    row = Optional.of(new Journal.Owner(null, 6, Kinds.Needed.UNKNOWN)); // It was given up since.
    live();
    TestClient.await(() -> nodes.nodes().size() == 2, "the other node is known");
    assertThat(nodes.find("r", 0)).isInstanceOf(Cluster.Spot.At.class);
    int asked = asksOfDirectory.get();
    assertThat(nodes.find("r", 1)).isEqualTo(new Cluster.Spot.Here());
    assertThat(asksOfDirectory).as("a hop does not wait for the map").hasValue(asked);
  }

  private boolean isVouchedFor() {
    return nodes.vouchedFor(Map.of("r", 1L)).join().containsKey("r");
  }

  @Test
  void nobody_vouches_for_a_node_that_stands_still() throws Exception {
    live();
    TestClient.await(this::isVouchedFor, "it was told its rooms");
    standsStill.set(true);
    ticks.addAndGet(1_000); // The next question is due, in which its heartbeat is held up.
    standing.await();
    assertThat(isVouchedFor()).isTrue();
    ticks.addAndGet(1_301);
    assertThat(isVouchedFor()).as("its successor may have come and gone").isFalse();
  }
}
