package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.CutLine;
import dev.roomkeeper.server.kit.Demanding;
import dev.roomkeeper.server.kit.PostgresServer;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import dev.roomkeeper.server.kit.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, of which one is cut off from the database that both share. */
@Timeout(120)
@Demanding
class CutOffNodeTest {
  private static final int ROOMS = 4;

  /** On a busy machine; on an idle one it takes 4 to 6 s. */
  private static final long GIVEN_UP_MILLIS = 9_000;

  /** So long nginx waits for a lookup. */
  private static final long ROUTER_MILLIS = 700;

  @TempDir Path folder;
  private RedisServer redis;
  private CutLine line;
  private TestServer a;
  private TestServer b;
  private TestServer.User ann;
  private final List<String> rooms = new ArrayList<>();
  private final List<TestClient> members = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    PostgresServer postgres = PostgresServer.shared();
    String name = postgres.create();
    line = new CutLine(postgres.port());
    a = node("a", PostgresServer.url(name, line.port()));
    ann = a.guest("Ann");
    for (int i = 0; i < ROOMS; i++) {
      String room = a.room(ann, "lobby", "{}");
      rooms.add(room);
      members.add(TestClient.join(a, ann, room)); // There is no other node: it opens here.
      assertThat(write(members.getLast(), "kept" + i)).isEqualTo("ack");
    }
    b = node("b", postgres.url(name));
  }

  private TestServer node(String name, String database) {
    return TestServer.start(
        folder.resolve(name),
        settings -> {
          settings.database = database;
          settings.redis = redis.url();
        });
  }

  @AfterEach
  void stop() throws Exception {
    members.forEach(TestClient::close);
    a.close();
    b.close();
    line.close();
    redis.close();
  }

  private static String write(TestClient member, String text) {
    return member.ask("board", "{\"" + text + "\":{\"text\":\"" + text + "\"}}").type();
  }

  private static boolean sees(TestClient member, String text) {
    return member.view().at("/board/" + text + "/text").asString("").equals(text);
  }

  /** As a client does, which comes back until it is let in. */
  private static <T> T soon(Supplier<T> attempt) throws InterruptedException {
    long until = System.nanoTime() + TestServer.PATIENCE.toNanos();
    while (true) {
      try {
        return attempt.get();
      } catch (RuntimeException | AssertionError e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void its_members_are_led_to_others_and_nothing_acknowledged_is_lost(CutLine.Cut how)
      throws Exception {
    long cutAt = System.nanoTime();
    line.cut(how);
    for (TestClient member : members) {
      assertThat(member.awaitClose().code()).isEqualTo(4503);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cutAt);
    System.out.printf("CutOffNodeTest: rooms given up %d ms after the cut (%s)%n", millis, how);
    assertThat(millis).isBetween(3_000L, GIVEN_UP_MILLIS);
    assertThat(a.get("/readyz", null).statusCode()).isEqualTo(503);

    for (int i = 0; i < ROOMS; i++) {
      TestServer door = i % 2 == 0 ? b : a; // Who still comes to it is carried on.
      int room = i;
      TestClient before = members.get(i);
      TestClient again = soon(() -> TestClient.resume(door, ann, rooms.get(room), before));
      members.set(i, again);
      assertThat(sees(again, "kept" + i)).isTrue();
      assertThat(write(again, "moved" + i)).isEqualTo("ack");
    }
    System.out.printf(
        "CutOffNodeTest: all go on %d ms after the cut (%s)%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cutAt), how);

    line.mend();
    TestClient.await(() -> a.get("/readyz", null).statusCode() == 200, "it is ready again");
    TestServer.User bob = b.guest("Bob");
    String opened = roomLedToA();
    try (TestClient member = TestClient.join(b, bob, opened)) {
      assertThat(write(member, "returned")).isEqualTo("ack");
      assertThat(ledToA(opened)).as("it is there").isTrue();
    }
    for (int i = 0; i < ROOMS; i++) {
      assertThat(write(members.get(i), "stayed" + i)).isEqualTo("ack");
    }
  }

  /** A new room that the other node would have opened there; by its id it may be either's. */
  private String roomLedToA() {
    AtomicReference<String> found = new AtomicReference<>("");
    TestClient.await(
        () -> {
          found.set(b.room(ann, "lobby", "{}"));
          return ledToA(found.get());
        },
        "a room for the node that was cut off");
    return found.get();
  }

  private boolean ledToA(String room) {
    return ledTo(a, b.get("/route/" + room, null));
  }

  private static boolean ledTo(TestServer node, HttpResponse<String> lookup) {
    return lookup
        .headers()
        .firstValue("X-Roomkeeper-Node")
        .orElseThrow()
        .endsWith(":" + node.port());
  }

  @Test
  void a_cut_that_is_mended_in_time_moves_nobody() throws Exception {
    line.cut(CutLine.Cut.REFUSED);
    Thread.sleep(1_500); // The length of the cut.
    line.mend();
    for (int i = 0; i < ROOMS; i++) {
      TestClient member = members.get(i);
      String text = "after" + i;
      TestClient.await(() -> write(member, text).equals("ack"), "an acknowledgement");
      assertThat(member.view().epoch()).isEqualTo(1);
    }
  }

  @Test
  void a_router_is_led_before_it_gives_up_though_the_database_is_silent() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    TestClient.await(
        () -> ledTo(b, a.get("/route/opens-anywhere" + tries.incrementAndGet(), null)),
        "the other node to be known");
    line.cut(CutLine.Cut.SILENT);
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long askedAt = System.nanoTime();
      assertThat(ledTo(b, a.get("/route/on-no-map" + i, null))).isTrue();
      quickest = Math.min(quickest, System.nanoTime() - askedAt);
      assertThat(ledTo(a, a.get("/route/" + rooms.get(i), null))).as("it lives there").isTrue();
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(quickest)).isLessThan(ROUTER_MILLIS);
  }
}
