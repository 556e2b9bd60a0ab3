package dev.roomkeeper.client;

/**
 * A request was refused or failed. The code is one of the protocol's (P20), or one of the constants
 * here.
 */
public final class RoomException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The member left the room, or the room refused it, before an answer came. */
  public static final String CLOSED = "CLOSED";

  /** The room forgot the session, so it is unknown whether the command took effect (P15). */
  public static final String UNKNOWN_OUTCOME = "UNKNOWN_OUTCOME";

  /** Too many commands are waiting. A later attempt may succeed. */
  public static final String UNAVAILABLE = "UNAVAILABLE";

  /** The frame is larger than a server accepts. */
  public static final String TOO_LARGE = "TOO_LARGE";

  /** No answer came in time. */
  public static final String TIMEOUT = "TIMEOUT";

  private final String code;

  public RoomException(String code, String message) {
    super(code + ": " + message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
