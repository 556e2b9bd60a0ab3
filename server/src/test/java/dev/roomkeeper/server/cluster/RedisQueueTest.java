package dev.roomkeeper.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.kit.RedisServer;
import dev.roomkeeper.server.queue.MatchQueue;
import dev.roomkeeper.server.queue.MatchQueueContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On one Redis, and on a Redis Cluster that wants a password: both real ones. */
@ParameterizedClass
@EnumSource(RedisQueueTest.Sort.class)
class RedisQueueTest extends MatchQueueContract {
  enum Sort {
    ONE,
    CLUSTER
  }

  private static final long PATIENCE_MILLIS = 30_000;

  private static List<RedisServer> servers = List.of();

  RedisQueueTest(Sort sort) {
    assertThat(servers).hasSize(sort == Sort.ONE ? 1 : 3);
  }

  @BeforeParameterizedClassInvocation
  static void start(Sort sort) {
    servers = new ArrayList<>();
    switch (sort) {
      case ONE -> servers.add(RedisServer.start());
      case CLUSTER -> {
        for (int i = 0; i < 3; i++) {
          servers.add(
              RedisServer.startWithPassword(
                  "hunter2", "--cluster-enabled", "yes", "--cluster-node-timeout", "5000"));
        }
        RedisServer.join(servers);
      }
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    servers.forEach(RedisServer::close);
  }

  @Override
  protected MatchQueue open() throws Exception {
    RedisServer first = servers.getFirst();
    RedisQueue queue =
        new RedisQueue(RedisAddress.parse(first.url(), null, first.password()), POOLS);
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      try {
        queue.read(POOL).join();
        return queue;
      } catch (CompletionException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  @Override
  protected void empty() {
    servers.forEach(RedisServer::empty);
  }
}
