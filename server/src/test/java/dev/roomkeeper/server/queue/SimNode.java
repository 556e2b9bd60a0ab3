package dev.roomkeeper.server.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node: the real {@link Matchmaker}, which dies, stands still and comes again. */
final class SimNode {
  private static final long SWEEP_MILLIS = 1_000;

  private final SimWorld world;
  private final QueueSimulation sim;
  private int life;
  private boolean isUp = true;
  private long frozenUntil;
  Matchmaker matchmaker;

  SimNode(SimWorld world, QueueSimulation sim) {
    this.world = world;
    this.sim = sim;
    this.matchmaker = newMatchmaker();
    sweep(life);
  }

  private Matchmaker newMatchmaker() {
    return new Matchmaker(
        new Way(), sim.matches.seenBy(this), sim.pools, sim, world::now, sim::newId);
  }

  boolean isUp() {
    return isUp;
  }

  int life() {
    return life;
  }

  /** What comes to the node: not if it has died since, later if it stands still. */
  void deliver(int to, Runnable action) {
    if (!isUp || life != to) {
      return;
    }
    if (world.now() < frozenUntil) {
      world.in(frozenUntil - world.now(), () -> deliver(to, action));
    } else {
      action.run();
    }
  }

  private void sweep(int of) {
    world.in(
        world.random.nextLong(SWEEP_MILLIS) + SWEEP_MILLIS / 2,
        () -> {
          if (life == of && isUp) {
            deliver(of, () -> { var _ = matchmaker.sweep(); });
            sweep(of);
          }
        });
  }

  void crash() {
    isUp = false;
    life++;
  }

  void freeze(long millis) {
    frozenUntil = world.now() + millis;
  }

  void start() {
    if (!isUp) {
      isUp = true;
      life++;
      matchmaker = newMatchmaker();
      sweep(life);
    }
  }

  /** The shared queue, as this node reaches it. */
  private final class Way implements MatchQueue {
    private <T> CompletableFuture<T> step(
        Set<String> about, Supplier<CompletableFuture<T>> work) {
      return world.call(
          SimNode.this,
          about,
          () -> {
            T result = work.get().join();
            if (!about.isEmpty()) {
              sim.check();
            }
            return CompletableFuture.completedFuture(result);
          });
    }

    @Override
    public CompletableFuture<Entered> enter(Ticket ticket, String asker, long nowMillis) {
      Set<String> about = new HashSet<>(Set.of(ticket.id()));
      ticket.people().forEach(person -> about.add(person.userId()));
      return step(about, () -> sim.queue().enter(ticket, asker, nowMillis));
    }

    @Override
    public CompletableFuture<Entered> join(String ticketId, Person person, long nowMillis) {
      return step(
          Set.of(ticketId, person.userId()), () -> sim.queue().join(ticketId, person, nowMillis));
    }

    @Override
    public CompletableFuture<Optional<Place>> seen(String userId, long nowMillis) {
      return step(Set.of(), () -> sim.queue().seen(userId, nowMillis));
    }

    @Override
    public CompletableFuture<Seated> seat(
        String ticketId, String roomId, boolean opens, long nowMillis) {
      return step(
          Set.of(ticketId, roomId), () -> sim.queue().seat(ticketId, roomId, opens, nowMillis));
    }

    @Override
    public CompletableFuture<Seated> move(
        String ticketId, String fromRoomId, String intoRoomId, long nowMillis) {
      return step(
          new HashSet<>(List.of(ticketId, fromRoomId, intoRoomId)),
          () -> sim.queue().move(ticketId, fromRoomId, intoRoomId, nowMillis));
    }

    @Override
    public CompletableFuture<Left> leave(String userId, long nowMillis) {
      Set<String> about = new HashSet<>(Set.of(userId));
      about.addAll(sim.ticketsOf(userId));
      return step(
          about,
          () -> {
            List<String> tickets = sim.ticketsOf(userId);
            Left left = sim.queue().leave(userId, nowMillis).join();
            if (left == Left.LEFT) {
              sim.left(tickets);
            }
            return CompletableFuture.completedFuture(left);
          });
    }

    @Override
    public CompletableFuture<Void> drop(String ticketId, long nowMillis) {
      return step(Set.of(ticketId), () -> sim.queue().drop(ticketId, nowMillis));
    }

    @Override
    public CompletableFuture<Optional<WaitingRoom>> decide(String roomId, long nowMillis) {
      return step(Set.of(roomId), () -> sim.queue().decide(roomId, nowMillis));
    }

    @Override
    public CompletableFuture<Void> begun(String roomId, long nowMillis) {
      return step(Set.of(roomId), () -> sim.queue().begun(roomId, nowMillis));
    }

    @Override
    public CompletableFuture<Void> back(
        String roomId, Set<String> goneTicketIds, long nowMillis) {
      return step(Set.of(roomId), () -> sim.queue().back(roomId, goneTicketIds, nowMillis));
    }

    @Override
    public CompletableFuture<Void> forget(String userId, String roomId) {
      return step(Set.of(userId), () -> sim.queue().forget(userId, roomId));
    }

    @Override
    public CompletableFuture<Pool> read(String pool) {
      return step(Set.of(), () -> sim.queue().read(pool));
    }

    @Override
    public void onChange(Consumer<String> listener) {}

    @Override
    public void close() {}
  }
}
