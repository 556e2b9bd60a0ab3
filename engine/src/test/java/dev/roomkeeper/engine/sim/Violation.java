package dev.roomkeeper.engine.sim;

/** Something that may never happen did. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }
}
