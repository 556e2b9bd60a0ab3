package dev.roomkeeper.server.storage;

import dev.roomkeeper.module.store.StoreException;

/** As its parent; what the server's own storage throws. */
public final class StorageException extends StoreException {
  private static final long serialVersionUID = 1;

  StorageException(String reason) {
    super(reason);
  }
}
