package dev.roomkeeper.server.hub;

import java.util.concurrent.CompletionException;

/** Another node owns the room, or has just taken it over. The caller should look again. */
public final class RoomElsewhere extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RoomElsewhere(String roomId) {
    super("room " + roomId + " is on another node", null, false, false);
  }

  /** Whether a future failed for this reason. */
  public static boolean is(Throwable failure) {
    return (failure instanceof CompletionException ? failure.getCause() : failure)
        instanceof RoomElsewhere;
  }
}
