package dev.roomkeeper.testing;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Effect;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.host.Growth;
import dev.roomkeeper.engine.host.Input;
import dev.roomkeeper.engine.host.Room;
import dev.roomkeeper.engine.host.RoomHost;
import dev.roomkeeper.engine.host.Secret;
import dev.roomkeeper.engine.host.Turn;
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

/** A room of one kind in its host, with a journal that keeps everything immediately. */
public final class TestRoom {
  private RoomKind kind;
  private final JsonObject options;
  private final Random random;
  private final Deque<Long> rolls = new ArrayDeque<>();
  private RoomHost host;
  private final Map<Long, TestClient> clients = new LinkedHashMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private long millis = 1_000;
  private long connections;
  private @Nullable String closeReason;
  private @Nullable String provenHash;
  private @Nullable Answer edited;

  public TestRoom(RoomKind kind, String options, long seed) {
    this.kind = kind;
    this.options = TestJson.json(options);
    random = new Random(seed);
    Verdict.Refused refused = Room.check(kind, this.options, moment());
    if (refused != null) {
      throw new IllegalArgumentException(refused.code() + ": " + refused.message());
    }
    host = opened(1, List.of());
  }

  /** The room as the journal has it, in a separate host. */
  private RoomHost opened(long epoch, List<Commit> kept) {
    Room room = Room.recovered("r1", "Room", kind, options, epoch, 0, Layers.EMPTY, kept);
    return new RoomHost(room, kept, 0, millis, Long.MAX_VALUE / 4, Growth.FREE);
  }

  /**
   * The room's node dies. Another node continues from what was kept; live state is lost, and
   * everybody has to join again. Returns what the other node read, before any time passes.
   */
  public Layers takeOver() {
    long epoch = room().epoch() + 1;
    clients.clear();
    host = opened(epoch, List.copyOf(commits));
    Layers read = layers();
    step(new Input.Wake());
    settle();
    return read;
  }

  /** Like {@link #takeOver()}, by a node with another version of the kind. */
  public void takeOver(RoomKind other) {
    kind = other;
    takeOver();
  }

  /** Like the above, after some time in the journal. */
  public TestRoom openedAfter(long restedMillis) {
    millis += restedMillis;
    takeOver();
    return this;
  }

  /** The next dice, 64 bits each, before those that follow from the seed. */
  public void roll(long... numbers) {
    for (long number : numbers) {
      rolls.add(number);
    }
  }

  private long nextRoll() {
    Long roll = rolls.poll();
    return roll == null ? random.nextLong() : roll;
  }

  public TestRoom(RoomKind kind) {
    this(kind, "{}", 1);
  }

  private Moment moment() {
    return new Moment(1_700_000_000_000L + millis, millis, this::nextRoll);
  }

  public TestClient join(String memberId) {
    return join(memberId, memberId, room().passphraseHash(memberId));
  }

  public TestClient join(String memberId, String name, @Nullable String proven) {
    return join(memberId, name, proven, JsonObject.EMPTY);
  }

  /** Joins with a profile that the server vouches for. */
  public TestClient join(String memberId, JsonObject claims) {
    return join(memberId, memberId, room().passphraseHash(memberId), claims);
  }

  private TestClient join(
      String memberId, String name, @Nullable String proven, JsonObject claims) {
    TestClient client = enter(memberId, name, proven, claims);
    if (client == null) {
      throw new IllegalArgumentException(closeReason);
    }
    return client;
  }

  /** Joins, if the room lets the member in; null if it does not. */
  @Nullable TestClient enter(String memberId) {
    return enter(memberId, memberId, room().passphraseHash(memberId), JsonObject.EMPTY);
  }

  private @Nullable TestClient enter(
      String memberId, String name, @Nullable String proven, JsonObject claims) {
    TestClient client = new TestClient(this, ++connections, memberId);
    clients.put(client.connection, client);
    closeReason = null;
    provenHash = proven;
    Secret passphrase = proven == null ? null : new Secret("right");
    step(new Input.Join(client.connection, memberId, name, passphrase, null, claims));
    if (closeReason != null) {
      return null;
    }
    wakeUntil(millis + room().rules().flushMillis());
    return client;
  }

