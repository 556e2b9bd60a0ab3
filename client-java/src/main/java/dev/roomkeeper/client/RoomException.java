package dev.roomkeeper.client;

/**
 * What was asked was refused, or can't be had. The code is one of the protocol's (P20), or one of
 * the client's own.
 */
public final class RoomException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The room was left, or refused this member, before an answer came. */
  public static final String CLOSED = "CLOSED";

  /** The room forgot the session, so nobody can tell whether the command took effect (P15). */
  public static final String UNKNOWN_OUTCOME = "UNKNOWN_OUTCOME";

  /** Too many commands are waiting already; tried again later, it may be taken. */
  public static final String UNAVAILABLE = "UNAVAILABLE";

  /** No server would take a frame of this size. */
  public static final String TOO_LARGE = "TOO_LARGE";

  /** No answer came within the time that the caller waits. */
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
