package dev.roomkeeper.server.cluster;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one Redis or Redis Cluster, which one it is being found out: one for commands,
 * one for a channel's messages. While there is no connection calls fail at once.
 */
final class RedisConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration COMMAND = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 500;
  private static final int QUEUE_MAX = 20_000;

  private final RedisURI address;
  private final String channel;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService connector =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-connector").factory());

  private volatile @Nullable RedisClusterAsyncCommands<String, String> commands;
  private @Nullable AbstractRedisClient client;
  private boolean warned;

  RedisConnections(String url, String channel) {
    this.address = RedisURI.create(url);
    this.address.setTimeout(COMMAND);
    this.channel = channel;
    connector.execute(this::connect);
  }

  /** Runs a command, if there is a connection. */
  <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> command) {
    RedisClusterAsyncCommands<String, String> connected = commands;
    if (connected == null) {
      return CompletableFuture.failedFuture(new RedisException("Redis is not connected"));
    }
    try {
      return command.apply(connected).toCompletableFuture();
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  void onMessage(Consumer<String> listener) {
    listeners.add(listener);
  }

  private void connect() {
    try {
      RedisClient single = RedisClient.create(address);
      client = single;
      single.setOptions(options(ClientOptions.builder()).build());
      StatefulRedisConnection<String, String> connection = single.connect();
      if (connection.sync().info("cluster").contains("cluster_enabled:1")) {
        connection.close();
        shutdown(single);
        connectToCluster();
      } else {
        listen(single.connectPubSub());
        commands = connection.async();
      }
      LOG.info("connected to Redis at {}:{}", address.getHost(), address.getPort());
    } catch (RedisException e) {
      if (!warned) {
        warned = true;
        LOG.warn(
            "Redis at {}:{} can't be reached; trying on", address.getHost(), address.getPort());
      }
      if (client != null) {
        shutdown(client);
      }
      if (!connector.isShutdown()) {
        connector.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void connectToCluster() {
    RedisClusterClient cluster = RedisClusterClient.create(address);
    client = cluster;
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    options(options);
    options.topologyRefreshOptions(
        ClusterTopologyRefreshOptions.builder()
            .enablePeriodicRefresh(Duration.ofSeconds(10))
            .build());
    cluster.setOptions(options.build());
    StatefulRedisClusterConnection<String, String> connection = cluster.connect();
    listen(cluster.connectPubSub());
    commands = connection.async();
  }

  private static ClientOptions.Builder options(ClientOptions.Builder options) {
    return options
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(QUEUE_MAX)
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
        .timeoutOptions(TimeoutOptions.enabled(COMMAND));
  }

  private void listen(StatefulRedisPubSubConnection<String, String> messages) {
    messages.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String message) {
            listeners.forEach(listener -> listener.accept(message));
          }
        });
    messages.sync().subscribe(channel);
  }

  private static void shutdown(AbstractRedisClient client) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    connector.shutdownNow();
    try {
      if (connector.awaitTermination(2, TimeUnit.SECONDS) && client != null) {
        shutdown(client);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
