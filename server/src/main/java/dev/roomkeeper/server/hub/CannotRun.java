package dev.roomkeeper.server.hub;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a room can't be opened on this node: it does not have the room's kind, or an older version of
 * it. The room keeps its data. The message is for whoever asked.
 */
public final class CannotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  static CannotRun tooNew(int version, int known) {
    return new CannotRun(
        "this room is of version "
            + version
            + " of its kind, and this server has version "
            + known);
  }

  CannotRun(String message) {
    super(message, null, false, false);
  }

  /** The sentence of a future that failed for this reason; null for another. */
  public static @Nullable String sentence(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof CannotRun cannot ? cannot.getMessage() : null;
  }
}
