package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A room of one kind in its host, on a journal that keeps everything at once. */
public final class TestRoom {
  private final RoomHost host;
  private final Random random;
  private final Map<Long, TestClient> clients = new LinkedHashMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private long millis = 1_000;
  private long connections;
  private @Nullable String closeReason;
  private @Nullable Answer edited;

  public TestRoom(RoomKind kind, String options, long seed) {
    JsonObject read = TestJson.json(options);
    random = new Random(seed);
    Verdict.Refused refused = Room.check(kind, read, moment());
    if (refused != null) {
      throw new IllegalArgumentException(refused.code() + ": " + refused.message());
    }
    Room room = Room.recovered("r1", "Room", kind, read, 1, 0, Layers.EMPTY, List.of());
    host = new RoomHost(room, List.of(), 0, millis, Long.MAX_VALUE / 4);
  }

  private TestRoom(Room room, long millis) {
    random = new Random(millis);
    this.millis = millis;
    host = new RoomHost(room, List.of(), room.version(), millis, Long.MAX_VALUE / 4);
  }

  /** The same room in another host, after a while in the journal. */
  public TestRoom openedAfter(long restedMillis) {
    Room rested = room();
    return new TestRoom(
        Room.recovered(
            rested.id(),
            rested.name(),
            rested.kind(),
            rested.options(),
            rested.epoch() + 1,
            rested.version(),
            rested.layers(),
            List.of()),
        millis + restedMillis);
  }

  public TestRoom(RoomKind kind) {
    this(kind, "{}", 1);
  }

  private Moment moment() {
    return new Moment(1_700_000_000_000L + millis, millis, random::nextLong);
  }

  public TestClient join(String memberId) {
    return join(memberId, memberId, host.passphraseHash(memberId));
  }

  public TestClient join(String memberId, String name, @Nullable String proven) {
    return join(memberId, name, proven, JsonObject.EMPTY);
  }

  /** Joins with what the server vouches for. */
  public TestClient join(String memberId, JsonObject claims) {
    return join(memberId, memberId, host.passphraseHash(memberId), claims);
  }

  private TestClient join(
      String memberId, String name, @Nullable String proven, JsonObject claims) {
    TestClient client = new TestClient(this, ++connections, memberId);
    clients.put(client.connection, client);
    closeReason = null;
    step(new RoomHost.Input.Join(client.connection, memberId, name, proven, null, claims));
    if (closeReason != null) {
      throw new IllegalArgumentException(closeReason);
    }
    wakeUntil(millis + room().rules().flushMillis());
    return client;
  }

  public void drop(TestClient client) {
    clients.remove(client.connection);
    step(new RoomHost.Input.Drop(client.connection));
    settle();
  }

  void receive(TestClient client, String type, long seq, JsonObject payload) {
    step(new RoomHost.Input.Receive(client.connection, new Command(type, seq, payload)));
    settle();
  }

  void receiveEvery(int eachMillis, TestClient client, List<Command> commands) {
    for (Command command : commands) {
      step(new RoomHost.Input.Receive(client.connection, command));
      wakeUntil(millis + eachMillis);
    }
    settle();
  }

  /** The server asks for something in the user's name, as an HTTP request does. */
  public Answer edit(String userId, String type, JsonObject payload) {
    edited = null;
    step(new RoomHost.Input.Edit(1, userId, new Command(type, 0, payload)));
    settle();
    return java.util.Objects.requireNonNull(edited);
  }

  /** Lets time go by. */
  public void pass(long passedMillis) {
    wakeUntil(millis + passedMillis);
    settle();
  }

  /** Waits until all is kept, what is lazy included. */
  private void settle() {
    wakeUntil(millis + 1_000);
  }

  private void wakeUntil(long endMillis) {
    while (host.wakeAtTicks() <= endMillis) {
      millis = Math.max(millis + 1, host.wakeAtTicks());
      step(new RoomHost.Input.Wake());
    }
    millis = Math.max(millis, endMillis);
  }

  private void step(RoomHost.Input input) {
    Deque<RoomHost.Input> inputs = new ArrayDeque<>(List.of(input));
    while (!inputs.isEmpty()) {
      for (Effect effect : host.step(inputs.remove(), moment())) {
        switch (effect) {
          case Effect.Append(var append, _, _, var appended) -> {
            commits.addAll(appended);
            inputs.add(new RoomHost.Input.AppendKept(append));
          }
          case Effect.Publish(var flush) -> publish(flush);
          case Effect.Close(var connection, _, var reason) -> {
            clients.remove(connection);
            closeReason = connection == connections ? reason : closeReason;
          }
          case Effect.Fault(var cause) -> throw new AssertionError("the kind threw", cause);
          case Effect.Edited(_, var answer) -> edited = answer;
          case Effect.Gone _, Effect.Remove _ -> throw new AssertionError("the room is gone");
          case Effect.ReadBack _, Effect.ConfirmOwnership _, Effect.SaveSnapshot _ -> {}
        }
      }
    }
  }

  private void publish(Flush flush) {
    for (TestClient client : List.copyOf(clients.values())) {
      Flush.Personal personal = flush.personal().get(client.connection);
      if (personal != null && personal.arrival() != null) {
        client.arrive(personal.arrival());
      } else {
        client.take(flush);
      }
      if (personal != null) {
        client.take(personal);
      }
    }
  }

  /** The room as its members may know it. */
  public Layers layers() {
    return host.released().layers();
  }

  public JsonObject server(String... path) {
    return layers().root().object(Layers.SERVER).object(List.of(path));
  }

  /** The layers less the numbers of the commands. */
  public Layers withoutSessions() {
    JsonObject server = layers().root().object(Layers.SERVER).without("sessions");
    return new Layers(layers().root().with(Layers.SERVER, server));
  }

  public Room room() {
    return host.released();
  }

  /** All that was kept, in order. */
  public List<Commit> commits() {
    return commits;
  }

  /** Those who are connected, by id. */
  public Map<String, TestClient> online() {
    Map<String, TestClient> online = new TreeMap<>();
    clients.values().forEach(client -> online.put(client.memberId, client));
    return online;
  }
}
