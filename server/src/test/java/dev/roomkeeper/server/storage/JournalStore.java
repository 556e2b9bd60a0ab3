package dev.roomkeeper.server.storage;

import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.hub.RoomCatalog;

/** A journal and its rooms as one process has them open. */
interface JournalStore extends AutoCloseable {
  RoomCatalog rooms();

  Journal journal();

  /** Another owner's journal on the same data. */
  Journal another();

  @Override
  void close();
}
