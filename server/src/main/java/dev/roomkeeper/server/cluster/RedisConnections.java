package dev.roomkeeper.server.cluster;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
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
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to a Redis or a Redis Cluster, whichever it turns out to be: one for commands,
 * one for messages. Without a connection calls fail at once.
 */
final class RedisConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration COMMAND = Duration.ofMillis(500);
  private static final long ANSWER_MILLIS = 900;
  private static final long RETRY_MILLIS = 500;
  private static final long CLOSE_SECONDS = 3;
  private static final int QUEUE_MAX = 20_000;

  /** After this many turns without an answer the connections are closed and made again. */
  private static final int SILENT_TURNS_MAX = 4;

  private static final Pattern REFUSAL = Pattern.compile("WRONGPASS|NOAUTH|NOPERM");
  private static final String REFUSES =
      "refuses the user or the password (--redis-user, --redis-password-file)";

  private record Connected(
      AbstractRedisClient client,
      RedisClusterAsyncCommands<String, String> commands,
      StatefulRedisPubSubConnection<String, String> messages) {}

  private final RedisURI address;
  private final String channel;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService connector =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-connector").factory());

  // By default the pauses between attempts would grow to half a minute.
  private final ClientResources resources =
      DefaultClientResources.builder()
          .reconnectDelay(Delay.constant(Duration.ofMillis(RETRY_MILLIS)))
          .build();

  private volatile @Nullable Connected connected;

  // Used on the connector's thread only:
  private final Set<RedisURI> clusterNodes = new LinkedHashSet<>();
  private int silentTurns;
  private final Set<String> warnedOf = new HashSet<>();

  RedisConnections(RedisAddress where, String channel) {
    this.address = where.uri();
    this.address.setTimeout(COMMAND);
    this.channel = channel;
    var _ = connector.scheduleWithFixedDelay(this::tend, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Runs a command, if there is a connection. */
  <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> command) {
    Connected now = connected;
    if (now == null) {
      return CompletableFuture.failedFuture(new RedisException("Redis is not connected"));
    }
    try {
      return command
          .apply(now.commands)
          .toCompletableFuture()
          .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) { // Not only RedisException: the client may be shut down.
      return CompletableFuture.failedFuture(e);
    }
  }

  void onMessage(Consumer<String> listener) {
    listeners.add(listener);
  }

  private void tend() {
    try {
      Connected now = connected;
      if (now == null) {
        connect();
      } else if (answers(now)) {
        silentTurns = 0;
      } else if (++silentTurns >= SILENT_TURNS_MAX) {
        giveUp(now);
      }
    } catch (RuntimeException e) { // Any failure: the next turn must still come.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String what = isRefusal(cause) ? REFUSES : "can't be reached";
      if (!connector.isShutdown() && warnedOf.add(what)) {
        LOG.warn(
            "Redis at {}:{} {}; trying on: {}",
            address.getHost(),
            address.getPort(),
            what,
            cause.toString());
      }
    }
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof RedisCommandExecutionException
        && REFUSAL.matcher(String.valueOf(cause.getMessage())).lookingAt();
  }

  private void connect() {
    connected = !clusterNodes.isEmpty() || isCluster() ? connectToCluster() : connectToOne();
    silentTurns = 0;
    warnedOf.clear();
    LOG.info("connected to Redis at {}:{}", address.getHost(), address.getPort());
  }

  /** Subscribes again, too, in case the subscription was lost. */
  private boolean answers(Connected now) {
    try {
      CompletableFuture<?> pong = now.commands.ping().toCompletableFuture();
      CompletableFuture<?> subscribed =
          now.messages.async().subscribe(channel).toCompletableFuture();
      CompletableFuture.allOf(pong, subscribed).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RedisException e) {
      LOG.debug("Redis does not answer: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A connection can be dead without notice, when its other end or the network lost power. */
  private void giveUp(Connected now) {
    LOG.warn("Redis at {}:{} is silent; connecting anew", address.getHost(), address.getPort());
    connected = null;
    if (now.client instanceof RedisClusterClient cluster) {
      // The node of the configured address may be the one that is down.
      cluster.getPartitions().forEach(node -> clusterNodes.add(node.getUri()));
    }
    shutdown(now.client);
  }

  private boolean isCluster() {
    RedisClient client = RedisClient.create(resources, address);
    try {
      client.setOptions(options(ClientOptions.builder()).autoReconnect(false).build());
      StatefulRedisConnection<String, String> connection = client.connect();
      return connection.sync().info("cluster").contains("cluster_enabled:1");
    } finally {
      shutdown(client);
    }
  }

  private Connected connectToOne() {
    RedisClient client = RedisClient.create(resources, address);
    try {
      client.setOptions(options(ClientOptions.builder()).build());
      RedisClusterAsyncCommands<String, String> commands = client.connect().async();
      return new Connected(client, commands, listening(client.connectPubSub()));
    } catch (RuntimeException e) {
      shutdown(client);
      throw e;
    }
  }

  private Connected connectToCluster() {
    Set<RedisURI> seeds = new LinkedHashSet<>(clusterNodes);
    seeds.add(address);
    RedisClusterClient client = RedisClusterClient.create(resources, seeds);
    try {
      ClusterClientOptions.Builder options = ClusterClientOptions.builder();
      options(options);
      options.topologyRefreshOptions(
          ClusterTopologyRefreshOptions.builder()
              .enablePeriodicRefresh(Duration.ofSeconds(10))
              .build());
      client.setOptions(options.build());
      StatefulRedisClusterConnection<String, String> connection = client.connect();
      return new Connected(client, connection.async(), listening(client.connectPubSub()));
    } catch (RuntimeException e) {
      shutdown(client);
      throw e;
    }
  }

  private static ClientOptions.Builder options(ClientOptions.Builder options) {
    return options
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(QUEUE_MAX)
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
        .timeoutOptions(TimeoutOptions.enabled(COMMAND));
  }

  private StatefulRedisPubSubConnection<String, String> listening(
      StatefulRedisPubSubConnection<String, String> messages) {
    messages.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String message) {
            listeners.forEach(listener -> tell(listener, message));
          }
        });
    messages.sync().subscribe(channel);
    return messages;
  }

  private static void tell(Consumer<String> listener, String message) {
    try {
      listener.accept(message);
    } catch (RuntimeException e) { // In the connection's own code it would end the connection.
      LOG.warn("a message was not understood: {}", e.toString());
    }
  }

  private static void shutdown(AbstractRedisClient client) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    connector.shutdown(); // Not interrupted, since a half-made client could not be shut down.
    try {
      if (!connector.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("connecting to Redis did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Connected last = connected;
    connected = null;
    if (last != null) {
      shutdown(last.client);
    }
    var _ = resources.shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
