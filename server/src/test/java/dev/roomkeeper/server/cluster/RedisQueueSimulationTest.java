package dev.roomkeeper.server.cluster;

import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.queue.EpisodesOnRedis;
import org.junit.jupiter.api.Test;

/** The same episodes as in memory, with the script that is shipped on a real Redis. */
class RedisQueueSimulationTest {
  private static final int EPISODES = Integer.getInteger("roomkeeper.queue.redis-episodes", 20);

  @Test
  void the_shipped_script_does_as_well() {
    try (RedisServer server = RedisServer.start()) {
      EpisodesOnRedis.run(
          EPISODES,
          pools -> {
            server.empty();
            RedisQueue queue = new RedisQueue(RedisAddress.parse(server.url(), null, null), pools);
            EpisodesOnRedis.untilItAnswers(queue);
            return queue;
          });
    }
  }
}