  public void drop(TestClient client) {
    clients.remove(client.connection);
    step(new Input.Drop(client.connection));
    settle();
  }

  void receive(TestClient client, String type, long seq, JsonObject payload) {
    step(new Input.Receive(client.connection, new Command(type, seq, payload)));
    settle();
  }

  void receiveAtOnce(TestClient client, String type, JsonObject payload) {
    step(new Input.Receive(client.connection, new Command(type, 0, payload)));
  }

  void receiveEvery(int eachMillis, TestClient client, List<Command> commands) {
    for (Command command : commands) {
      step(new Input.Receive(client.connection, command));
      wakeUntil(millis + eachMillis);
    }
    settle();
  }

  /** The server sends an edit on behalf of the user, as for an HTTP request. */
  public Answer edit(String userId, String type, JsonObject payload) {
    edited = null;
    step(new Input.Edit(1, userId, new Command(type, 0, payload)));
    settle();
    return java.util.Objects.requireNonNull(edited);
  }

  /** Lets time pass. */
  public void pass(long passedMillis) {
    wakeUntil(millis + passedMillis);
    settle();
  }

  /** Lets so little time pass that lazy changes may still wait. */
  public void passAtOnce(long passedMillis) {
    wakeUntil(millis + passedMillis);
  }

  /** Waits until everything is kept, including lazy changes. */
  private void settle() {
    wakeUntil(millis + 1_000);
  }

  private void wakeUntil(long endMillis) {
    while (host.wakeAtTicks() <= endMillis) {
      millis = Math.max(millis + 1, host.wakeAtTicks());
      step(new Input.Wake());
    }
    millis = Math.max(millis, endMillis);
  }

  private void step(Input input) {
    Deque<Input> inputs = new ArrayDeque<>(List.of(input));
    while (!inputs.isEmpty()) {
      Turn turn = host.step(inputs.remove(), moment());
      if (turn instanceof Turn.Left) {
        throw new AssertionError("the room is gone");
      }
      for (Effect effect : turn.effects()) {
        switch (effect) {
          case Effect.Append(var append, _, _, var appended, _) -> {
            commits.addAll(appended);
            inputs.add(new Input.AppendKept(append));
          }
          case Effect.Publish(var flush) -> publish(flush);
          case Effect.Close(var connection, _, var reason) -> {
            clients.remove(connection);
            closeReason = connection == connections ? reason : closeReason;
          }
          case Effect.Fault(var cause) -> throw new AssertionError("the kind threw", cause);
          case Effect.Edited(_, var answer) -> edited = answer;
          case Effect.Remove _ -> throw new AssertionError("the room is gone");
          case Effect.Prove(var connection, _, _) ->
              inputs.add(new Input.Proved(connection, provenHash, false));
          case Effect.Hash(var connection, var passphrase) ->
              inputs.add(new Input.Hashed(connection, "hash of " + passphrase.text()));
          case Effect.ReadCommit(var version) ->
              inputs.add(
                  new Input.CommitRead(
                      version,
                      commits.stream()
                          .filter(commit -> commit.version() == version)
                          .findFirst()
                          .orElse(null)));
          case Effect.ReadBack _,
              Effect.ConfirmOwnership _,
              Effect.SaveSnapshot _,
              Effect.Wrote _,
              Effect.Prune _ -> {}
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

  /** The room as its members may see it. */
  public Layers layers() {
    return host.released().layers();
  }

  public JsonObject server(String... path) {
    return layers().root().object(Layers.SERVER).object(List.of(path));
  }

  /** The layers without the numbers of the commands. */
  public Layers withoutSessions() {
    JsonObject engine = layers().root().object(Layers.ENGINE).without("sessions");
    return new Layers(layers().root().with(Layers.ENGINE, engine), layers().live());
  }

  public Room room() {
    return host.released();
  }

  /** Everything that was kept, in order. */
  public List<Commit> commits() {
    return commits;
  }

  /** The connected members, by id. */
  public Map<String, TestClient> online() {
    Map<String, TestClient> online = new TreeMap<>();
    clients.values().forEach(client -> online.put(client.memberId, client));
    return online;
  }
}
