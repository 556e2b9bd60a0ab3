package dev.roomkeeper.server.hub;

/** Vanishing rooms that were left over when a server stopped. */
final class Forsaken {
  private static final long MILLIS = 600_000;
  private static final int MOST = 1_000;

  private Forsaken() {}

  /** Opens them: once open they find that nobody comes, and end. Blocks on the database. */
  static void open(Hub hub, RoomCatalog catalog, Cluster cluster, long nowMillis) {
    for (String roomId : catalog.vanishing(nowMillis - MILLIS, MOST)) {
      // Not rooms with a silent member on another node.
      if (cluster.find(roomId, 0) instanceof Cluster.Spot.Here) {
        var _ = hub.open(roomId);
      }
    }
  }
}
