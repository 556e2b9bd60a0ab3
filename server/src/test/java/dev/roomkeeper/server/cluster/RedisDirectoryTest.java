package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.hub.Directory.Place;
import dev.roomkeeper.server.kit.CutLine;
import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.kit.TestClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On one Redis, and on a Redis Cluster that wants a password: both real ones. */
@ParameterizedClass
@EnumSource(RedisDirectoryTest.Sort.class)
class RedisDirectoryTest extends DirectoryContract {
  enum Sort {
    ONE,
    CLUSTER
  }

  /** The promise is a second; a machine that is busy with other tests may be late. */
  private static final long FAILS_MILLIS = 3_000;

  private static List<RedisServer> servers = List.of();

  RedisDirectoryTest(Sort sort) {
    assertThat(servers).hasSize(sort == Sort.ONE ? 1 : 3);
  }

  @BeforeParameterizedClassInvocation
  static void start(Sort sort) {
    servers = new ArrayList<>();
    switch (sort) {
      case ONE -> servers.add(RedisServer.start());
      case CLUSTER -> {
        for (int i = 0; i < 3; i++) {
          servers.add(
              RedisServer.startWithPassword(
                  "hunter2", "--cluster-enabled", "yes", "--cluster-node-timeout", "5000"));
        }
        RedisServer.join(servers);
      }
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    servers.forEach(RedisServer::close);
  }

  @Override
  Directory open() {
    return at(servers.getFirst().url());
  }

  private static Directory at(String url) {
    return new RedisDirectory(RedisAddress.parse(url, null, servers.getFirst().password()), LINK);
  }

  private static final Link LINK =
      new Link(new byte[Link.KEY_BYTES], InstantSource.system(), "127.0.0.1:1");

  @Override
  void empty() {
    servers.forEach(RedisServer::empty);
  }

  /** Of a cluster, whichever server has the key answers. */
  private static void ask(String command, String answer) {
    assertThat(servers.stream().map(server -> server.ask(command))).contains(answer);
  }

  @Override
  void silent(Peer node, long millis) {
    String earlier =
        "local at, rest = string.match(redis.call(\"HGET\", KEYS[1], ARGV[1]), \"^(%d+)( .*)$\") "
            + "return redis.call(\"HSET\", KEYS[1], ARGV[1], "
            + "string.format(\"%.0f\", tonumber(at) - tonumber(ARGV[2])) .. rest)";
    ask("EVAL '" + earlier + "' 1 roomkeeper:nodes " + node.id() + " " + millis, ":0");
  }

  private static void fails(CompletableFuture<?> call, long since) {
    assertThatThrownBy(() -> call.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)).isLessThan(FAILS_MILLIS);
  }

  private static final Place PLACE = new Place(ANN.id(), ANN.address(), 1, 0);

  private static void allFail(Directory directory) {
    List<Function<Directory, CompletableFuture<?>>> calls =
        List.of(
            asked -> asked.beat(ANN),
            asked -> asked.find("r"),
            asked -> asked.find(List.of("r", "s")),
            asked -> asked.claim(Map.of("r", PLACE)),
            asked -> asked.release("r", 1),
            asked -> asked.leave("ann"));
    long since = System.nanoTime();
    List<CompletableFuture<?>> made = new ArrayList<>();
    calls.forEach(call -> made.add(call.apply(directory)));
    made.forEach(call -> fails(call, since));
    directory.announce(new Directory.Taken("r", 1)); // Nobody hears it; nobody is hurt.
  }

