package dev.roomkeeper.server.hub;

import java.util.concurrent.CompletionException;

/** The room can't be opened now, because it needs more memory than is left for it. */
public final class NoMemoryLeft extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoMemoryLeft(String roomId) {
    super("there is no memory left for room " + roomId, null, false, false);
  }

  /** Whether a future failed for this reason. */
  public static boolean is(Throwable failure) {
    return (failure instanceof CompletionException ? failure.getCause() : failure)
        instanceof NoMemoryLeft;
  }
}
