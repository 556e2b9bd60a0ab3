package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Directory.Beat;
import dev.roomkeeper.server.hub.Directory.Place;
import dev.roomkeeper.server.hub.Directory.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every directory keeps to; {@code a} and {@code b} are two nodes' views of one. */
abstract class DirectoryContract {
  static final Peer ANN = new Peer("ann", "10.0.0.1:7000", 0, true);
  static final Peer BOB = new Peer("bob", "10.0.0.2:7000", 7, true);
  static final long PATIENCE_MILLIS = 30_000;

  private final List<Directory> opened = new ArrayList<>();
  Directory a;
  Directory b;

  /** Another node's view of the directory of this test. */
  abstract Directory open() throws Exception;

  /** All that is in the directory vanishes. */
  abstract void empty();

  /** As if this node had been silent for so long. */
  abstract void silent(Peer node, long millis);

  @BeforeEach
  void openTwo() throws Exception {
    empty();
    a = opened(open());
    b = opened(open());
    untilItAnswers(a);
    untilItAnswers(b);
  }

  Directory opened(Directory directory) {
    opened.add(directory);
    return directory;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Directory::close);
  }

  static void untilItAnswers(Directory directory) throws Exception {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        // Rooms of every part of a cluster.
        directory.find(List.of("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8")).join();
        directory.leave("nobody").join();
        return;
      } catch (CompletionException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private static Place at(Peer node, long epoch) {
    return new Place(node.id(), node.address(), epoch, 0);
  }

  private static void claim(Directory directory, String roomId, Place place) {
    directory.claim(Map.of(roomId, place)).join();
  }

  static List<Peer> peers(Beat beat) {
    return beat.nodes().stream().map(Heard::peer).toList();
  }

  private static long ago(Beat beat, Peer node) {
    return beat.nodes().stream()
        .filter(heard -> heard.peer().id().equals(node.id()))
        .findFirst()
        .orElseThrow()
        .agoMillis();
  }

  @Test
  void a_node_is_known_from_its_second_heartbeat_on() {
    assertThat(a.beat(ANN).join().known()).isFalse();
    assertThat(a.beat(ANN).join().known()).isTrue();
    assertThat(b.beat(BOB).join().known()).isFalse();
    assertThat(a.beat(ANN).join().known()).isTrue();
  }

  @Test
  void nodes_hear_of_each_other_and_of_themselves() {
    assertThat(peers(a.beat(ANN).join())).containsExactly(ANN);
    assertThat(peers(b.beat(BOB).join())).containsExactlyInAnyOrder(ANN, BOB);
    assertThat(peers(a.beat(ANN).join())).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void a_heartbeat_tells_how_much_there_is_to_do_and_whether_more_may_come() {
    a.beat(ANN).join();
    Kinds kinds = new Kinds(Map.of("poll", 3, "space", 0));
    Peer busy = new Peer(ANN.id(), ANN.address(), 1_234, false, true, kinds);
    a.beat(busy).join();
    assertThat(peers(b.beat(BOB).join())).containsExactlyInAnyOrder(busy, BOB);
  }

  @Test
  void it_is_told_how_long_ago_a_node_was_heard_of() {
    a.beat(ANN).join();
    silent(ANN, 5_000);
    Beat beat = b.beat(BOB).join();
    assertThat(ago(beat, ANN)).isBetween(5_000L, 5_000 + PATIENCE_MILLIS);
    assertThat(ago(beat, BOB)).isZero();
    a.beat(ANN).join();
    assertThat(ago(b.beat(BOB).join(), ANN)).isBetween(0L, 4_999L);
  }

  @Test
  void a_node_that_is_silent_for_a_minute_is_forgotten() {
    a.beat(ANN).join();
    silent(ANN, 20_000);
    assertThat(peers(b.beat(BOB).join())).containsExactlyInAnyOrder(ANN, BOB);
    silent(ANN, 40_001);
    assertThat(peers(b.beat(BOB).join())).containsExactly(BOB);
    assertThat(a.beat(ANN).join().known()).isFalse();
  }

  @Test
  void a_node_that_left_is_neither_heard_of_nor_known() {
    a.beat(ANN).join();
    b.beat(BOB).join();
    a.leave(ANN.id()).join();
    assertThat(peers(b.beat(BOB).join())).containsExactly(BOB);
    assertThat(a.beat(ANN).join().known()).isFalse();
    a.leave("nobody").join();
  }

  @Test
  void an_emptied_directory_knows_nobody_and_no_room() {
    a.beat(ANN).join();
    b.beat(BOB).join();
    claim(a, "r", at(ANN, 1));
    empty();
    assertThat(a.find("r").join()).isEmpty();
    Beat beat = a.beat(ANN).join();
    assertThat(beat.known()).isFalse();
    assertThat(peers(beat)).containsExactly(ANN);
    assertThat(b.beat(BOB).join().known()).isFalse();
  }

  @Test
  void a_claimed_room_is_found_by_all() {
    assertThat(b.find("r").join()).isEmpty();
    Place place = new Place(ANN.id(), ANN.address(), 3, 42);
    claim(a, "r", place);
    assertThat(a.find("r").join()).contains(place);
    assertThat(b.find("r").join()).contains(place);
  }

  @Test
  void the_higher_epoch_has_the_room_whatever_comes_later() {
    claim(a, "r", at(ANN, 9));
    claim(b, "r", at(BOB, 10));
    assertThat(a.find("r").join()).contains(at(BOB, 10));
    claim(a, "r", at(ANN, 9)); // As text it would be the higher one.
    assertThat(a.find("r").join()).contains(at(BOB, 10));
  }

  @Test
  void a_claim_of_the_same_epoch_renews_what_is_there() {
    claim(a, "r", at(ANN, 2));
    Place fuller = new Place(ANN.id(), ANN.address(), 2, 5);
    claim(a, "r", fuller);
    assertThat(b.find("r").join()).contains(fuller);
  }

  @Test
  void a_room_is_released_by_who_has_it_alone() {
    claim(a, "r", at(ANN, 1));
    claim(b, "r", at(BOB, 12));
    a.release("r", 1).join();
    a.release("r", 13).join();
    assertThat(a.find("r").join()).contains(at(BOB, 12));
    b.release("r", 12).join();
    assertThat(a.find("r").join()).isEmpty();
    b.release("r", 12).join();
  }

  @Test
  void many_rooms_are_claimed_and_found_at_once_but_for_those_that_are_others() {
    claim(b, "room-7", at(BOB, 5));
    Map<String, Place> claimed = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      claimed.put("room-" + i, new Place(ANN.id(), ANN.address(), 4, i));
    }
    a.claim(claimed).join();
    claimed.put("room-7", at(BOB, 5));
    List<String> asked = new ArrayList<>(claimed.keySet());
    asked.add("nowhere");
    assertThat(b.find(asked).join()).isEqualTo(claimed);
    assertThat(b.find(List.of()).join()).isEmpty();
    a.claim(Map.of()).join();
  }

  @Test
  void what_is_written_comes_back_as_it_was() {
    Peer odd = new Peer("n \"1\" {ü}", "[::1]:7000", Integer.MAX_VALUE, true);
    Place place = new Place(odd.id(), odd.address(), 1L << 40, Integer.MAX_VALUE);
    assertThat(peers(a.beat(odd).join())).containsExactly(odd);
    claim(a, "r {x} 1", place);
    assertThat(b.find("r {x} 1").join()).contains(place);
  }

  @Test
  void a_takeover_is_told_to_all() throws Exception {
    BlockingQueue<Taken> atA = new LinkedBlockingQueue<>();
    BlockingQueue<Taken> atB = new LinkedBlockingQueue<>();
    a.onTaken(atA::add);
    b.onTaken(atB::add);
    Taken taken = new Taken("a room", 3);
    a.announce(taken);
    assertThat(atB.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(taken);
    assertThat(atA.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(taken);
  }

  @Test
  void a_listener_that_fails_keeps_nobody_from_hearing() throws Exception {
    BlockingQueue<Taken> atB = new LinkedBlockingQueue<>();
    b.onTaken(_ -> {
      throw new IllegalStateException("of this test");
    });
    b.onTaken(atB::add);
    for (long epoch = 1; epoch <= 2; epoch++) {
      a.announce(new Taken("r", epoch));
      assertThat(atB.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(new Taken("r", epoch));
    }
  }

  /** Waits until a takeover that {@code from} tells arrives at {@code to}. */
  static void untilItIsHeard(Directory from, Directory to) throws Exception {
    CompletableFuture<Taken> heard = new CompletableFuture<>();
    to.onTaken(taken -> {
      if (taken.roomId().equals("heard?")) {
        heard.complete(taken);
      }
    });
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (long turn = 0; !heard.isDone(); turn++) {
      assertThat(System.nanoTime()).isLessThan(until);
      from.announce(new Taken("heard?", turn)); // again and again: what nobody heard is lost
      var _ = heard.copy().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
    }
  }
}
