package dev.roomkeeper.module.store;

/**
 * The database failed, or can't be reached now. The message is safe to show. There is no cause,
 * since causes quote values.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String reason) {
    super(reason);
  }
}
