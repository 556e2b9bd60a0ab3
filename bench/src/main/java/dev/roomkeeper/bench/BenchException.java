package dev.roomkeeper.bench;

/**
 * A failure that ends the run, with a message for the user: no server, a refused room, a failed
 * join.
 */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(message);
  }

  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
