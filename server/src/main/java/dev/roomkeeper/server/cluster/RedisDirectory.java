package dev.roomkeeper.server.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.cluster.Peer;
import dev.roomkeeper.engine.cluster.Roster.Heard;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.auth.Link;
import dev.roomkeeper.server.hub.Directory;
import dev.roomkeeper.server.limits.Remembered;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The directory in Redis or a Redis Cluster. Each script uses one key. The nodes are one hash,
 * {@code roomkeeper:nodes}. Each room is a string, {@code roomkeeper:room:<id>}, that begins with
 * its epoch. Takeovers are announced on the channel {@code roomkeeper:taken}. Nodes sign
 * everything, so whoever else can write to Redis can remove entries but not add any.
 */
public final class RedisDirectory implements Directory {
  private static final int NODES_MAX = 1_000;
  private static final String NODES = "roomkeeper:nodes";
  private static final String ROOM = "roomkeeper:room:";
  private static final String TAKEN = "roomkeeper:taken";

  /**
   * Redis' clock says how long ago a node was heard of, since nodes' clocks may differ. If that
   * seems to lie in the future, the clock was set back; the node will be heard of again.
   */
  private static final String BEAT =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local answer = {redis.call('HEXISTS', KEYS[1], ARGV[1])}
      redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
      local all = redis.call('HGETALL', KEYS[1])
      for i = 1, #all, 2 do
        local at, node = string.match(all[i + 1], '^(%d+) (.*)$')
        local ago = at and now - tonumber(at)
        if not ago or ago > 60000 or ago < -1000 then
          redis.call('HDEL', KEYS[1], all[i])
        else
          answer[#answer + 1] = string.format('%.0f', math.max(ago, 0))
          answer[#answer + 1] = node
        end
      end
      return answer
      """;

  /** The entry expires after a day; the database still has the room. */
  private static final String CLAIM =
      """
      local there = tonumber(string.match(redis.call('GET', KEYS[1]) or '', '^%d+') or '-1')
      if there <= tonumber(ARGV[1]) then
        redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'EX', 86400)
      end
      return 0
      """;

  private static final String RELEASE =
      """
      local there = redis.call('GET', KEYS[1])
      if there and string.match(there, '^%d+') == ARGV[1] then
        redis.call('DEL', KEYS[1])
      end
      return 0
      """;

  private record LastBeat(long number, long seenAtTicks) {}

  private final Link link;
  private final RedisConnections redis;
  private final AtomicLong lastBeat = new AtomicLong();
  private final Remembered<LastBeat> beats = new Remembered<>(NODES_MAX);

  /**
   * Starts connecting, and keeps trying. Calls fail until it is connected.
   *
   * @param link signs everything written; unsigned entries are ignored
   */
  public RedisDirectory(RedisAddress address, Link link) {
    this.link = link;
    redis = new RedisConnections(address, TAKEN);
  }

  @Override
  public CompletableFuture<Beat> beat(Peer self) {
    JsonObject written =
        JsonObject.EMPTY
            .with("id", self.id())
            .with("address", self.address())
            .with("load", (long) self.load())
            .with("takesRooms", self.takesRooms())
            .with("cutOff", self.isCutOff())
            .with("beat", lastBeat.incrementAndGet());
    return this.<List<Object>>script(
            BEAT,
            ScriptOutputType.MULTI,
            NODES,
            self.id(),
            signed("node", "", text(with(self.kinds(), written))))
        .thenApply(this::beat);
  }

  private Beat beat(List<Object> answer) {
    List<Heard> heard = new ArrayList<>();
    long now = System.nanoTime() / 1_000_000;
    for (int i = 1; i < answer.size(); i += 2) {
      JsonObject read = read("node", "", (String) answer.get(i + 1));
      if (read != null) {
        Peer node =
            new Peer(
                String.valueOf(read.text("id")),
                String.valueOf(read.text("address")),
                (int) read.number("load", 0),
                read.isTrue("takesRooms"),
                read.isTrue("cutOff"),
                kinds(read.get("kinds")));
        long ago = Long.parseLong((String) answer.get(i));
        heard.add(new Heard(node, age(node.id(), (long) read.number("beat", 0), ago, now)));
      }
    }
    return new Beat(heard, ((Long) answer.getFirst()) == 1);
  }

  private static JsonObject with(Kinds kinds, JsonObject written) {
    if (kinds.versions() == null) {
      return written;
    }
    JsonObject versions = JsonObject.EMPTY;
    for (Map.Entry<String, Integer> each : kinds.versions().entrySet()) {
      versions = versions.with(each.getKey(), (long) each.getValue());
    }
    return written.with("kinds", versions);
  }

  /** A node of an older version does not say. */
  private static Kinds kinds(@Nullable Json written) {
    if (!(written instanceof JsonObject versions)) {
      return Kinds.UNSAID;
    }
    Map<String, Integer> kinds = new HashMap<>();
    versions.forEach((kind, _) -> kinds.put(kind, (int) versions.number(kind, 0)));
    return new Kinds(kinds);
  }

  /**
   * How long ago a node was heard of, but never less than the time since this beat was first seen
   * here: whoever can write to Redis could write an old beat again.
   */
  private long age(String nodeId, long beat, long ago, long now) {
    LastBeat last = beats.get(nodeId);
    if (last == null || beat > last.number) {
      last = new LastBeat(beat, now);
      beats.put(nodeId, last);
    }
    return Math.max(ago, now - last.seenAtTicks);
  }

  @Override
  public CompletableFuture<Void> leave(String nodeId) {
    return redis.call(commands -> commands.hdel(NODES, nodeId)).thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Optional<Place>> find(String roomId) {
    return redis
        .call(commands -> commands.get(ROOM + roomId))
        .thenApply(kept -> place(roomId, kept));
  }

  @Override
  public CompletableFuture<Map<String, Place>> find(List<String> roomIds) {
    Map<String, CompletableFuture<Optional<Place>>> asked = new HashMap<>();
    roomIds.forEach(roomId -> asked.put(roomId, find(roomId)));
    return all(asked.values())
        .thenApply(_ -> {
          Map<String, Place> places = new HashMap<>();
          asked.forEach(
              (roomId, answer) -> answer.join().ifPresent(place -> places.put(roomId, place)));
          return places;
        });
  }

  private Optional<Place> place(String roomId, @Nullable String kept) {
    int space = kept == null ? -1 : kept.indexOf(' ');
    if (kept == null || space < 1) {
      return Optional.empty();
    }
    String epoch = kept.substring(0, space);
    JsonObject read = read("place", roomId + " " + epoch, kept.substring(space + 1));
    if (read == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Place(
            String.valueOf(read.text("node")),
            String.valueOf(read.text("address")),
            Long.parseLong(epoch),
            (int) read.number("online", 0)));
  }

  @Override
  public CompletableFuture<Void> claim(Map<String, Place> places) {
    List<CompletableFuture<Long>> asked = new ArrayList<>();
    places.forEach((roomId, place) -> {
      JsonObject written =
          JsonObject.EMPTY
              .with("node", place.nodeId())
              .with("address", place.address())
              .with("online", (long) place.online());
      String epoch = String.valueOf(place.epoch());
      String signed = signed("place", roomId + " " + epoch, text(written));
      asked.add(script(CLAIM, ScriptOutputType.INTEGER, ROOM + roomId, epoch, signed));
    });
    return all(asked);
  }

  @Override
  public CompletableFuture<Void> release(String roomId, long epoch) {
    return this.<Long>script(
            RELEASE, ScriptOutputType.INTEGER, ROOM + roomId, String.valueOf(epoch))
        .thenAccept(_ -> {});
  }

  @Override
  public void announce(Taken taken) {
    String said = taken.epoch() + " " + taken.roomId();
    var _ = redis.call(commands -> commands.publish(TAKEN, link.sign("taken", said) + " " + said));
  }

  @Override
  public void onTaken(Consumer<Taken> listener) {
    redis.onMessage(message -> {
      String[] parts = message.split(" ", 3);
      if (parts.length == 3 && link.isSigned("taken", parts[1] + " " + parts[2], parts[0])) {
        listener.accept(new Taken(parts[2], Long.parseLong(parts[1])));
      }
    });
  }

  /** A text after its signature, which covers its purpose and subject. */
  private String signed(String purpose, String of, String text) {
    return link.sign(purpose, of + "\n" + text) + " " + text;
  }

  /** Reads what {@link #signed} wrote; null if no node signed it. */
  private @Nullable JsonObject read(String purpose, String of, String written) {
    int space = written.indexOf(' ');
    String text = written.substring(space + 1);
    return space > 0 && link.isSigned(purpose, of + "\n" + text, written.substring(0, space))
        ? json(text)
        : null;
  }

  private <T> CompletableFuture<T> script(
      String script, ScriptOutputType type, String key, String... arguments) {
    return redis.call(commands -> {
      RedisFuture<T> answer = commands.eval(script, type, new String[] {key}, arguments);
      return answer;
    });
  }

  private static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  private static String text(JsonObject object) {
    return new String(JsonCodec.write(object), UTF_8);
  }

  private static JsonObject json(String text) {
    Json read = JsonCodec.readOwn(text.getBytes(UTF_8));
    return (JsonObject) read;
  }

  @Override
  public void close() {
    redis.close();
  }
}
