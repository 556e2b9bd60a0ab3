package dev.roomkeeper.server.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** The tables of matches, which lose nothing, in the simulation. */
final class SimMatches {
  private final SimWorld world;
  private final QueueSimulation sim;
  private final Map<String, Matches.Begun> fates = new HashMap<>(); // by room
  private final Map<String, String> playing = new HashMap<>(); // rooms by user
  int begun;

  SimMatches(SimWorld world, QueueSimulation sim) {
    this.world = world;
    this.sim = sim;
  }

  boolean plays(String userId) {
    return playing.containsKey(userId);
  }

  Matches seenBy(SimNode node) {
    return new Matches() {
      @Override
      public CompletableFuture<Begun> begin(WaitingRoom room) {
        return world.call(
            node,
            Set.of("match " + room.id()),
            () -> CompletableFuture.completedFuture(fates.computeIfAbsent(room.id(), _ -> fate(room))));
      }

      @Override
      public CompletableFuture<Optional<String>> running(String userId) {
        return world.call(
            node,
            Set.of(),
            () -> CompletableFuture.completedFuture(Optional.ofNullable(playing.get(userId))));
      }

      @Override
      public CompletableFuture<Boolean> quit(String userId) {
        return world.call(
            node,
            Set.of(),
            () -> CompletableFuture.completedFuture(playing.remove(userId) != null));
      }
    };
  }

  private Matches.Begun fate(WaitingRoom room) {
    Set<String> busy = new TreeSet<>();
    room.people().stream()
        .map(Person::userId)
        .filter(playing::containsKey)
        .forEach(busy::add);
    if (!busy.isEmpty()) {
      sim.never(room, busy);
      return new Matches.Begun.Never(busy);
    }
    sim.begins(room);
    begun++;
    room.people().forEach(person -> playing.put(person.userId(), room.id()));
    if (!world.isCalm()) {
      world.in(1_000 + world.random.nextLong(15_000), () -> end(room));
    }
    return new Matches.Begun.Runs();
  }

  private void end(WaitingRoom room) {
    for (Person person : room.people()) {
      if (playing.remove(person.userId(), room.id()) && world.chance(0.7)) {
        // A node that settles the match tells the queue; that may get lost.
        world.in(
            world.random.nextLong(500),
            () -> sim.queue().forget(person.userId(), room.id()).join());
      }
    }
  }
}
