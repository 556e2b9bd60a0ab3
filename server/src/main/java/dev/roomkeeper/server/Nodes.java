package dev.roomkeeper.server;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.server.api.Api;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.cluster.ManyNodes;
import dev.roomkeeper.server.cluster.RedisAddress;
import dev.roomkeeper.server.cluster.RedisDirectory;
import dev.roomkeeper.server.cluster.VouchedJournal;
import dev.roomkeeper.server.hub.Clock;
import dev.roomkeeper.server.hub.Cluster;
import dev.roomkeeper.server.hub.Journal;
import dev.roomkeeper.server.ops.MeteredJournal;
import dev.roomkeeper.server.ops.Metrics;
import dev.roomkeeper.server.storage.SqlJournal;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This process as a node: its journal and the other nodes.
 *
 * @param port the port to listen on, 0 for any
 * @param link proves its identity to other nodes
 * @param joined what only a node in a cluster has
 */
record Nodes(int port, Link link, Journal journal, @Nullable Joined joined) {
  private static final int NODE_ID_LENGTH = 12;

  /**
   * @param unvouched the journal without the step that asks other nodes
   */
  record Joined(ManyNodes cluster, RedisDirectory directory, String address, Journal unvouched) {}

  /**
   * @param kinds the kinds of rooms that this process can run
   */
  static Nodes open(
      Settings settings, Store store, Kinds kinds, Metrics metrics, Clock clock, Dice dice) {
    RedisAddress redis = redis(settings);
    // Other nodes have to know the port before anything listens on it.
    int port = redis != null && settings.port == 0 ? Ports.free() : settings.port;
    String address = settings.nodeAddress == null ? "127.0.0.1:" + port : settings.nodeAddress;
    Link link = new Link(store.linkKey(), InstantSource.system(), address);
    if (redis == null) {
      return new Nodes(port, link, journal(store, metrics, null), null);
    }
    String id = dice.id(NODE_ID_LENGTH);
    RedisDirectory directory = new RedisDirectory(redis, link);
    Journal unvouched = journal(store, metrics, ManyNodes.owner(id, address));
    VouchedJournal vouched = new VouchedJournal(unvouched);
    boolean takesRooms = settings.role != Settings.Role.http;
    Peer self = new Peer(id, address, 0, takesRooms, false, kinds);
    ManyNodes cluster = new ManyNodes(self, directory, vouched, link, clock);
    vouched.vouchedForBy(cluster);
    return new Nodes(port, link, vouched, new Joined(cluster, directory, address, unvouched));
  }

  /** The directory's address; null for a single node. */
  static @Nullable RedisAddress redis(Settings settings) {
    return settings.redis == null
        ? null
        : RedisAddress.parse(
            settings.redis,
            settings.redisUser,
            ServicePassword.REDIS.find(settings.redisPasswordFile, System.getenv()));
  }

  private static Journal journal(Store store, Metrics metrics, @Nullable String owner) {
    SqlJournal journal = new SqlJournal(store.database(), InstantSource.system(), owner);
    return new MeteredJournal(journal, metrics.registry());
  }

  Cluster cluster() {
    return joined == null ? Cluster.ALONE : joined.cluster;
  }

  Optional<ManyNodes> others() {
    return Optional.ofNullable(joined).map(Joined::cluster);
  }

  /** What other nodes may ask of this one; null for a single node. */
  Api.@Nullable Inside inside() {
    return joined == null
        ? null
        : new Api.Inside(joined.cluster, joined.unvouched, link, joined.address);
  }

  void close() {
    if (joined != null) {
      joined.cluster.close();
      joined.directory.close();
    }
    journal.close();
  }
}