  @Test
  void a_node_heard_of_in_the_future_is_forgotten_until_it_is_heard_of_again() {
    a.beat(ANN).join();
    silent(ANN, -60_000); // The clock was set back by a minute.
    assertThat(peers(b.beat(BOB).join())).containsExactly(BOB);
    assertThat(a.beat(ANN).join().known()).isFalse();
    assertThat(peers(b.beat(BOB).join())).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void calls_fail_while_it_is_down_and_all_works_again_when_it_is_back() throws Exception {
    a.beat(ANN).join();
    servers.forEach(RedisServer::kill);
    allFail(a);
    servers.forEach(RedisServer::startAgain);
    untilItAnswers(a);
    untilItAnswers(b);
    assertThat(a.beat(ANN).join().known()).isFalse();
    assertThat(b.beat(BOB).join().nodes()).extracting(Heard::peer).contains(ANN, BOB);
    a.claim(Map.of("r", PLACE)).join();
    assertThat(b.find("r").join()).contains(PLACE);
    untilItIsHeard(a, b);
    untilItIsHeard(b, a);
  }

  @Test
  void calls_fail_while_it_is_frozen_and_all_works_again_when_it_goes_on() throws Exception {
    a.beat(ANN).join();
    servers.forEach(RedisServer::freeze);
    try {
      allFail(a);
    } finally {
      servers.forEach(RedisServer::goOn);
    }
    untilItAnswers(a);
    untilItAnswers(b);
    untilItIsHeard(a, b);
  }

  @Test
  void it_need_not_be_there_at_the_start() throws Exception {
    servers.forEach(RedisServer::kill);
    Directory early = opened(open());
    allFail(early);
    servers.forEach(RedisServer::startAgain);
    untilItAnswers(early);
    untilItAnswers(a);
    untilItIsHeard(a, early);
  }

  @Test
  void a_line_that_died_without_a_word_is_replaced() throws Exception {
    try (CutLine line = new CutLine(servers.getFirst().port());
        Directory far = at("redis://127.0.0.1:" + line.port())) {
      untilItAnswers(far);
      untilItIsHeard(a, far);
      line.silenceAll();
      untilItAnswers(far);
      untilItIsHeard(a, far);
    }
  }

  /** The rights are those that docs/cluster.md names. */
  @Test
  void a_user_of_the_access_control_list_needs_few_rights() throws Exception {
    for (RedisServer server : servers) {
      String rights = "~roomkeeper:* &roomkeeper:* +@all -@admin -@dangerous +info";
      assertThat(server.ask("ACL SETUSER rooms on >hunter3 " + rights)).isEqualTo("+OK");
    }
    String url = servers.getFirst().url();
    try (Directory few = new RedisDirectory(RedisAddress.parse(url, "rooms", "hunter3"), LINK)) {
      untilItAnswers(few);
      assertThat(few.beat(ANN).join().nodes()).extracting(Heard::peer).contains(ANN);
      few.claim(Map.of("r", PLACE)).join();
      assertThat(few.find(List.of("r")).join()).containsEntry("r", PLACE);
      few.release("r", 1).join();
      assertThat(few.find("r").join()).isEmpty();
      few.leave(ANN.id()).join();
      untilItIsHeard(few, a);
      untilItIsHeard(a, few);
    }
  }

  @Test
  void what_others_wrote_there_does_no_harm() throws Exception {
    a.beat(ANN).join();
    ask("HSET roomkeeper:nodes x nonsense", ":1");
    ask("HSET roomkeeper:nodes y '99999999999999 {}'", ":1");
    ask("SET roomkeeper:room:r nonsense", "+OK");
    for (String message : List.of("nonsense", "'non sense'", "' '", "'99999999999999999999 r'")) {
      servers.getFirst().ask("PUBLISH roomkeeper:taken " + message);
    }
    assertThat(a.beat(ANN).join().nodes()).extracting(Heard::peer).containsExactly(ANN);
    assertThat(a.find("r").join()).isEmpty();
    a.claim(Map.of("r", PLACE)).join();
    assertThat(a.find("r").join()).contains(PLACE);
    untilItIsHeard(a, b);
  }

  @Test
  void who_can_write_redis_and_has_no_key_can_not_be_a_node() throws Exception {
    byte[] guessed = new byte[Link.KEY_BYTES];
    guessed[0] = 1;
    Link stranger = new Link(guessed, InstantSource.system(), "127.0.0.1:2");
    String url = servers.getFirst().url();
    a.beat(ANN).join();
    a.claim(Map.of("r", PLACE)).join();
    RedisAddress address = RedisAddress.parse(url, null, servers.getFirst().password());
    try (Directory forged = opened(new RedisDirectory(address, stranger))) {
      untilItAnswers(forged);
      forged.beat(BOB).join();
      forged.claim(Map.of("s", new Place("eve", "10.6.6.6:1", 1, 0))).join();
      List<Directory.Taken> heard = new CopyOnWriteArrayList<>();
      a.onTaken(heard::add);
      for (int i = 0; i < 5; i++) {
        forged.announce(new Directory.Taken("r", 9));
      }
      untilItIsHeard(b, a);
      assertThat(heard).noneMatch(taken -> taken.roomId().equals("r"));
      assertThat(a.beat(ANN).join().nodes()).extracting(Heard::peer).containsExactly(ANN);
      assertThat(a.find("s").join()).isEmpty();
      assertThat(a.find("r").join()).contains(PLACE);
    }
  }

  @Test
  void a_heartbeat_that_is_written_again_makes_nobody_alive() throws Exception {
    a.beat(ANN).join();
    assertThat(b.beat(BOB).join().nodes()).extracting(Heard::peer).contains(ANN);
    String again =
        "local rest = string.match(redis.call(\"HGET\", KEYS[1], ARGV[1]), \"^%d+( .*)$\") "
            + "local time = redis.call(\"TIME\") return redis.call(\"HSET\", KEYS[1], ARGV[1], "
            + "string.format(\"%.0f\", time[1] * 1000 + math.floor(time[2] / 1000)) .. rest)";
    TimeUnit.MILLISECONDS.sleep(700); // So old is the heartbeat when it is written again.
    ask("EVAL '" + again + "' 1 roomkeeper:nodes " + ANN.id(), ":0");
    long ago =
        b.beat(BOB).join().nodes().stream()
            .filter(heard -> heard.peer().equals(ANN))
            .mapToLong(Heard::agoMillis)
            .findFirst()
            .orElseThrow();
    assertThat(ago).isGreaterThanOrEqualTo(700);
  }

  @Test
  void who_leaves_and_closes_at_once_has_left() throws Exception {
    a.beat(ANN).join();
    var _ = a.leave(ANN.id());
    a.close();
    TestClient.await(() -> b.beat(BOB).join().nodes().size() == 1, "it is not named any more");
    allFail(a);
  }

  @Test
  void it_can_be_closed_while_it_connects() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Directory waiting = at("redis://127.0.0.1:" + mute.getLocalPort());
      mute.accept(); // It is in the midst of connecting now, and gets no answer.
      long since = System.nanoTime();
      waiting.close();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since)).isLessThan(10);
      allFail(waiting);
      mute.setSoTimeout(1_500);
      assertThatThrownBy(
              () -> {
                while (true) {
                  mute.accept().close(); // What was on its way may still come.
                }
              })
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
