package dev.roomkeeper.server.storage;

/**
 * The database failed. The message is safe to show. There is no cause, since causes quote values.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StorageException(String reason) {
    super(reason);
  }
}
