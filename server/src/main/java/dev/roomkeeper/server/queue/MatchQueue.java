package dev.roomkeeper.server.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Port: the queue, its waiting rooms and where each person is. Each call is one atomic step, for all
 * nodes that share it; time is an argument, and nothing is decided by what expires. All of it may
 * vanish: tickets come back with their people.
 *
 * <p>Calls return at once. Futures complete exceptionally when nobody knows whether the step was
 * done: that is never the same as a refusal.
 */
public interface MatchQueue extends AutoCloseable {

  /**
   * Where somebody is.
   *
   * @param room in which the ticket is seated; null for none yet
   */
  record Place(Waiting waiting, @Nullable WaitingRoom room) {}

  /** What came of a wish to wait. */
  sealed interface Entered {
    /** The asker waits by this ticket: the one handed in, or one that was there before. */
    record Waits(Place place) implements Entered {}

    /** The asker began a match, and it is not known here that it ended. */
    record Playing(String roomId) implements Entered {}

    /** The ticket was given back, or a match began with it: it counts no more. */
    record Spent() implements Entered {}

    /** Somebody else of the party waits or plays elsewhere. */
    record Busy(String userId) implements Entered {}

    /** There is no such party, or it is whole. */
    record NoParty() implements Entered {}

    /** Too many wait. */
    record Full() implements Entered {}
  }

  /** What came of seating a ticket. */
  enum Seated {
    SEATED,
    FULL,
    NO_ROOM,
    NOT_WAITING
  }

  /** What came of leaving. */
  enum Left {
    LEFT,
    TOO_LATE,
    NOT_THERE
  }

  /**
   * All of one pool.
   *
   * @param waiting tickets without a seat, those first that wait longest
   * @param gathering parties that are not whole
   */
  record Pool(List<Waiting> waiting, List<Waiting> gathering, List<WaitingRoom> rooms) {}

  /** Puts a ticket into the queue, unless one of its people is somewhere already. */
  CompletableFuture<Entered> enter(Ticket ticket, String asker, long nowMillis);

  /** Joins a party that gathers. */
  CompletableFuture<Entered> join(String ticketId, Person person, long nowMillis);

  /** Takes a sign of a user; empty for who does not wait. */
  CompletableFuture<Optional<Place>> seen(String userId, long nowMillis);

  /**
   * Pops a ticket and seats it.
   *
   * @param opens whether the room is made if it is not there
   */
  CompletableFuture<Seated> seat(String ticketId, String roomId, boolean opens, long nowMillis);

  /**
   * Moves a seated ticket from a room without a countdown to another room of its pool, if both are
   * open and it fits.
   */
  CompletableFuture<Seated> move(
      String ticketId, String fromRoomId, String intoRoomId, long nowMillis);

  /** Gives the user's ticket back, a party's as a whole. */
  CompletableFuture<Left> leave(String userId, long nowMillis);

  /** Takes a ticket out of which one of the people was not seen for too long. */
  CompletableFuture<Void> drop(String ticketId, long nowMillis);

  /**
   * Decides about a room: begins its match if it is full, its countdown is over or its time is up
   * and enough are there; dissolves it when its time is up and they are not.
   *
   * @return the room whose match is to begin, whoever decided that; empty if none is
   */
  CompletableFuture<Optional<WaitingRoom>> decide(String roomId, long nowMillis);

  /** The match has begun: its people play, and the room is no more. */
  CompletableFuture<Void> begun(String roomId, long nowMillis);

  /** The match can't begin: these tickets go, and the others wait again. */
  CompletableFuture<Void> back(String roomId, Set<String> goneTicketIds, long nowMillis);

  /** The user does not play this match any more. */
  CompletableFuture<Void> forget(String userId, String roomId);

  /** All that waits in the pool. */
  CompletableFuture<Pool> read(String pool);

  /** Calls the listener with the name of a pool in which something has changed, on any node. */
  void onChange(Consumer<String> listener);

  @Override
  void close();
}
