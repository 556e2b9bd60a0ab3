package dev.roomkeeper.bench;

/**
 * Something that ends the run and that its user can read: no server, a refused room, a lost join.
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
