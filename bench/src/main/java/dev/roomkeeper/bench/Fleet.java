package dev.roomkeeper.bench;

import dev.roomkeeper.client.ServerAddress;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The clients of one scenario: joined to their rooms and spread over the event loops. */
final class Fleet implements AutoCloseable {
  private static final int JOINS_UNDER_WAY_MAX = 64;
  private static final int JOIN_SECONDS_MAX = 20;

  /** A server limits the connections from one address. Loopback has more than enough addresses. */
  private static final int CLIENTS_PER_SOURCE_ADDRESS = 50;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Fleet() {}

  /** Joins all clients, a limited number at a time. The clients are in the order of the seats. */
  static Fleet join(
      List<EventLoop> loops, ServerAddress target, List<Client.Seat> seats, Client.Manner manner) {
    Fleet fleet = new Fleet();
    loops.forEach(loop -> fleet.lanes.add(new Lane(loop, manner.talk().marker())));
    try {
      fleet.joinAll(target, seats, manner);
      return fleet;
    } catch (InterruptedException e) {
      fleet.close();
      throw new BenchException("interrupted", e);
    } catch (BenchException e) {
      fleet.close();
      throw e;
    }
  }

  private void joinAll(ServerAddress target, List<Client.Seat> seats, Client.Manner manner)
      throws InterruptedException {
    InetSocketAddress remote = new InetSocketAddress(target.host(), target.port());
    Semaphore underWay = new Semaphore(JOINS_UNDER_WAY_MAX);
    for (int i = 0; i < seats.size() && failure.get() == null; i++) {
      acquire(underWay, 1);
      Client client = new Client(i, lanes.get(i % lanes.size()), seats.get(i), manner);
      clients.add(client);
      var _ =
          client.joined.whenComplete((joined, thrown) -> {
            failure.compareAndSet(null, thrown);
            underWay.release();
          });
      int source = i / CLIENTS_PER_SOURCE_ADDRESS;
      client.connect(target, remote, target.isLoopback() ? loopback(source) : null, seats.get(i));
    }
    acquire(underWay, JOINS_UNDER_WAY_MAX);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new BenchException(String.valueOf(thrown.getMessage()), thrown);
    }
  }

  private static void acquire(Semaphore underWay, int permits) throws InterruptedException {
    if (!underWay.tryAcquire(permits, JOIN_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new BenchException("joins were not answered within " + JOIN_SECONDS_MAX + " s");
    }
  }

  /** The n-th loopback address. */
  private static InetSocketAddress loopback(int n) {
    return new InetSocketAddress("127.0." + n / 250 + "." + (1 + n % 250), 0);
  }

  List<Client> clients() {
    return clients;
  }

  /**
   * Makes each lane send its part of the messages: {@code from} inclusive, {@code to} exclusive.
   */
  void say(Talk talk, Schedule schedule, List<Client> senders, long from, long to) {
    for (Lane lane : lanes) {
      if (!hasPart(lane, schedule, senders, from, to)) {
        continue;
      }
      lane.loop.execute(() -> {
        for (long i = from; i < to; i++) {
          Client sender = senders.get(schedule.sender(i));
          if (sender.lane == lane) {
            sender.say(talk, schedule.dueMicros(i));
          }
        }
      });
    }
  }

  private static boolean hasPart(
      Lane lane, Schedule schedule, List<Client> senders, long from, long to) {
    for (long i = from; i < to; i++) {
      if (senders.get(schedule.sender(i)).lane == lane) {
        return true;
      }
    }
    return false;
  }

  void measure(long fromMicros, long toMicros) {
    onEachLane(lane -> {
      lane.measure(fromMicros, toMicros);
      return lane;
    });
  }

  Lane.Counts counts() {
    Lane.Counts sum = new Lane.Counts();
    for (Lane.Counts counts : onEachLane(Lane::counts)) {
      sum = sum.plus(counts, 1);
    }
    return sum;
  }

  /** A counter of each client, in the clients' order. */
  List<Long> byClient(ToLongFunction<Client> count) {
    long[] counts = new long[clients.size()];
    onEachLane(lane -> {
      for (Client client : clients) {
        if (client.lane == lane) {
          counts[client.number] = count.applyAsLong(client);
        }
      }
      return lane;
    });
    return Arrays.stream(counts).boxed().toList();
  }

  /** The sum of one histogram over all lanes. */
  Histogram merged(Function<Lane, Histogram> which) {
    Histogram sum = Lane.histogram();
    onEachLane(lane -> which.apply(lane).copy()).forEach(sum::add);
    return sum;
  }

  /** Why something first failed on one of the lanes, or null. */
  @Nullable String trouble() {
    for (String trouble : onEachLane(lane -> String.valueOf(lane.trouble()))) {
      if (!trouble.equals("null")) {
        return trouble;
      }
    }
    return null;
  }

  private <T> List<T> onEachLane(Function<Lane, T> ask) {
    List<Future<T>> asked = new ArrayList<>();
    for (Lane lane : lanes) {
      asked.add(lane.loop.submit(() -> ask.apply(lane)));
    }
    List<T> answers = new ArrayList<>();
    try {
      for (Future<T> future : asked) {
        answers.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new BenchException("interrupted", e);
    }
    return answers;
  }

  @Override
  public void close() {
    Consumer<Lane> leave =
        lane -> clients.stream().filter(client -> client.lane == lane).forEach(Client::leave);
    onEachLane(lane -> {
      leave.accept(lane);
      return lane;
    });
  }
}
