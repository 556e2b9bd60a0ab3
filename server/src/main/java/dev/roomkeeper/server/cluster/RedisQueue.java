package dev.roomkeeper.server.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.server.queue.MatchQueue;
import dev.roomkeeper.server.queue.Person;
import dev.roomkeeper.server.queue.Pools;
import dev.roomkeeper.server.queue.Ticket;
import dev.roomkeeper.server.queue.Waiting;
import dev.roomkeeper.server.queue.WaitingRoom;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queue in Redis, or a Redis Cluster, for all nodes that share it: each step is one run of
 * {@code queue.lua}. Changes are told on the channel {@code roomkeeper:queue}.
 */
public final class RedisQueue implements MatchQueue {
  private static final String TAG = "{roomkeeper:queue}";
  private static final String CHANNEL = "roomkeeper:queue";
  private static final String SCRIPT = script();
  private static final String DIGEST = digest(SCRIPT);

  private final RedisConnections redis;
  private final String rules;

  /** Begins to connect, and goes on trying; until it is connected every call fails. */
  public RedisQueue(RedisAddress address, Pools pools) {
    redis = new RedisConnections(address, CHANNEL);
    rules = text(rules(pools));
  }

  private static JsonObject rules(Pools pools) {
    JsonObject[] all = {JsonObject.EMPTY};
    pools
        .rules()
        .forEach((pool, rules) ->
            all[0] =
                all[0].with(
                    pool,
                    JsonObject.EMPTY
                        .with("min", (long) rules.seatsMin())
                        .with("max", (long) rules.seatsMax())
                        .with("countdown", rules.countdownMillis())
                        .with("life", rules.roomMillis())
                        .with("unseen", rules.unseenMillis())
                        .with("most", (long) rules.ticketsMax())));
    return all[0];
  }

