package dev.roomkeeper.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A room with what is around it: the state computed, the state released to members and the state
 * kept in the journal, one append in flight, answers held until what they rest on is kept,
 * ownership and its lease. It starts no thread and does no I/O: {@link #step} takes what happened
 * and returns what is to be done. Not thread-safe; inputs come one at a time.
 *
 * <p>Three versions move along one line: kept &le; released &le; working where all is durable; lazy
 * commits may be released before they are kept. Whatever rests on a durable commit that is not kept
 * yet waits in {@code held}. When an append fails, everything held is taken back and nobody has
 * heard of it.
 */
public final class RoomHost {
  /** How late a lazy commit may be appended, less some slack for the append itself. */
  static final long LAZY_MILLIS = 200;

  static final long RETRY_MILLIS = 250;
  static final long PARK_MILLIS = 30_000;
  static final long RETURN_MILLIS = 5_000;
  static final int SNAPSHOT_COMMITS = 256;
  static final int HELD_MAX = 8_192;
  static final int BACKLOG_BYTES_MAX = 8 << 20;

  /** What a host is told. */
  public sealed interface Input {
    /**
     * A connection joins as this member, whom it proved to be.
     *
     * @param proven the passphrase hash against which its passphrase was found right, null for none
     * @param resume what it has of the room, null for nothing
     */
    record Join(
        long connection,
        String memberId,
        @Nullable String name,
        @Nullable String proven,
        @Nullable Resume resume)
        implements Input {}

    record Receive(long connection, Command command) implements Input {}

    /** The connection is gone. */
    record Drop(long connection) implements Input {}

    record AppendKept(long append) implements Input {}

    /** It is not kept and never will be; the room is still owned. */
    record AppendFailed(long append, String reason) implements Input {}

    /** Whether it was kept is not known. */
    record AppendUnknown(long append) implements Input {}

    /** The journal's (epoch, head) is another: the room was taken over. */
    record AppendRefused(long append) implements Input {}

    record OwnershipConfirmed(long askedAtTicks) implements Input {}

    record OwnershipLost() implements Input {}

    /** {@link RoomHost#wakeAtTicks} has come. */
    record Wake() implements Input {}

    /** Give the room up in good order: keep all, send all, close all. */
    record Drain() implements Input {}
  }

  /** The point up to which a returning member knows the room. */
  public record Resume(String session, long epoch, long version) {}

  private enum Status {
    OPEN,
    DRAINING,
    GONE
  }

  /** Something computed that waits until version {@code needs} is kept. */
  private record Held(
      long needs,
      Room after,
      @Nullable Commit commit,
      @Nullable String memberId,
      JsonObject overlay,
      long connection,
      @Nullable Answer answer,
      Input.@Nullable Join join) {}

  private record InFlight(long append, List<Commit> commits, Room after, long startedAtTicks) {}

  private record Closing(long connection, CloseCode code, String reason) {}

  private final long leaseMillis;
  private Status status = Status.OPEN;

  private Room working;
  private Room released;
  private Room flushed;
  private Room kept;
  private long snapshotVersion;
  private int commitsSinceSnapshot;

  private final Deque<Held> held = new ArrayDeque<>();
  private long lastDurable;

  private List<Commit> toAppend = new ArrayList<>();
  private long backlogBytes;
  private long lazySinceTicks;
  private @Nullable InFlight inFlight;
  private long appendNotBeforeTicks = Long.MIN_VALUE;
  private long readBackAtTicks = Long.MAX_VALUE;
  private long appends;

  private long confirmedAtTicks;
  private long confirmAskedAtTicks = Long.MIN_VALUE;

  private final Map<Long, String> members = new LinkedHashMap<>(); // connection -> member
  private final Map<String, Long> connections = new HashMap<>(); // member -> connection
  private final Map<Long, Boolean> subscribed = new HashMap<>();

  private final History history = new History();
  private final Overlays overlays = new Overlays();
  private Change.Nested unflushed = Change.NONE;
  private final List<Event> unflushedEvents = new ArrayList<>();
  private final Map<Long, List<Answer>> unflushedAnswers = new LinkedHashMap<>();
  private final List<Input.Join> arriving = new ArrayList<>();
  private final List<Closing> closing = new ArrayList<>();
  private long flushedAtTicks = Long.MIN_VALUE / 2;

  private long tickAtTicks = Long.MAX_VALUE;
  private long sweepAtTicks;
  private long idleSinceTicks;

  private List<Effect> effects = new ArrayList<>();

  /**
   * A host of a room that was just taken over.
   *
   * @param room as the journal has it, at the epoch of the takeover
   * @param recent commits up to the room's version, oldest first; as many as there are at hand
   * @param snapshotVersion the version of the newest snapshot
   * @param takenAtTicks when the takeover was asked for
   * @param leaseMillis how long ownership holds after it was last confirmed
   */
  public RoomHost(
      Room room, List<Commit> recent, long snapshotVersion, long takenAtTicks, long leaseMillis) {
    this.working = room;
    this.released = room;
    this.flushed = room;
    this.kept = room;
    this.snapshotVersion = snapshotVersion;
    this.confirmedAtTicks = takenAtTicks;
    this.leaseMillis = leaseMillis;
    this.idleSinceTicks = takenAtTicks;
    // Who was connected before has a while to return before the others are told that they are gone.
    this.sweepAtTicks = takenAtTicks + RETURN_MILLIS;
    recent.forEach(history::add);
    commitsSinceSnapshot =
        (int) recent.stream().filter(commit -> commit.version() > snapshotVersion).count();
  }

  /** Takes what happened and returns what is to be done. */
  public List<Effect> step(Input input, Moment moment) {
    effects = new ArrayList<>();
    if (status == Status.GONE) {
      if (input instanceof Input.Join join) {
        effects.add(new Effect.Close(join.connection, CloseCode.MOVING, "the room has moved"));
      }
      return effects;
    }
    switch (input) {
      case Input.Join join -> join(join, moment);
      case Input.Receive(var connection, var command) -> receive(connection, command, moment);
      case Input.Drop(var connection) -> drop(connection, moment);
      case Input.AppendKept(var append) -> appendKept(append);
      case Input.AppendFailed(var append, var reason) -> {
        if (isInFlight(append)) {
          rollBack(reason, moment);
        }
      }
      case Input.AppendUnknown(var append) -> {
        if (isInFlight(append)) {
          readBackAtTicks =
              readBackAtTicks == Long.MAX_VALUE ? moment.ticks() : moment.ticks() + RETRY_MILLIS;
        }
      }
      case Input.AppendRefused(var append) -> {
        if (isInFlight(append)) {
          lose();
        }
      }
      case Input.OwnershipConfirmed(var askedAtTicks) -> {
        confirmedAtTicks = Math.max(confirmedAtTicks, askedAtTicks);
        confirmAskedAtTicks = Long.MIN_VALUE;
      }
      case Input.OwnershipLost() -> lose();
      case Input.Wake() -> {}
      case Input.Drain() -> status = Status.DRAINING;
    }
    if (status != Status.GONE) {
      settle(moment);
    }
    return effects;
  }

  /** Does whatever is due now, whichever input came. */
  private void settle(Moment moment) {
    tickIfDue(moment);
    sweepIfDue(moment);
    appendIfDue(moment);
    readBackIfDue(moment);
    release();
    snapshotIfDue();
    flushIfDue(moment);
    restIfDone(moment);
  }

  /** When {@link Input.Wake} is due next, in ticks; Long.MAX_VALUE for never. */
  public long wakeAtTicks() {
    if (status == Status.GONE) {
      return Long.MAX_VALUE;
    }
    long wake = Math.min(sweepAtTicks, readBackAtTicks);
    if (!members.isEmpty()) {
      wake = Math.min(wake, tickAtTicks);
    } else if (isClean()) {
      wake = Math.min(wake, idleSinceTicks + PARK_MILLIS);
    }
    if (inFlight == null && !toAppend.isEmpty()) {
      wake = Math.min(wake, appendDueTicks());
    }
    if (hasUnflushed()) {
      long asked = confirmAskedAtTicks;
      wake =
          Math.min(
              wake,
              asked == Long.MIN_VALUE
                  ? flushDueTicks()
                  : Math.max(flushDueTicks(), asked + leaseMillis));
    }
    return wake;
  }

  // --- Members and commands ---

  private void join(Input.Join join, Moment moment) {
    if (status != Status.OPEN) {
      effects.add(new Effect.Close(join.connection, CloseCode.MOVING, "the room is moving"));
      return;
    }
    if (isOverfull()) {
      effects.add(
          new Effect.Close(join.connection, CloseCode.TRY_AGAIN_LATER, "the room is behind"));
      return;
    }
    if (working.version() == 0) {
      hold(working.step(new Room.Input.Begin(), moment), null, 0, null, moment);
    }
    String session = join.resume == null ? null : join.resume.session;
    Room.Step step =
        working.step(new Room.Input.Join(join.memberId, join.name, session, join.proven), moment);
    if (!(step.answer() instanceof Answer.Reject)) {
      Long older = connections.put(join.memberId, join.connection);
      if (older != null) {
        forget(older);
        effects.add(
            new Effect.Close(
                older, CloseCode.REPLACED, "a newer connection took this one's place"));
      }
      members.put(join.connection, join.memberId);
      if (tickAtTicks == Long.MAX_VALUE && working.rules().tickMillis() > 0) {
        tickAtTicks = moment.ticks() + working.rules().tickMillis();
      }
    }
    hold(step, join.memberId, join.connection, join, moment);
  }

  private void receive(long connection, Command command, Moment moment) {
    String memberId = members.get(connection);
    if (memberId == null || status != Status.OPEN) {
      return; // Gone or going: whoever sent this sends it again where the room is next.
    }
    if (isOverfull()) {
      answerNow(
          connection,
          new Answer.Reject(command.seq(), Code.UNAVAILABLE, "the room can't keep up; try again"));
      return;
    }
    Room.Step step = working.step(new Room.Input.Act(memberId, command), moment);
    if (!step.overlay().isEmpty()
        && overlays.bytes(memberId) + step.overlay().bytes() > Overlays.BYTES_PER_MEMBER_MAX) {
      answerNow(
          connection,
          new Answer.Reject(command.seq(), Code.TOO_LARGE, "too many values are held at once"));
      return;
    }
    hold(step, memberId, connection, null, moment);
  }

  private void drop(long connection, Moment moment) {
    String memberId = members.get(connection);
    forget(connection);
    if (memberId != null) {
      connections.remove(memberId);
      overlays.endOf(memberId);
      hold(working.step(new Room.Input.Offline(memberId), moment), memberId, 0, null, moment);
      sweepAtTicks = Math.min(sweepAtTicks, moment.ticks() + working.rules().graceMillis());
      idleSinceTicks = moment.ticks();
    }
  }

  private void forget(long connection) {
    members.remove(connection);
    subscribed.remove(connection);
    unflushedAnswers.remove(connection);
  }

  private void tickIfDue(Moment moment) {
    int tickMillis = working.rules().tickMillis();
    if (tickMillis == 0 || moment.ticks() < tickAtTicks) {
      return;
    }
    if (members.isEmpty() || status != Status.OPEN) {
      tickAtTicks = Long.MAX_VALUE;
      return;
    }
    // A host that was late does not make up for it: the kind sees by the moment how much time has
    // passed.
    tickAtTicks = Math.max(tickAtTicks + tickMillis, moment.ticks());
    if (!isOverfull()) {
      hold(working.step(new Room.Input.Tick(), moment), null, 0, null, moment);
    }
  }

  /** Marks those offline who have no connection, and lets those go whose time of grace is over. */
  private void sweepIfDue(Moment moment) {
    if (moment.ticks() < sweepAtTicks) {
      return;
    }
    long nextMillis = Long.MAX_VALUE;
    long graceMillis = working.rules().graceMillis();
    for (Member member : working.members()) {
      if (connections.containsKey(member.id())) {
        continue;
      }
      Room.Input input = null;
      if (member.online()) {
        input = new Room.Input.Offline(member.id());
        nextMillis = Math.min(nextMillis, graceMillis);
      } else if (moment.nowMillis() - member.sinceMillis() >= graceMillis) {
        input = new Room.Input.Expire(member.id());
      } else {
        nextMillis = Math.min(nextMillis, member.sinceMillis() + graceMillis - moment.nowMillis());
      }
      if (input != null) {
        hold(working.step(input, moment), member.id(), 0, null, moment);
      }
    }
    sweepAtTicks = nextMillis == Long.MAX_VALUE ? Long.MAX_VALUE : moment.ticks() + nextMillis;
  }

  private void hold(
      Room.Step step,
      @Nullable String memberId,
      long connection,
      Input.@Nullable Join join,
      Moment moment) {
    if (step.fault() != null) {
      effects.add(new Effect.Fault(step.fault()));
    }
    Commit commit = step.commit();
    working = step.room();
    if (commit != null) {
      enqueue(commit, moment);
    }
    if (commit != null || step.answer() != null || join != null || !step.overlay().isEmpty()) {
      held.add(
          new Held(
              lastDurable,
              working,
              commit,
              memberId,
              step.overlay(),
              connection,
              step.answer(),
              join));
    }
  }

  // --- The journal ---

  private void enqueue(Commit commit, Moment moment) {
    if (commit.durable()) {
      lastDurable = commit.version();
    }
    if (toAppend.isEmpty()) {
      lazySinceTicks = moment.ticks();
    }
    backlogBytes += commit.bytes();
    addComposed(toAppend, commit);
  }

  private static void addComposed(List<Commit> commits, Commit commit) {
    Commit last = commits.isEmpty() ? null : commits.getLast();
    if (last != null && !last.durable() && !commit.durable() && last.epoch() == commit.epoch()) {
      commits.set(commits.size() - 1, last.then(commit));
    } else {
      commits.add(commit);
    }
  }

  private long appendDueTicks() {
    boolean waits = status == Status.OPEN && toAppend.stream().noneMatch(Commit::durable);
    return Math.max(waits ? lazySinceTicks + LAZY_MILLIS : Long.MIN_VALUE, appendNotBeforeTicks);
  }

  private void appendIfDue(Moment moment) {
    if (inFlight != null || toAppend.isEmpty() || moment.ticks() < appendDueTicks()) {
      return;
    }
    inFlight = new InFlight(++appends, toAppend, working, moment.ticks());
    toAppend = new ArrayList<>();
    effects.add(new Effect.Append(appends, working.epoch(), kept.version(), inFlight.commits()));
  }

  private void readBackIfDue(Moment moment) {
    if (inFlight != null && moment.ticks() >= readBackAtTicks) {
      // Answered by another append input; silence is the journal's to break.
      readBackAtTicks = Long.MAX_VALUE - 1;
      effects.add(
          new Effect.ReadBack(inFlight.append(), working.epoch(), inFlight.commits().getLast()));
    }
  }

  private boolean isInFlight(long append) {
    return inFlight != null && inFlight.append() == append;
  }

  private void appendKept(long append) {
    if (!isInFlight(append)) {
      return;
    }
    InFlight done = Objects.requireNonNull(inFlight);
    kept = done.after();
    confirmedAtTicks = Math.max(confirmedAtTicks, done.startedAtTicks());
    commitsSinceSnapshot += done.commits().size();
    done.commits().forEach(commit -> backlogBytes -= commit.bytes());
    appendOver();
  }

  private void appendOver() {
    inFlight = null;
    readBackAtTicks = Long.MAX_VALUE;
    if (toAppend.isEmpty()) {
      backlogBytes = 0; // Composed commits weigh less than their parts: count afresh.
    }
  }

  /** Takes back everything that rests on what is not kept, and tells its senders. */
  private void rollBack(String reason, Moment moment) {
    List<Commit> unkept = new ArrayList<>(Objects.requireNonNull(inFlight).commits());
    unkept.addAll(toAppend);
    appendOver();
    Deque<Held> staying = new ArrayDeque<>();
    while (!held.isEmpty() && held.element().needs() <= kept.version()) {
      staying.add(held.remove());
    }
    List<Held> takenBack = List.copyOf(held);
    held.clear();
    held.addAll(staying);
    working = staying.isEmpty() ? released : staying.getLast().after();
    lastDurable = 0;

    // What was released already is lazy and stays: it is appended again, with what comes.
    toAppend = new ArrayList<>();
    unkept.stream()
        .filter(commit -> commit.version() <= working.version())
        .forEach(commit -> addComposed(toAppend, commit));
    backlogBytes = toAppend.stream().mapToLong(Commit::bytes).sum();
    lazySinceTicks = moment.ticks();
    appendNotBeforeTicks = moment.ticks() + RETRY_MILLIS;

    for (Held item : takenBack) {
      if (item.join() != null) {
        refuseJoin(item.join(), CloseCode.TRY_AGAIN_LATER, "the room can't be kept: " + reason);
      } else if (item.connection() != 0) {
        long seq = item.answer() == null ? 0 : item.answer().seq();
        answerNow(
            item.connection(),
            new Answer.Reject(seq, Code.UNAVAILABLE, "not kept, nothing changed: " + reason));
      }
    }
    // Whoever went or came meanwhile: look again who is here.
    sweepAtTicks = Math.min(sweepAtTicks, moment.ticks() + RETRY_MILLIS);
  }

  private void refuseJoin(Input.Join join, CloseCode code, String reason) {
    if (connections.remove(join.memberId, join.connection)) {
      forget(join.connection);
    }
    closing.add(new Closing(join.connection, code, reason));
  }

  private void snapshotIfDue() {
    if (commitsSinceSnapshot >= SNAPSHOT_COMMITS) {
      saveSnapshot();
    }
  }

  private void saveSnapshot() {
    commitsSinceSnapshot = 0;
    snapshotVersion = kept.version();
    effects.add(new Effect.SaveSnapshot(kept.epoch(), kept.version(), kept.layers()));
  }

  // --- What members are told ---

  private void release() {
    while (!held.isEmpty() && held.element().needs() <= kept.version()) {
      Held item = held.remove();
      released = item.after();
      Commit commit = item.commit();
      if (commit != null) {
        history.add(commit);
        overlays.endAt(commit.change());
        unflushed = Change.compose(unflushed, commit.change());
        unflushedEvents.addAll(commit.events());
      }
      if (!item.overlay().isEmpty()
          && item.memberId() != null
          && connections.containsKey(item.memberId())) {
        overlays.add(item.memberId(), item.overlay());
      }
      if (item.join() != null) {
        admit(item.join(), item.answer());
      } else if (item.answer() != null && members.containsKey(item.connection())) {
        answerNow(item.connection(), item.answer());
      }
    }
  }

  private void admit(Input.Join join, @Nullable Answer answer) {
    if (answer instanceof Answer.Reject(_, var code, var message)) {
      CloseCode close =
          code == Code.FORBIDDEN || code == Code.CONFLICT || code == Code.TOO_LARGE
              ? CloseCode.FORBIDDEN
              : CloseCode.TRY_AGAIN_LATER;
      closing.add(new Closing(join.connection, close, message));
    } else if (members.containsKey(join.connection)) {
      arriving.add(join);
    }
  }

  private void answerNow(long connection, Answer answer) {
    unflushedAnswers.computeIfAbsent(connection, _ -> new ArrayList<>()).add(answer);
  }

  private boolean hasUnflushed() {
    return !unflushed.isEmpty()
        || !unflushedEvents.isEmpty()
        || !unflushedAnswers.isEmpty()
        || !arriving.isEmpty()
        || !closing.isEmpty()
        || overlays.hasUnsent();
  }

  private long flushDueTicks() {
    return status == Status.OPEN ? flushedAtTicks + working.rules().flushMillis() : Long.MIN_VALUE;
  }

  private void flushIfDue(Moment moment) {
    if (!hasUnflushed() || moment.ticks() < flushDueTicks()) {
      return;
    }
    if (moment.ticks() - confirmedAtTicks >= leaseMillis) {
      if (confirmAskedAtTicks == Long.MIN_VALUE
          || moment.ticks() - confirmAskedAtTicks >= leaseMillis) {
        confirmAskedAtTicks = moment.ticks();
        effects.add(new Effect.ConfirmOwnership(working.epoch(), moment.ticks()));
      }
      return;
    }
    Map<Long, Flush.Personal> personal = personal(moment);
    Flush flush =
        new Flush(
            released.epoch(),
            released.version(),
            unflushed.with(Layers.SERVER, null),
            overlays.takeUnsent(),
            List.copyOf(unflushedEvents),
            personal,
            confirmedAtTicks + leaseMillis);
    if (!flush.change().isEmpty()
        || !flush.overlay().isEmpty()
        || !flush.events().isEmpty()
        || !personal.isEmpty()) {
      effects.add(new Effect.Publish(flush));
      flushedAtTicks = moment.ticks();
    }
    closing.forEach(item -> effects.add(new Effect.Close(item.connection, item.code, item.reason)));
    arriving.forEach(join -> subscribed.put(join.connection, true));
    flushed = released;
    unflushed = Change.NONE;
    unflushedEvents.clear();
    unflushedAnswers.clear();
    arriving.clear();
    closing.clear();
  }

  private Map<Long, Flush.Personal> personal(Moment moment) {
    Map<Long, Flush.Personal> personal = new LinkedHashMap<>();
    unflushed
        .at(Layers.SERVER, Member.MEMBERS)
        .forEach((memberId, _) -> {
          Long connection = connections.get(memberId);
          if (connection != null && subscribed.containsKey(connection)) {
            moveBetweenLayers(memberId, connection, personal);
          }
        });
    for (Input.Join join : arriving) {
      if (members.containsKey(join.connection)) {
        personal.put(
            join.connection,
            new Flush.Personal(arrival(join, moment), Map.of(), Map.of(), List.of()));
      }
    }
    unflushedAnswers.forEach((connection, answers) ->
        personal.merge(
            connection,
            new Flush.Personal(null, Map.of(), Map.of(), List.copyOf(answers)),
            (first, second) ->
                new Flush.Personal(
                    first.arrival(), first.enter(), first.leave(), second.answers())));
    return personal;
  }

  private void moveBetweenLayers(
      String memberId, long connection, Map<Long, Flush.Personal> personal) {
    List<String> before = layersHeld(flushed, memberId);
    List<String> after = layersHeld(released, memberId);
    if (!before.equals(after)) {
      personal.put(
          connection,
          new Flush.Personal(
              null, pick(released, after, before), pick(flushed, before, after), List.of()));
    }
  }

  private Flush.Arrival arrival(Input.Join join, Moment moment) {
    List<String> held = layersHeld(released, join.memberId);
    return new Flush.Arrival(
        join.memberId,
        Objects.requireNonNull(released.session(join.memberId)),
        pick(released, held, List.of()),
        resumed(join, held),
        moment.nowMillis());
  }

  private Flush.@Nullable Resumed resumed(Input.Join join, List<String> held) {
    Resume resume = join.resume;
    if (resume == null || !released.isSession(join.memberId, resume.session)) {
      return null;
    }
    History.Gap gap = history.since(resume.epoch, resume.version);
    if (gap == null) {
      return null;
    }
    // What the member held then is in the room's own layers then: go back and look.
    Layers then = released.layers().apply(gap.change().inverse());
    Room former =
        new Room(
            released.id(),
            released.name(),
            released.kind(),
            released.options(),
            released.rules(),
            released.epoch(),
            resume.version,
            then);
    List<String> heldThen = layersHeld(former, join.memberId);
    Change.Nested change = Change.NONE;
    for (String layer : held) {
      Change inLayer = gap.change().get(layer);
      if (inLayer != null && heldThen.contains(layer)) {
        change = change.with(layer, inLayer);
      }
    }
    List<Event> events =
        gap.events().stream().filter(event -> held.contains(event.layer())).toList();
    boolean eventsLost = events.stream().mapToLong(Event::bytes).sum() > 64 << 10;
    return new Flush.Resumed(
        change,
        pick(released, held, heldThen),
        heldThen.stream().filter(layer -> !held.contains(layer)).toList(),
        eventsLost ? List.of() : events,
        eventsLost);
  }

  private static List<String> layersHeld(Room room, String memberId) {
    Member member = room.member(memberId);
    return member == null ? List.of() : member.layers();
  }

  /** Those layers of the room that are among the names and not among the others. */
  private static Map<String, Document> pick(Room room, List<String> names, List<String> without) {
    Map<String, Document> picked = new LinkedHashMap<>();
    for (String name : names) {
      if (!without.contains(name)) {
        picked.put(name, room.layers().layer(name));
      }
    }
    return picked;
  }

  // --- The end ---

  private boolean isOverfull() {
    return held.size() >= HELD_MAX || backlogBytes >= BACKLOG_BYTES_MAX;
  }

  private boolean isClean() {
    return held.isEmpty() && toAppend.isEmpty() && inFlight == null;
  }

  private void restIfDone(Moment moment) {
    boolean done =
        status == Status.DRAINING
            || (members.isEmpty() && moment.ticks() - idleSinceTicks >= PARK_MILLIS);
    if (done && isClean()) {
      if (kept.version() > snapshotVersion) {
        saveSnapshot();
      }
      leave(false);
    }
  }

  private void lose() {
    leave(true);
  }

  private void leave(boolean lost) {
    for (long connection : members.keySet()) {
      effects.add(new Effect.Close(connection, CloseCode.MOVING, "the room is moving"));
    }
    for (Input.Join join : arriving) {
      if (!members.containsKey(join.connection)) {
        effects.add(new Effect.Close(join.connection, CloseCode.MOVING, "the room is moving"));
      }
    }
    status = Status.GONE;
    effects.add(new Effect.Gone(lost));
  }

  /** The room as members may know it. */
  public Room released() {
    return released;
  }

  /** The hash against which a member's passphrase is to be proved before it joins, or null. */
  public @Nullable String passphraseHash(String memberId) {
    return working.passphraseHash(memberId);
  }

  /** Whether this is the member's session, which stands in for the passphrase. */
  public boolean isSession(String memberId, @Nullable String session) {
    return working.isSession(memberId, session);
  }

  /** How many connections are here. */
  public int connections() {
    return members.size();
  }
}
