package dev.roomkeeper.server.hub;

import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Optional;

/** Port: which rooms there are. Calls block on the database: from virtual threads only. */
public interface RoomCatalog {
  /**
   * Puts a new room on record, at epoch 0 and version 0.
   *
   * @param vanishes whether it is to be deleted once it is empty
   */
  void create(RoomRecord room, boolean vanishes);

  /** The ids of the rooms that vanish and have not been active since. */
  List<String> vanishing(long beforeMillis, int most);

  Optional<RoomRecord> find(String roomId);

  /**
   * What is to be known of a room before it is opened.
   *
   * @param storedBytes how large its newest snapshot is, with what came after it
   */
  record Weight(String createdBy, long storedBytes) {}

  /** How much a room weighs; empty for one that does not exist. */
  Optional<Weight> weigh(String roomId);

  /** How many rooms of this user there are. */
  int countMadeBy(String userId);

  /**
   * The rooms that may be listed (see {@link RoomRecord#isListed}), those active last first.
   *
   * @param kind only of this kind; empty for all
   */
  List<ListedRoom> list(String kind, int most);
}
