package dev.roomkeeper.engine.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be taken in by a room, in order. What comes from connections is bounded, and
 * refused to whoever sends too much; answers of the journal, drops and wakes always find a place,
 * or fullness would wedge the room. Not thread-safe.
 */
public final class Mailbox {
  /** So much one connection may have waiting: more than comes at once within its rate limit. */
  static final int PER_CONNECTION_MAX = 1_024;

  /** Beyond this total, a connection may have only {@link #SHARE_WHEN_FULL} waiting. */
  static final int FULL = 4_096;

  static final int SHARE_WHEN_FULL = 4;

  /** Edits have no connection: so many of them may wait. */
  static final int EDITS_MAX = 1_024;

  private final Deque<Input> waiting = new ArrayDeque<>();
  private final Map<Long, Integer> counts = new HashMap<>(); // by connection
  private int edits;

  /** Puts the input behind those that wait; false if its sender has too many waiting. */
  public boolean offer(Input input) {
    if (input instanceof Input.Knock knock) {
      int own = counts.getOrDefault(knock.connection(), 0);
      if (own >= (waiting.size() < FULL ? PER_CONNECTION_MAX : SHARE_WHEN_FULL)) {
        return false;
      }
      counts.put(knock.connection(), own + 1);
    } else if (input instanceof Input.Edit) {
      if (edits >= EDITS_MAX) {
        return false;
      }
      edits++;
    }
    waiting.add(input);
    return true;
  }

  /**
   * Takes the oldest: at most so many, and no more once their payloads have so many bytes together.
   */
  public List<Input> take(int most, int bytesMax) {
    List<Input> taken = new ArrayList<>(Math.min(most, waiting.size()));
    long bytes = 0;
    while (taken.size() < most && bytes < bytesMax && !waiting.isEmpty()) {
      Input input = waiting.remove();
      taken.add(input);
      bytes += bytes(input);
      if (input instanceof Input.Knock knock) {
        counts.computeIfPresent(knock.connection(), (_, count) -> count == 1 ? null : count - 1);
      } else if (input instanceof Input.Edit) {
        edits--;
      }
    }
    return taken;
  }

  private static int bytes(Input input) {
    return switch (input) {
      case Input.Receive(_, var command) -> command.payload().bytes();
      case Input.Edit(_, _, var command) -> command.payload().bytes();
      default -> 0;
    };
  }

  public int size() {
    return waiting.size();
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }
}
