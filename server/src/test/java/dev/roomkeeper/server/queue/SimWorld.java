package dev.roomkeeper.server.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Time, chance and the way between nodes and what they share: calls take their time, get lost, or
 * their answers do. All of it follows from a seed.
 */
final class SimWorld {
  static final long BEGIN = 1_764_000_000_000L;
  private static final long TIMEOUT_MILLIS = 900;

  /** The answer did not come. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    Lost() {
      super("no answer came", null, false, false);
    }
  }

  private record Event(long at, long number, Runnable action) {}

  /** A call on its way, and what it is about. */
  private record Flight(Set<String> about) {}

  final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<Flight> flights = new ArrayList<>();
  private long now = BEGIN;
  private long number;
  private boolean isCalm;
  int conflicts;

  SimWorld(long seed) {
    random = new Random(seed);
  }

  long now() {
    return now;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** From now on nothing gets lost. */
  void calm() {
    isCalm = true;
  }

  boolean isCalm() {
    return isCalm;
  }

  void in(long millis, Runnable action) {
    events.add(new Event(now + millis, number++, action));
  }

  void runUntil(long until) {
    while (!events.isEmpty() && events.peek().at <= until) {
      Event event = events.remove();
      now = event.at;
      event.action.run();
    }
    now = until;
  }

  private long latency() {
    return !isCalm && chance(0.05) ? random.nextLong(1_500) : 1 + random.nextLong(20);
  }

  /**
   * A call by a node to what is shared.
   *
   * @param about ids of what it changes; two calls about one thing that are under way conflict
   */
  <T> CompletableFuture<T> call(
      SimNode node, Set<String> about, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    int life = node.life();
    if (!isCalm && chance(0.02)) {
      in(TIMEOUT_MILLIS, () -> node.deliver(life, () -> answer.completeExceptionally(new Lost())));
      return answer;
    }
    Flight flight = new Flight(about);
    if (flights.stream().anyMatch(other -> other.about.stream().anyMatch(about::contains))) {
      conflicts++;
    }
    flights.add(flight);
    in(
        latency(),
        () -> {
          flights.remove(flight);
          T result = work.get().join();
          if (!isCalm && chance(0.02)) {
            in(
                TIMEOUT_MILLIS,
                () -> node.deliver(life, () -> answer.completeExceptionally(new Lost())));
          } else {
            in(latency(), () -> node.deliver(life, () -> answer.complete(result)));
          }
        });
    return answer;
  }
}
