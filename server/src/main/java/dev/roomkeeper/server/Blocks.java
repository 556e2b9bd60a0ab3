package dev.roomkeeper.server;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Moderation;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.server.gateway.Gateway;
import dev.roomkeeper.server.hub.Hub;
import dev.roomkeeper.server.moderation.ApartTable;
import dev.roomkeeper.server.moderation.ApartTable.Block;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has new blocks take effect in all rooms of this node in which both users are, whichever node they
 * were made on. Joins read blocks for themselves.
 */
final class Blocks {
  /** How often new blocks are read. */
  static final long READ_MILLIS = 1_000;

  /** How far the clocks of two nodes may be apart. */
  private static final long SKEW_MILLIS = 30_000;

  private static final int READ_MAX = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

  private final ApartTable table;
  private final Gateway gateway;
  private final Hub hub;
  private final InstantSource clock;
  private Set<Block> known = Set.of();

  Blocks(ApartTable table, Gateway gateway, Hub hub, InstantSource clock) {
    this.table = table;
    this.gateway = gateway;
    this.hub = hub;
    this.clock = clock;
  }

  /** Reads the newest blocks. Blocks on the database. */
  synchronized void read() {
    Set<Block> newest;
    try {
      newest = Set.copyOf(table.blocksSince(clock.millis() - SKEW_MILLIS, READ_MAX));
    } catch (RuntimeException e) {
      LOG.warn("new blocks can't be read; they take effect with the next join: {}", e.getMessage());
      return;
    }
    List<Block> fresh = newest.stream().filter(block -> !known.contains(block)).toList();
    known = newest;
    if (!fresh.isEmpty()) {
      Set<String> users = new HashSet<>();
      fresh.forEach(block -> users.addAll(List.of(block.userId(), block.otherId())));
      // One look at all sockets, however many blocks are new.
      var _ =
          gateway.roomsOf(users).thenAccept(rooms -> fresh.forEach(block -> apply(block, rooms)));
    }
  }

  private void apply(Block block, Map<String, Set<String>> rooms) {
    Set<String> both = new HashSet<>(rooms.getOrDefault(block.userId(), Set.of()));
    both.retainAll(rooms.getOrDefault(block.otherId(), Set.of()));
    both.forEach(roomId -> apply(block, roomId));
  }

  private void apply(Block block, String roomId) {
    JsonObject payload = JsonObject.of("memberId", Json.of(block.otherId())).with("apart", true);
    var _ =
        hub.edit(roomId, block.userId(), new Command(Moderation.APART, 0, payload))
            .thenAccept(answer -> {
              if (answer instanceof Answer.Reject(_, var code, _)) {
                LOG.debug("room {} does not take a block now ({}); a join does", roomId, code);
              }
            });
  }
}
