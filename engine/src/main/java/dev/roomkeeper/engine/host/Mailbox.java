package dev.roomkeeper.engine.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A room's queue of inputs, in order. Input from connections is bounded, and whoever sends too much
 * is refused. Answers of the journal, drops and wakes always find space, because a full mailbox
 * must not block the room. Not thread-safe.
 */
public final class Mailbox {
  /**
   * The inputs that one connection may have waiting: more than its rate limit lets through at once.
   */
  static final int PER_CONNECTION_MAX = 1_024;

  /** When this many inputs wait, each connection may have only {@link #SHARE_WHEN_FULL} of them. */
  static final int FULL = 4_096;

  static final int SHARE_WHEN_FULL = 4;

  /** How many edits may wait; they have no connection. */
  static final int EDITS_MAX = 1_024;

  private final Deque<Input> waiting = new ArrayDeque<>();
  private final Map<Long, Integer> counts = new HashMap<>(); // by connection
  private int edits;

  /** Adds the input. Returns false if its sender has too many waiting. */
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

  /** Takes the oldest inputs, up to a number and up to a total of payload bytes. */
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
