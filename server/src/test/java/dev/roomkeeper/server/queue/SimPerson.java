package dev.roomkeeper.server.queue;

import dev.roomkeeper.server.queue.Matchmaker.Standing;
import dev.roomkeeper.server.queue.Matchmaker.Wish;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody with one or two devices, who wants to play, changes their mind, or is gone. */
final class SimPerson {
  private static final long LOOK_MILLIS = 2_000;
  private static final long ANSWER_MILLIS = 4_000;

  private final SimWorld world;
  private final QueueSimulation sim;
  final Person person;

  boolean wants;
  boolean isGone;
  private @Nullable String sealed;
  private int attempt;

  SimPerson(SimWorld world, QueueSimulation sim, Person person) {
    this.world = world;
    this.sim = sim;
    this.person = person;
  }

  /** Asks a node; an answer that does not come counts as none. */
  private <T> void ask(
      java.util.function.Function<Matchmaker, CompletableFuture<T>> what,
      Consumer<@Nullable T> then) {
    SimNode node = sim.anyNode();
    boolean[] isAnswered = {false};
    world.in(
        ANSWER_MILLIS,
        () -> {
          if (!isAnswered[0]) {
            isAnswered[0] = true;
            then.accept(null);
          }
        });
    node.deliver(
        node.life(),
        () ->
            what.apply(node.matchmaker)
                .whenComplete((answer, failure) -> {
                  if (!isAnswered[0] && failure == null) {
                    isAnswered[0] = true;
                    then.accept(answer);
                  }
                }));
  }

  void enter(int size) {
    if (isGone) {
      return;
    }
    wants = true;
    int mine = ++attempt;
    String mySeal = sealed;
    ask(
        maker -> maker.ask(new Wish.Enter(sim.pool, person, size, mySeal)),
        standing -> stand(mine, standing, size));
    if (world.chance(0.15)) { // A second device at the same moment.
      ask(maker -> maker.ask(new Wish.Enter(sim.pool, person, 1, null)), _ -> {});
    }
  }

  void join(String ticketId) {
    if (isGone) {
      return;
    }
    wants = true;
    int mine = ++attempt;
    ask(
        maker -> maker.ask(new Wish.Join(ticketId, person)),
        standing -> stand(mine, standing, 1));
  }

  private void stand(int mine, @Nullable Standing standing, int size) {
    if (mine != attempt || !wants || isGone) {
      return;
    }
    switch (standing) {
      case Standing.Waits(var place) -> {
        Ticket ticket = place.waiting().ticket();
        sealed = sim.sealed(ticket);
        if (size > 1 && !ticket.isWhole()) {
          sim.invite(ticket);
        }
        world.in(LOOK_MILLIS, () -> look(mine));
      }
      case Standing.Plays _ -> {
        sealed = null;
        world.in(LOOK_MILLIS, () -> look(mine)); // When it ends, the next is wanted.
      }
      case Standing.Nothing() -> again(mine);
      case Standing.Refused _ -> {
        sealed = null;
        again(mine);
      }
      case null -> again(mine);
    }
  }

  private void again(int mine) {
    world.in(
        world.random.nextLong(500),
        () -> {
          if (mine == attempt && wants && !isGone) {
            enter(1);
          }
        });
  }

  private void look(int mine) {
    if (mine == attempt && wants && !isGone) {
      ask(maker -> maker.look(person.userId()), standing -> looked(mine, standing));
    }
  }

  private void looked(int mine, @Nullable Standing standing) {
    if (standing == null) {
      world.in(200, () -> look(mine));
    } else {
      stand(mine, standing, 1);
    }
  }

  void cancel() {
    ask(
        maker -> maker.cancel(person.userId()),
        left -> {
          if (left == MatchQueue.Left.LEFT || left == MatchQueue.Left.NOT_THERE) {
            wants = false;
            sealed = null;
            attempt++;
          }
        });
  }

  /** The device is switched off. */
  void vanish() {
    isGone = true;
    wants = false;
  }
}
