package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the records of all rooms. Calls block on the database, so call them from virtual threads
 * only.
 */
public interface RoomCatalog {
  /**
   * Records a new room, at epoch 0 and version 0.
   *
   * @param vanishes whether the room is deleted once it is empty
   */
  void create(RoomRecord room, boolean vanishes);

  /** The ids of vanishing rooms without activity since then. */
  List<String> vanishing(long beforeMillis, int most);

  Optional<RoomRecord> find(String roomId);

  /**
   * What has to be known of a room before it is opened.
   *
   * @param storedBytes the size of its newest snapshot and the commits after it
   * @param needed what a node needs to run it
   */
  record Weight(String createdBy, long storedBytes, Kinds.Needed needed) {}

  /** A room's weight; empty if there is no such room. */
  Optional<Weight> weigh(String roomId);

  /**
   * Notes that the room's state is about to be lifted to this version of its kind. From then on
   * nodes that know only older ones can't run it. Blocks.
   */
  void needsFromNowOn(String roomId, int stateVersion);

  /** A room as admins see it listed. */
  record Entry(ListedRoom room, String createdBy, long activeAtMillis) {}

  /** One page of such a list; {@code more} says whether there are older ones. */
  record Found(List<Entry> entries, boolean more) {}

  /**
   * All rooms, listed ones or not, the newest first.
   *
   * @param text a part of their name, or their id; empty for all
   * @param before the id of the room before which the page begins, null for the newest
   * @return empty if there is no such room
   */
  Optional<Found> search(String text, @Nullable String before, int most);

  /** How many rooms of this user there are. */
  int countMadeBy(String userId);

  /**
   * The rooms that may be listed (see {@link RoomRecord#isListed}), the most recently active first.
   *
   * @param kind only rooms of this kind; empty for all
   */
  List<ListedRoom> list(String kind, int most);
}
