package dev.roomkeeper.server.queue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Port: the matches. It is the arbiter: whatever the queue says, nobody plays two matches at a
 * time, and a waiting room becomes one match or none, for good.
 */
public interface Matches {

  /** The fate of a waiting room. */
  sealed interface Begun {
    /** It is a match, made by this node or another. */
    record Runs() implements Begun {}

    /**
     * It is none and never will be.
     *
     * @param busyUserIds those who play another match
     */
    record Never(Set<String> busyUserIds) implements Begun {}
  }

  /** Makes a waiting room a match. The answer is the same however often it is called. */
  CompletableFuture<Begun> begin(WaitingRoom room);

  /** The match that the user plays and has not left for good; empty if there is none. */
  CompletableFuture<Optional<String>> running(String userId);

  /**
   * The user leaves the match for good.
   *
   * @return whether there was one to leave
   */
  CompletableFuture<Boolean> quit(String userId);
}
