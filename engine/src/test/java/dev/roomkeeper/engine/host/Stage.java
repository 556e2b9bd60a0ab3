package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A host on a stage: a test plays its connections, its journal and its clock. */
final class Stage {
  static final long LEASE_MILLIS = 3_000;
  private static final long DAY_MILLIS = 1_767_225_600_000L;

  private final Dice dice = new SplittableRandom(7)::nextLong;
  private final RoomKind kind;
  private final Growth growth;
  private final List<Commit> journal = new ArrayList<>();
  private RoomHost host;
  private long ticks = 1_000;
  private List<Effect> effects = List.of();
  private Effect.@Nullable Append inFlight;
  private Turn.@Nullable Left left;

  Stage(RoomRules rules) {
    this(new TestKind(rules));
  }

  Stage(RoomKind kind) {
    this(kind, Growth.FREE);
  }

  Stage(RoomKind kind, Growth growth) {
    this.kind = kind;
    this.growth = growth;
    this.host = host(1, 0, Layers.EMPTY, List.of());
  }

  private RoomHost host(long epoch, long version, Layers layers, List<Commit> commits) {
    Room room = Room.recovered("r", "R", kind, JsonObject.EMPTY, epoch, version, layers, commits);
    return new RoomHost(room, commits, version, ticks, LEASE_MILLIS, growth);
  }

  /** The host is thrown away and another takes over from what was kept. */
  void takeOver(long epoch) {
    inFlight = null;
    host = host(epoch, 0, Layers.EMPTY, List.copyOf(journal));
  }

  /** The same from a snapshot of all, with no commits at hand. */
  void takeOverFromSnapshot(long epoch) {
    Layers layers = host.released().layers().kept();
    inFlight = null;
    host = host(epoch, journal.getLast().version(), layers, List.of());
  }

  /** How the host left its room: "lost", "at rest", or "" if it is still here. */
  String left() {
    return left == null ? "" : left.lost() ? "lost" : "at rest";
  }

  RoomHost host() {
    return host;
  }

  List<Effect> step(Input... inputs) {
    Turn turn = host.step(List.of(inputs), new Moment(DAY_MILLIS + ticks, ticks, dice));
    effects = new ArrayList<>(turn.effects());
    if (turn instanceof Turn.Left left) {
      this.left = left;
      effects.addAll(left.closes());
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Append append) {
        inFlight = append;
      }
    }
    return effects;
  }

  // --- Connections ---

  void join(long connection, String memberId) {
    join(connection, memberId, null);
  }

  void join(long connection, String memberId, @Nullable Resume resume) {
    step(new Input.Join(connection, memberId, null, null, resume, JsonObject.EMPTY));
  }

  /** Joins, and all of it is kept. */
  Flush.Arrival joined(long connection, String memberId) {
    join(connection, memberId);
    settle(connection);
    return arrival(connection);
  }

  Flush.Arrival resumed(long connection, String memberId, Flush.Arrival former, long version) {
    return resumed(connection, memberId, former, 1, version);
  }

  Flush.Arrival resumed(
      long connection, String memberId, Flush.Arrival former, long epoch, long version) {
    join(connection, memberId, new Resume(session(former), epoch, version));
    settle(connection);
    return arrival(connection);
  }

  static String session(Flush.Arrival arrival) {
    return Objects.requireNonNull(arrival.who()).session();
  }

  private void settle(long connection) {
    while (flushes().stream().noneMatch(flush -> isArrival(flush, connection))) {
      if (inFlight == null && host.wakeAtTicks() > ticks + 1_000) {
        throw new AssertionError("nobody arrives: " + effects);
      } else if (inFlight == null) {
        wake();
      } else {
        keep();
      }
    }
  }

  private static boolean isArrival(Flush flush, long connection) {
    Flush.Personal personal = flush.personal().get(connection);
    return personal != null && personal.arrival() != null;
  }

  Flush.Arrival arrival(long connection) {
    return Objects.requireNonNull(personal(connection).arrival());
  }

  void send(long connection, String type, long seq) {
    send(connection, type, seq, Map.of());
  }

  void send(long connection, String type, long seq, Map<String, String> payload) {
    JsonObject object = JsonObject.EMPTY;
    for (var entry : payload.entrySet()) {
      object = object.with(entry.getKey(), entry.getValue());
    }
    step(new Input.Receive(connection, new Command(type, seq, object)));
  }

  void edit(long edit, String type) {
    step(new Input.Edit(edit, "eve", new Command(type, 0, JsonObject.EMPTY)));
  }

  void drop(long connection) {
    step(new Input.Drop(connection));
  }

  // --- The journal ---

  Effect.Append append() {
    return Objects.requireNonNull(inFlight, "nothing is being appended");
  }

  boolean isAppending() {
    return inFlight != null;
  }

  void keep() {
    Effect.Append append = append();
    journal.addAll(append.commits());
    inFlight = null;
    step(new Input.AppendKept(append.append()));
  }

  void keepAll() {
    while (isAppending()) {
      keep();
    }
  }

  /** What the journal has. */
  List<Commit> journal() {
    return journal;
  }

  void fail() {
    Effect.Append append = append();
    inFlight = null;
    step(new Input.AppendFailed(append.append(), "the disk is full"));
  }

  // --- The clock ---

  void pass(long millis) {
    ticks += millis;
    step(new Input.Wake());
  }

  /** To the moment at which the host wants to wake. */
  void wake() {
    ticks = Math.max(ticks, host.wakeAtTicks());
    step(new Input.Wake());
  }

  /** The time of day, as the room is told it. */
  long nowMillis() {
    return DAY_MILLIS + ticks;
  }

  long ticks() {
    return ticks;
  }

  // --- What the last step brought ---

  List<Effect> effects() {
    return effects;
  }

  List<Flush> flushes() {
    return all(Effect.Publish.class).stream().map(Effect.Publish::flush).toList();
  }

  <E extends Effect> List<E> all(Class<E> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Flush flush() {
    List<Flush> flushes = flushes();
    if (flushes.size() != 1) {
      throw new AssertionError("one flush, not " + effects);
    }
    return flushes.getFirst();
  }

  Flush.Personal personal(long connection) {
    return Objects.requireNonNull(flush().personal().get(connection));
  }

  List<Answer> answers(long connection) {
    List<Answer> answers = new ArrayList<>();
    for (Flush flush : flushes()) {
      Flush.Personal personal = flush.personal().get(connection);
      if (personal != null) {
        answers.addAll(personal.answers());
      }
    }
    return answers;
  }

  /** The patch of everything in the layer "all". */
  String toAll() {
    Change change = flush().change().get(Layers.ALL);
    return change == null ? "" : change.patch().toString();
  }

  List<CloseCode> closed(long connection) {
    return all(Effect.Close.class).stream()
        .filter(close -> close.connection() == connection)
        .map(Effect.Close::code)
        .toList();
  }
}
