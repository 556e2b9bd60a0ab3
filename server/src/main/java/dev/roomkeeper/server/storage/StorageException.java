package dev.roomkeeper.server.storage;

/**
 * The database did not do what was asked; the message may be told to anybody. It has no cause, as
 * those name values.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StorageException(String reason) {
    super(reason);
  }
}
