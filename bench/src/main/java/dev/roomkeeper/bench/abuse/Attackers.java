package dev.roomkeeper.bench.abuse;

import dev.roomkeeper.bench.BenchException;
import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an attack has at hand: addresses of its own, guests, requests, sockets, a clock, and the
 * count of all answers.
 */
final class Attackers implements AutoCloseable {
  private static final long LATE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
  private static final int SETTLE_SECONDS = 20;

  /**
   * What the attack knows of the others.
   *
   * @param isReal whether the server is attacked, and not a process that swallows everything
   */
  record Scene(ServerAddress server, boolean isReal, String squareId, String victimName) {}

  private final Scene scene;
  private final int network;
  private final EventLoop loop;
  private final Answers answers = new Answers();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Map<Integer, Requests> requests = new ConcurrentHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private volatile long endNanos = Long.MAX_VALUE;

  /**
   * @param network attackers of one network share no address with those of another
   */
  Attackers(Scene scene, int network, EventLoop loop) {
    this.scene = scene;
    this.network = network;
    this.loop = loop;
  }

  Scene scene() {
    return scene;
  }

  Answers answers() {
    return answers;
  }

  /** The attack itself saw something that does not hold. */
  void fault(String sentence) {
    faults.add(sentence);
  }

  /** What it saw. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The n-th address. */
  String address(int n) {
    return "127.1." + network + "." + (1 + n);
  }

  /** HTTP from the n-th address. */
  Requests from(int n) {
    return requests.computeIfAbsent(n, _ -> new Requests(scene.server, address(n)));
  }

  /** New guests of the first address. */
  List<Guest> guests(int count) throws InterruptedException {
    List<Guest> guests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      guests.add(from(0).guest("Eve"));
    }
    return guests;
  }

  /** A new room of this guest at the first address. */
  String room(Guest guest, String kind, String options) throws InterruptedException {
    Requests.Answer answer =
        from(0)
            .ask(
                "POST",
                "/api/v1/rooms",
                bearer(guest),
                "{\"kind\":\"" + kind + "\",\"name\":\"x\",\"options\":" + options + "}");
    if (answer.status() / 100 != 2) {
      throw new BenchException("a room was answered with " + answer.status() + answer.body());
    }
    return answer.json().path("id").asString();
  }

  static String bearer(Guest guest) {
    return "Bearer " + guest.token();
  }

  /** Sends a request that is counted with its status. */
  void fire(int address, String method, String path, @Nullable Guest as, @Nullable String body) {
    from(address).fire(answers, method, path, as == null ? null : bearer(as), body);
  }

  /** Begins to open a socket; see {@link Line#open}. */
  Line open(Guest guest, String roomId, boolean joins) {
    Line line = Line.open(answers, loop, scene.server, guest, roomId, joins);
    answers.send(true);
    synchronized (lines) {
      lines.removeIf(Line::hasEnded);
      lines.add(line);
    }
    return line;
  }

  /** A socket that has joined. */
  Line join(Guest guest, String roomId) throws InterruptedException {
    Line line = open(guest, roomId, true);
    try {
      if (!line.settled().get(SETTLE_SECONDS, TimeUnit.SECONDS)) {
        throw new BenchException("an attacker could not join: " + answers);
      }
      return line;
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("an attacker's join was not answered", e);
    }
  }

  /** The measured time begins, and lasts so long. Answers count from here. */
  void begin(double seconds) {
    answers.clear();
    endNanos = System.nanoTime() + (long) (seconds * 1e9);
  }

  boolean isOver() {
    return System.nanoTime() >= endNanos;
  }

  /**
   * Does something at a set rate until the time is over, whether or not answers come. Whatever
   * sends counts what it sent.
   */
  void atRate(double perSecond, LongConsumer deed) throws InterruptedException {
    long start = System.nanoTime();
    long done = 0;
    while (!isOver()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long late = System.nanoTime() - start - (long) (done * 1e9 / perSecond);
      if (late < 0) {
        LockSupport.parkNanos(-late);
        continue;
      }
      if (late > LATE_NANOS_MAX) {
        start += late; // What could not be sent in time is left out and not made up for.
      }
      deed.accept(done++);
    }
  }

  @Override
  public void close() {
    synchronized (lines) {
      lines.forEach(Line::cut);
    }
    requests.values().forEach(Requests::close);
  }
}
