package dev.roomkeeper.server.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Matchmaking on one node: accepts wishes to play, and brings waiting people together. The queue
 * may lose everything and the node may die at any moment. What must not be lost is in the tables of
 * {@link Matches} and in the sealed tickets. Thread-safe, without threads and clocks of its own.
 */
public final class Matchmaker {
  /** A returning ticket is valid for this long. */
  private static final long TICKET_MILLIS = 3_600_000;

  private static final int TRIES_MAX = 3;

  /** Somebody's state. */
  public sealed interface Standing {
    /** Waits, with or without a seat. */
    record Waits(MatchQueue.Place place) implements Standing {}

    /** Plays a match, and is led to it. */
    record Plays(String roomId) implements Standing {}

    /** Neither waits nor plays. */
    record Nothing() implements Standing {}

    /** The wish was refused. */
    record Refused(Refusal refusal) implements Standing {}
  }

  /** Why somebody cannot wait. */
  public enum Refusal {
    /** Somebody else of the party waits or plays elsewhere. */
    BUSY,
    NO_PARTY,
    FULL,
    /** The queue did not answer properly; the outcome is unknown. */
    UNKNOWN
  }

  /** A wish to play. */
  public sealed interface Wish {
    Person person();

    /**
     * In a pool.
     *
     * @param size the number of people; more than one for a party that gathers
     * @param sealed a ticket that the user had before; null for none
     */
    record Enter(String pool, Person person, int size, @Nullable String sealed) implements Wish {}

    /** With a ticket that the user had, and not otherwise. */
    record Return(Ticket ticket, Person person) implements Wish {}

    /** In a party that gathers. */
    record Join(String ticketId, Person person) implements Wish {}
  }

  private final MatchQueue queue;
  private final Matches matches;
  private final Pools pools;
  private final Seal seal;
  private final LongSupplier nowMillis;
  private final Supplier<String> ids;
  private final Estimates estimates = new Estimates();
  private final Rounds rounds;

  private final Map<String, Turns> turns = new HashMap<>(); // By pool.

  /** The round of a pool that is running, and the next one; null for none. */
  private static final class Turns {
    @Nullable CompletableFuture<Void> now;
    @Nullable CompletableFuture<Void> next;
  }

  /**
   * @param ids makes ids of tickets and rooms that nobody can guess
   */
  public Matchmaker(
      MatchQueue queue,
      Matches matches,
      Pools pools,
      Seal seal,
      LongSupplier nowMillis,
      Supplier<String> ids) {
    this.queue = queue;
    this.matches = matches;
    this.pools = pools;
    this.seal = seal;
    this.nowMillis = nowMillis;
    this.ids = ids;
    this.rounds = new Rounds(queue, matches, pools, nowMillis, ids, estimates);
  }

  public Pools pools() {
    return pools;
  }

  /** How long people waited whose matches recently began on this node; empty if unknown. */
  public OptionalLong estimateMillis(String pool) {
    return estimates.median(pool);
  }

  /** The text by which a ticket comes back. */
  public String sealed(Ticket ticket) {
    return seal.sealed(ticket);
  }

  /** Lets somebody wait, unless a match is running to which the user is led back. */
  public CompletableFuture<Standing> ask(Wish wish) {
    return ask(wish, TRIES_MAX);
  }

  private CompletableFuture<Standing> ask(Wish wish, int tries) {
    String userId = wish.person().userId();
    return matches
        .running(userId)
        .thenCompose(running ->
            running.isPresent()
                ? CompletableFuture.completedFuture(new Standing.Plays(running.get()))
                : enter(wish).thenCompose(entered -> stand(wish, entered, tries)));
  }

  private CompletableFuture<MatchQueue.Entered> enter(Wish wish) {
    long now = nowMillis.getAsLong();
    return switch (wish) {
      case Wish.Join(var ticketId, var person) -> queue.join(ticketId, person, now);
      case Wish.Return(var ticket, var person) -> queue.enter(ticket, person.userId(), now);
      case Wish.Enter enter -> queue.enter(ticket(enter, now), enter.person.userId(), now);
    };
  }

  private Ticket ticket(Wish.Enter enter, long now) {
    Optional<Ticket> before =
        enter.sealed == null
            ? Optional.empty()
            : seal.opened(enter.sealed)
                .filter(ticket -> ticket.pool().equals(enter.pool))
                .filter(ticket -> ticket.has(enter.person.userId()))
                .filter(ticket -> Math.abs(now - ticket.sinceMillis()) < TICKET_MILLIS);
    return before.orElseGet(
        () -> new Ticket(ids.get(), enter.pool, now, enter.size, List.of(enter.person)));
  }