  private static String script() {
    try (InputStream file = RedisQueue.class.getResourceAsStream("/queue.lua")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(script.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a step; what Redis answers is read by the function. */
  private <T> CompletableFuture<T> step(
      String name, long nowMillis, Function<Json, T> read, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = name;
    all[1] = Long.toString(nowMillis);
    all[2] = rules;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    String[] keys = {TAG};
    return redis
        .<String>call(commands -> commands.evalsha(DIGEST, ScriptOutputType.VALUE, keys, all))
        .exceptionallyCompose(failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof RedisNoScriptException
              ? redis.call(commands -> commands.eval(SCRIPT, ScriptOutputType.VALUE, keys, all))
              : CompletableFuture.failedFuture(failure);
        })
        .thenApply(text -> read.apply(answer(text)));
  }

  private static Json answer(String text) {
    return Objects.requireNonNull(
        JsonCodec.readOwn(text.getBytes(UTF_8)).get("answer"));
  }

  private CompletableFuture<Void> plainStep(String name, long nowMillis, String... arguments) {
    return step(name, nowMillis, answer -> answer, arguments).thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Entered> enter(Ticket ticket, String asker, long nowMillis) {
    return step("enter", nowMillis, RedisQueue::entered, text(ticket.json()), asker);
  }

  @Override
  public CompletableFuture<Entered> join(String ticketId, Person person, long nowMillis) {
    return step("join", nowMillis, RedisQueue::entered, ticketId, text(person.json()));
  }

  private static Entered entered(Json answer) {
    JsonObject said = (JsonObject) answer;
    String is = String.valueOf(said.text("is"));
    return switch (is) {
      case "waits" -> new Entered.Waits(place(said.object("place")));
      case "playing" -> new Entered.Playing(String.valueOf(said.text("room")));
      case "spent" -> new Entered.Spent();
      case "busy" -> new Entered.Busy(String.valueOf(said.text("user")));
      case "noParty" -> new Entered.NoParty();
      case "full" -> new Entered.Full();
      default -> throw new IllegalStateException("the queue's script says " + is);
    };
  }

  @Override
  public CompletableFuture<Optional<Place>> seen(String userId, long nowMillis) {
    return step(
        "seen",
        nowMillis,
        answer ->
            answer instanceof JsonObject said && said.has("place")
                ? Optional.of(place(said.object("place")))
                : Optional.empty(),
        userId);
  }

  @Override
  public CompletableFuture<Seated> seat(
      String ticketId, String roomId, boolean opens, long nowMillis) {
    return step(
        "seat", nowMillis, RedisQueue::seated, ticketId, roomId, opens ? "1" : "0");
  }

  @Override
  public CompletableFuture<Seated> move(
      String ticketId, String fromRoomId, String intoRoomId, long nowMillis) {
    return step("move", nowMillis, RedisQueue::seated, ticketId, fromRoomId, intoRoomId);
  }

  private static Seated seated(Json answer) {
    return Seated.valueOf(word(answer));
  }

  private static String word(Json answer) {
    return answer instanceof Json.Text(var text) ? text : "";
  }

  @Override
  public CompletableFuture<Left> leave(String userId, long nowMillis) {
    return step("leave", nowMillis, answer -> Left.valueOf(word(answer)), userId);
  }

  @Override
  public CompletableFuture<Void> drop(String ticketId, long nowMillis) {
    return plainStep("drop", nowMillis, ticketId);
  }

  @Override
  public CompletableFuture<Optional<WaitingRoom>> decide(String roomId, long nowMillis) {
    return step(
        "decide",
        nowMillis,
        answer ->
            answer instanceof JsonObject said && said.has("room")
                ? Optional.of(room(said.object("room")))
                : Optional.empty(),
        roomId);
  }

  @Override
  public CompletableFuture<Void> begun(String roomId, long nowMillis) {
    return plainStep("begun", nowMillis, roomId);
  }

  @Override
  public CompletableFuture<Void> back(String roomId, Set<String> goneTicketIds, long nowMillis) {
    List<Json> gone = goneTicketIds.stream().<Json>map(Json::of).toList();
    return plainStep("back", nowMillis, roomId, text(new Json.Arr(gone)));
  }

  @Override
  public CompletableFuture<Void> forget(String userId, String roomId) {
    return plainStep("forget", 0, userId, roomId);
  }

  @Override
  public CompletableFuture<Pool> read(String pool) {
    return step(
        "read",
        0,
        answer -> {
          JsonObject said = (JsonObject) answer;
          List<WaitingRoom> rooms = new ArrayList<>(list(said, "rooms", RedisQueue::room));
          rooms.sort(Comparator.comparing(WaitingRoom::id));
          return new Pool(
              list(said, "waiting", RedisQueue::waiting),
              list(said, "gathering", RedisQueue::waiting),
              rooms);
        },
        pool);
  }

  @Override
  public void onChange(Consumer<String> listener) {
    redis.onMessage(listener);
  }

  private static Place place(JsonObject said) {
    return new Place(
        waiting(said.object("waiting")), said.has("room") ? room(said.object("room")) : null);
  }

  private static Waiting waiting(JsonObject said) {
    Map<String, Long> seen = new TreeMap<>();
    JsonObject times = said.object("seen");
    times.keys().forEach(userId -> seen.put(userId, (long) times.number(userId, 0)));
    return new Waiting(Ticket.of(said.object("ticket")), seen, said.text("room"));
  }

  private static WaitingRoom room(JsonObject said) {
    return new WaitingRoom(
        String.valueOf(said.text("id")),
        String.valueOf(said.text("pool")),
        (long) said.number("created", 0),
        millis(said, "begins"),
        millis(said, "started"),
        list(said, "tickets", RedisQueue::waiting));
  }

  private static @Nullable Long millis(JsonObject said, String key) {
    return said.has(key) ? (Long) (long) said.number(key, 0) : null;
  }

  /** An empty list comes as an empty object: Lua does not tell them apart. */
  private static <T> List<T> list(JsonObject said, String key, Function<JsonObject, T> read) {
    List<T> list = new ArrayList<>();
    if (said.get(key) instanceof Json.Arr(var each)) {
      each.forEach(one -> list.add(read.apply((JsonObject) one)));
    }
    return list;
  }

  private static String text(Json json) {
    return new String(JsonCodec.write(json), UTF_8);
  }

  @Override
  public void close() {
    redis.close();
  }
}
