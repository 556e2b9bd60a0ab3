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
 * Matchmaking as one node offers it: takes wishes to play, and brings together who waits. The queue
 * may forget everything and the node may die at any moment; what must not be lost is in the tables
 * of {@link Matches} and in the sealed tickets. Thread-safe, without threads and clocks of its own.
 */
public final class Matchmaker {
  /** A returning ticket counts for so long. */
  private static final long TICKET_MILLIS = 3_600_000;

  private static final int TRIES_MAX = 3;

  /** How somebody stands. */
  public sealed interface Standing {
    /** Waits, with a seat or without. */
    record Waits(MatchQueue.Place place) implements Standing {}

    /** Plays a match, to which it is led back. */
    record Plays(String roomId) implements Standing {}

    /** Does neither. */
    record Nothing() implements Standing {}

    /** The wish is refused. */
    record Refused(Refusal refusal) implements Standing {}
  }

  /** Why somebody can not wait. */
  public enum Refusal {
    /** Somebody else of the party waits or plays elsewhere. */
    BUSY,
    NO_PARTY,
    FULL,
    /** The queue did not answer in good order; nobody knows. */
    UNKNOWN
  }

  /** A wish to play. */
  public sealed interface Wish {
    Person person();

    /**
     * In a pool.
     *
     * @param size for how many; more than one for a party that gathers
     * @param sealed a ticket that the user had before; null for none
     */
    record Enter(String pool, Person person, int size, @Nullable String sealed) implements Wish {}

    /** With a ticket that the user had, and else not at all. */
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

  private final Map<String, Turns> turns = new HashMap<>(); // by pool

  /** The round of a pool that is under way, and the one that follows it; null for none. */
  private static final class Turns {
    @Nullable CompletableFuture<Void> now;
    @Nullable CompletableFuture<Void> next;
  }

  /**
   * @param ids makes ids of tickets and rooms, which nobody can guess
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

  /** How long those waited whose matches began on this node lately; empty while nobody knows. */
  public OptionalLong estimateMillis(String pool) {
    return estimates.median(pool);
  }

  /** The text by which a ticket comes back. */
  public String sealed(Ticket ticket) {
    return seal.sealed(ticket);
  }

  /** Has somebody wait, unless a match is running to which it is led back. */
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
    return before.orElseGet(() ->
        new Ticket(ids.get(), enter.pool, now, enter.size, List.of(enter.person)));
  }

  private CompletableFuture<Standing> stand(Wish wish, MatchQueue.Entered entered, int tries) {
    String userId = wish.person().userId();
    return switch (entered) {
      case MatchQueue.Entered.Waits(var place) ->
          place.room() != null ? waits(place) : seated(userId, place);
      // The table did not know of it: it has begun just now, or has ended.
      case MatchQueue.Entered.Playing(var roomId) -> ended(wish, roomId, tries);
      case MatchQueue.Entered.Spent() -> spent(wish, tries);
      case MatchQueue.Entered.Busy _ -> refused(Refusal.BUSY);
      case MatchQueue.Entered.NoParty() -> refused(Refusal.NO_PARTY);
      case MatchQueue.Entered.Full() -> refused(Refusal.FULL);
    };
  }

  /** Whoever wishes to play does so with a new ticket; a socket that only looks on does not. */
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

  /** Seats whoever can be, and says what came of it for this user. */
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

  /** How the user stands; a sign that the user is there. */
  public CompletableFuture<Standing> look(String userId) {
    return queue
        .seen(userId, nowMillis.getAsLong())
        .thenCompose(place ->
            place.isPresent()
                ? waits(place.get())
                : matches
                    .running(userId)
                    .thenApply(running ->
                        running.<Standing>map(Standing.Plays::new)
                            .orElseGet(Standing.Nothing::new)));
  }

  /** The user waits no more, and the party neither. */
  public CompletableFuture<MatchQueue.Left> cancel(String userId) {
    return queue
        .leave(userId, nowMillis.getAsLong())
        .thenCompose(left ->
            left != MatchQueue.Left.NOT_THERE
                ? CompletableFuture.completedFuture(left)
                : matches
                    .running(userId)
                    .thenApply(running ->
                        running.isPresent() ? MatchQueue.Left.TOO_LATE : left));
  }

  /** The user leaves the running match for good; false if there is none. */
  public CompletableFuture<Boolean> quit(String userId) {
    return matches.quit(userId);
  }

  /** Looks at all pools once. */
  public CompletableFuture<Void> sweep() {
    return CompletableFuture.allOf(
        pools.rules().keySet().stream().map(this::turn).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Looks at a pool, by a round that begins from now on. Rounds of one pool follow each other: what
   * comes while one is under way shares the next.
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