  private CompletableFuture<Standing> stand(Wish wish, MatchQueue.Entered entered, int tries) {
    String userId = wish.person().userId();
    return switch (entered) {
      case MatchQueue.Entered.Waits(var place) ->
          place.room() != null ? waits(place) : seated(userId, place);
      // The table did not know it: the match has just begun, or has ended.
      case MatchQueue.Entered.Playing(var roomId) -> ended(wish, roomId, tries);
      case MatchQueue.Entered.Spent() -> spent(wish, tries);
      case MatchQueue.Entered.Busy _ -> refused(Refusal.BUSY);
      case MatchQueue.Entered.NoParty() -> refused(Refusal.NO_PARTY);
      case MatchQueue.Entered.Full() -> refused(Refusal.FULL);
    };
  }

  /** A wish to play creates a new ticket; a socket that only watches does not. */
  private CompletableFuture<Standing> spent(Wish wish, int tries) {
    return switch (wish) {
      case Wish.Enter(var pool, var person, var size, _) ->
          tries > 1
              ? ask(new Wish.Enter(pool, person, size, null), tries - 1)
              : refused(Refusal.UNKNOWN);
      case Wish.Return _ -> CompletableFuture.completedFuture(new Standing.Nothing());
      case Wish.Join _ -> refused(Refusal.NO_PARTY);
    };
  }

  private CompletableFuture<Standing> ended(Wish wish, String roomId, int tries) {
    String userId = wish.person().userId();
    return matches
        .running(userId)
        .thenCompose(running -> {
          if (running.isPresent()) {
            return CompletableFuture.completedFuture(new Standing.Plays(running.get()));
          }
          return tries <= 1
              ? refused(Refusal.UNKNOWN)
              : queue.forget(userId, roomId).thenCompose(_ -> ask(wish, tries - 1));
        });
  }

  /** Seats everybody who can be seated, and returns this user's state. */
  private CompletableFuture<Standing> seated(String userId, MatchQueue.Place place) {
    return turn(place.waiting().ticket().pool())
        .exceptionally(_ -> null) // A later round will do it.
        .thenCompose(_ -> look(userId));
  }

  private static CompletableFuture<Standing> waits(MatchQueue.Place place) {
    return CompletableFuture.completedFuture(new Standing.Waits(place));
  }

  private static CompletableFuture<Standing> refused(Refusal refusal) {
    return CompletableFuture.completedFuture(new Standing.Refused(refusal));
  }

  /** The user's state. Also counts as a sign that the user is there. */
  public CompletableFuture<Standing> look(String userId) {
    return queue
        .seen(userId, nowMillis.getAsLong())
        .thenCompose(place ->
            place.isPresent()
                ? waits(place.get())
                : matches
                    .running(userId)
                    .thenApply(running ->
                        running
                            .<Standing>map(Standing.Plays::new)
                            .orElseGet(Standing.Nothing::new)));
  }

  /** The user and the party stop waiting. */
  public CompletableFuture<MatchQueue.Left> cancel(String userId) {
    return queue
        .leave(userId, nowMillis.getAsLong())
        .thenCompose(left ->
            left != MatchQueue.Left.NOT_THERE
                ? CompletableFuture.completedFuture(left)
                : matches
                    .running(userId)
                    .thenApply(running -> running.isPresent() ? MatchQueue.Left.TOO_LATE : left));
  }

  /** The user leaves the running match for good. Returns false if there is none. */
  public CompletableFuture<Boolean> quit(String userId) {
    return matches.quit(userId);
  }

  /** Runs a round of every pool once. */
  public CompletableFuture<Void> sweep() {
    return CompletableFuture.allOf(
        pools.rules().keySet().stream().map(this::turn).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Runs a round of a pool that begins after this call. Rounds of one pool follow each other: calls
   * during a round share the next one.
   */
  CompletableFuture<Void> turn(String pool) {
    Turns of;
    CompletableFuture<Void> mine;
    synchronized (turns) {
      of = turns.computeIfAbsent(pool, _ -> new Turns());
      if (of.now != null) {
        of.next = of.next == null ? new CompletableFuture<>() : of.next;
        return of.next;
      }
      mine = new CompletableFuture<>();
      of.now = mine;
    }
    begin(pool, of, mine);
    return mine;
  }

  private void begin(String pool, Turns of, CompletableFuture<Void> mine) {
    rounds
        .round(pool)
        .whenComplete((_, failure) -> {
          CompletableFuture<Void> next;
          synchronized (turns) {
            next = of.next;
            of.now = next;
            of.next = null;
          }
          if (failure == null) {
            mine.complete(null);
          } else {
            mine.completeExceptionally(failure);
          }
          if (next != null) {
            begin(pool, of, next);
          }
        });
  }
}
