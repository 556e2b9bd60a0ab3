package dev.roomkeeper.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A room with what is around it: the state computed, the state released to members and the state
 * kept in the journal, one append in flight, answers held until what they rest on is kept,
 * ownership and its lease. It starts no thread and does no I/O: {@link #step} takes what happened
 * and returns what is to be done. Not thread-safe; inputs come one at a time.
 *
 * <p>What rests on a durable commit that is not kept yet waits in {@code held}. When an append
 * fails, everything held is taken back: nobody has heard of it. What was released before it was
 * kept is lazy.
 */
public final class RoomHost {
  static final long PARK_MILLIS = 30_000;
  static final long RETURN_MILLIS = 5_000;
  static final long DOUBT_MILLIS = 1_000;
  static final int SNAPSHOT_COMMITS = 256;
  static final int HELD_MAX = 8_192;
  private static final String MOVING = "the room is moving";
  private static final String NO_JOURNAL = "the journal does not answer; try again";

  /** What a host is told. */
  public sealed interface Input {
    /**
     * A connection joins as this member, whom it proved to be.
     *
     * @param proven the passphrase hash against which its passphrase was found right, null for none
     * @param resume what it has of the room, null for nothing
     * @param claims what the server vouches for
     */
    record Join(
        long connection,
        String memberId,
        @Nullable String name,
        @Nullable String proven,
        @Nullable Resume resume,
        JsonObject claims)
        implements Input {}

    /** A connection that joined asks for something. */
    record Receive(long connection, Command command) implements Input {}

    /**
     * The server asks for something in a user's name; {@link Effect.Edited} answers it.
     *
     * @param edit a number of its own, not 0
     */
    record Edit(long edit, String userId, Command command) implements Input {}

    /** The connection is gone. */
    record Drop(long connection) implements Input {}

    /** The append is kept. */
    record AppendKept(long append) implements Input {}

    /** It is not kept and never will be; the room is still owned. */
    record AppendFailed(long append, String reason) implements Input {}

    /** Whether it was kept is not known. */
    record AppendUnknown(long append) implements Input {}

    /** The journal's (epoch, head) is another: the room was taken over. */
    record AppendRefused(long append) implements Input {}

    /** The room was still owned when this was asked, or later. */
    record OwnershipConfirmed(long askedAtTicks) implements Input {}

    /** The room is another's. */
    record OwnershipLost() implements Input {}

    /** {@link RoomHost#wakeAtTicks} has come. */
    record Wake() implements Input {}

    /** Give the room up in good order: keep all, send all, close all. */
    record Drain() implements Input {}

    /** Delete the room. */
    record End() implements Input {}
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
      Input.@Nullable Join join,
      long edit) {}

  private final long leaseMillis;
  private Status status = Status.OPEN;

  private Room working;
  private Room kept;
  private long snapshotVersion;
  private int commitsSinceSnapshot;

  private final Deque<Held> held = new ArrayDeque<>();
  private long lastDurable;
  private final Backlog backlog = new Backlog();
  private final Outlet outlet;

  private final Map<Long, String> members = new LinkedHashMap<>(); // connection -> member
  private final Map<String, Long> connections = new HashMap<>(); // member -> connection

  private long confirmedAtTicks;
  private long confirmAskedAtTicks = Long.MIN_VALUE;
  private boolean flushWaits; // for ownership to be confirmed
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
    this.kept = room;
    this.outlet = new Outlet(room, recent);
    this.snapshotVersion = snapshotVersion;
    this.confirmedAtTicks = takenAtTicks;
    this.leaseMillis = leaseMillis;
    this.idleSinceTicks = takenAtTicks;
    // Who was connected before has a while to return before the others are told that they are gone.
    this.sweepAtTicks = takenAtTicks + RETURN_MILLIS;
    for (Commit commit : recent) {
      commitsSinceSnapshot += commit.version() > snapshotVersion ? 1 : 0;
    }
  }

  /** Takes what happened and returns what is to be done, in order. */
  public List<Effect> step(Input input, Moment moment) {
    return step(List.of(input), moment);
  }

  /** Takes all that happened by one moment, and sends what came of it together. */
  public List<Effect> step(List<Input> inputs, Moment moment) {
    effects = new ArrayList<>();
    for (Input input : inputs) {
      take(input, moment);
    }
    if (status != Status.GONE) {
      settle(moment);
    }
    return effects;
  }

  private void take(Input input, Moment moment) {
    if (status == Status.GONE) {
      if (input instanceof Input.Join join) {
        closeMoving(join.connection);
      } else if (input instanceof Input.Edit edit) {
        effects.add(new Effect.Edited(edit.edit, null));
      }
      return;
    }
    switch (input) {
      case Input.Join join -> join(join, moment);
      case Input.Receive(var connection, var command) -> receive(connection, command, moment);
      case Input.Edit edit -> edit(edit, moment);
      case Input.Drop(var connection) -> drop(connection, moment);
      case Input.AppendKept(var append) -> {
        if (backlog.isInFlight(append)) {
          appendKept();
        }
      }
      case Input.AppendFailed(var append, var reason) -> {
        if (backlog.isInFlight(append)) {
          rollBack(reason, moment);
        }
      }
      case Input.AppendUnknown(var append) -> {
        if (backlog.isInFlight(append)) {
          backlog.unknown(moment.ticks());
        }
      }
      case Input.AppendRefused(var append) -> {
        if (backlog.isInFlight(append)) {
          leave(true);
        }
      }
      case Input.OwnershipConfirmed(var askedAtTicks) -> {
        confirmedAtTicks = Math.max(confirmedAtTicks, askedAtTicks);
        confirmAskedAtTicks = Long.MIN_VALUE;
      }
      case Input.OwnershipLost() -> leave(true);
      case Input.Wake() -> {}
      case Input.Drain() -> status = Status.DRAINING;
      case Input.End() -> end();
    }
  }

  /** Does whatever is due now, whichever input came. */
  private void settle(Moment moment) {
    tickIfDue(moment);
    sweepIfDue(moment);
    Effect journaling =
        backlog.next(working, kept.version(), status == Status.DRAINING, moment.ticks());
    if (journaling != null) {
      effects.add(journaling);
    }
    release();
    withdrawIfInDoubt(moment);
    if (commitsSinceSnapshot >= SNAPSHOT_COMMITS) {
      saveSnapshot();
    }
    flushIfDue(moment);
    restIfDone(moment);
  }

  /** When {@link Input.Wake} is due next, in ticks; Long.MAX_VALUE for never. */
  public long wakeAtTicks() {
    if (status == Status.GONE) {
      return Long.MAX_VALUE;
    }
    long wake = Math.min(sweepAtTicks, backlog.dueTicks(status == Status.DRAINING));
    if (mayWithdraw()) {
      wake = Math.min(wake, backlog.doubtTicks());
    }
    if (!members.isEmpty()) {
      wake = Math.min(wake, tickAtTicks);
    } else if (isAtRest() && !waitsToVanish()) {
      wake = Math.min(wake, idleSinceTicks + PARK_MILLIS);
    }
    if (!outlet.isEmpty()) {
      long due = status == Status.DRAINING ? Long.MIN_VALUE : outlet.dueTicks();
      wake = Math.min(wake, flushWaits ? Math.max(due, askAgainAtTicks()) : due);
    }
    return wake;
  }

  // --- Members and commands ---

  private void join(Input.Join join, Moment moment) {
    Resume resume = join.resume;
    if (resume != null
        && resume.epoch > working.epoch()
        && moment.ticks() - confirmedAtTicks > DOUBT_MILLIS) {
      // It comes from an owner after this one, it says: see first whether this is one still.
      askOwnership(moment);
      closeMoving(join.connection);
      return;
    }
    if (status != Status.OPEN) {
      closeMoving(join.connection);
      return;
    }
    if (isOverfull()) {
      effects.add(
          new Effect.Close(join.connection, CloseCode.TRY_AGAIN_LATER, "the room is behind"));
      return;
    }
    beginIfNew(moment);
    String session = resume == null ? null : resume.session;
    Room.Step step =
        working.step(
            new Room.Input.Join(join.memberId, join.name, session, join.proven, join.claims),
            moment);
    if (!(step.answer() instanceof Answer.Reject)) {
      Long older = connections.put(join.memberId, join.connection);
      if (older != null) {
        forget(older);
        effects.add(
            new Effect.Close(older, CloseCode.REPLACED, "a newer connection took its place"));
      }
      members.put(join.connection, join.memberId);
      if (tickAtTicks == Long.MAX_VALUE && working.rules().tickMillis() > 0) {
        tickAtTicks = moment.ticks() + working.rules().tickMillis();
      }
    }
    hold(step, join.memberId, join.connection, join, moment);
  }

  private void beginIfNew(Moment moment) {
    if (working.version() == 0) {
      hold(working.step(new Room.Input.Begin(), moment), null, 0, null, 0, moment);
    }
  }

  private void edit(Input.Edit edit, Moment moment) {
    if (status != Status.OPEN) {
      effects.add(new Effect.Edited(edit.edit, null));
    } else if (isInDoubt(moment)) {
      outlet.edited(edit.edit, new Answer.Reject(0, Code.UNAVAILABLE, NO_JOURNAL));
    } else if (isOverfull()) {
      outlet.edited(
          edit.edit, new Answer.Reject(0, Code.UNAVAILABLE, "the room can't keep up; try again"));
    } else {
      beginIfNew(moment);
      Room.Step step = working.step(new Room.Input.Edit(edit.userId, edit.command), moment);
      hold(step, null, 0, null, edit.edit, moment);
    }
  }

  private void receive(long connection, Command command, Moment moment) {
    String memberId = members.get(connection);
    if (memberId == null || status != Status.OPEN) {
      return; // No answer can be given: whoever sent this sends it again where the room is next.
    }
    if (outlet.isFull() || (isOverfull() && working.outcome(memberId, command.seq()) != null)) {
      // No answer has a place, or none is true but the one that has to wait: it is asked again.
      effects.add(new Effect.Close(connection, CloseCode.TRY_AGAIN_LATER, "the room is behind"));
      drop(connection, moment);
      return;
    }
    if (isOverfull()) {
      outlet.answer(
          connection,
          new Answer.Reject(command.seq(), Code.UNAVAILABLE, "the room can't keep up; try again"));
      return;
    }
    if (isInDoubt(moment)
        && working.durability(command.type()) == Durability.DURABLE
        && working.outcome(memberId, command.seq()) == null) {
      outlet.answer(connection, new Answer.Reject(command.seq(), Code.UNAVAILABLE, NO_JOURNAL));
      return;
    }
    Room.Step step = working.step(new Room.Input.Act(memberId, command), moment);
    if (step.commit() == null
        && !step.overlay().isEmpty()
        && outlet.overlayBytes(memberId) + step.overlay().bytes() > Overlays.BYTES_PER_MEMBER_MAX) {
      outlet.answer(
          connection,
          new Answer.Reject(command.seq(), Code.TOO_LARGE, "too many last values at once"));
      return;
    }
    hold(step, memberId, connection, null, moment);
  }

  private void drop(long connection, Moment moment) {
    String memberId = members.get(connection);
    forget(connection);
    if (memberId != null) {
      connections.remove(memberId);
      outlet.endOverlay(memberId);
      hold(working.step(new Room.Input.Offline(memberId), moment), memberId, 0, null, moment);
      sweepAtTicks = Math.min(sweepAtTicks, moment.ticks() + working.rules().graceMillis());
      idleSinceTicks = moment.ticks();
    }
  }

  private void forget(long connection) {
    members.remove(connection);
    outlet.forget(connection);
  }

  private void tickIfDue(Moment moment) {
    int tickMillis = working.rules().tickMillis();
    if (moment.ticks() < tickAtTicks) {
      return;
    }
    if (members.isEmpty() || status != Status.OPEN) {
      tickAtTicks = Long.MAX_VALUE;
      return;
    }
    // A host that was late does not make up for it: the kind sees by the moment how much time
    // passed.
    tickAtTicks = Math.max(tickAtTicks + tickMillis, moment.ticks() + 1);
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
      long leftMillis = member.sinceMillis() + graceMillis - moment.nowMillis();
      if (connections.containsKey(member.id())) {
        continue;
      }
      if (member.online()) {
        Room.Input offline = new Room.Input.Offline(member.id());
        hold(working.step(offline, moment), member.id(), 0, null, moment);
        nextMillis = Math.min(nextMillis, graceMillis);
      } else if (leftMillis <= 0) {
        Room.Input expire = new Room.Input.Expire(member.id());
        hold(working.step(expire, moment), member.id(), 0, null, moment);
      } else {
        nextMillis = Math.min(nextMillis, leftMillis);
      }
    }
    sweepAtTicks = nextMillis == Long.MAX_VALUE ? Long.MAX_VALUE : moment.ticks() + nextMillis;
  }

  // --- What is computed, kept, released, sent ---

  private void hold(
      Room.Step step,
      @Nullable String memberId,
      long connection,
      Input.@Nullable Join join,
      Moment moment) {
    hold(step, memberId, connection, join, 0, moment);
  }

  private void hold(
      Room.Step step,
      @Nullable String memberId,
      long connection,
      Input.@Nullable Join join,
      long edit,
      Moment moment) {
    if (step.fault() != null) {
      effects.add(new Effect.Fault(step.fault()));
    }
    Commit commit = step.commit();
    working = step.room();
    if (commit != null) {
      lastDurable = commit.durable() ? commit.version() : lastDurable;
      backlog.add(commit, moment.ticks());
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
              join,
              edit));
    }
  }

  private void appendKept() {
    Backlog.InFlight done = backlog.kept();
    kept = done.after();
    confirmedAtTicks = Math.max(confirmedAtTicks, done.startedAtTicks());
    commitsSinceSnapshot += done.commits().size();
  }

  /** Takes back everything that rests on what is not kept, and tells its senders. */
  private void rollBack(String reason, Moment moment) {
    release();
    // What was released already is lazy and stays: it is appended again, with what comes.
    backlog.failed(outlet.released().version(), moment.ticks());
    takeBack(reason, moment);
  }

  private boolean isInDoubt(Moment moment) {
    return moment.ticks() >= backlog.doubtTicks();
  }

  /**
   * Durable commits that were not handed to the journal yet would hold up all that comes after
   * them, for as long as it does not answer: they are taken back, so that lazy ones go on.
   */
  private void withdrawIfInDoubt(Moment moment) {
    if (mayWithdraw() && isInDoubt(moment)) {
      backlog.withdraw(outlet.released().version());
      takeBack("the journal does not answer", moment);
    }
  }

  private boolean mayWithdraw() {
    return !held.isEmpty() && backlog.isInFlightUpTo(outlet.released().version());
  }

  private void takeBack(String reason, Moment moment) {
    List<Held> takenBack = List.copyOf(held);
    held.clear();
    working = outlet.released();
    lastDurable = 0;
    for (Held item : takenBack) {
      if (item.join != null) {
        if (connections.remove(item.join.memberId, item.connection)) {
          forget(item.connection);
        }
        outlet.close(
            item.connection, CloseCode.TRY_AGAIN_LATER, "the room can't be kept: " + reason);
      } else if (item.edit != 0) {
        outlet.edited(item.edit, notKept(0, reason));
      } else if (members.containsKey(item.connection)) {
        long seq = item.answer == null ? 0 : item.answer.seq();
        // What was asked again may be in effect since long before.
        Answer outcome = item.memberId == null ? null : working.outcome(item.memberId, seq);
        outlet.answer(item.connection, outcome != null ? outcome : notKept(seq, reason));
      }
    }
    // Who came or went meanwhile is taken back as well: look again who is here.
    sweepAtTicks = Math.min(sweepAtTicks, moment.ticks() + Backlog.RETRY_MILLIS);
  }

  private static Answer notKept(long seq, String reason) {
    return new Answer.Reject(seq, Code.UNAVAILABLE, "not kept, nothing changed: " + reason);
  }

  private void release() {
    while (!held.isEmpty() && held.element().needs <= kept.version()) {
      Held item = held.remove();
      outlet.release(item.after, item.commit);
      boolean isHere = members.containsKey(item.connection);
      if (item.join != null) {
        admit(item.join, item.answer);
      } else if (item.edit != 0 && item.answer != null) {
        outlet.edited(item.edit, item.answer);
      } else if (isHere && item.answer != null) {
        outlet.answer(item.connection, item.answer);
      }
      if (isHere && item.memberId != null && !item.overlay.isEmpty()) {
        outlet.overlay(item.memberId, item.overlay);
      }
    }
  }

  private void admit(Input.Join join, @Nullable Answer answer) {
    if (answer instanceof Answer.Reject(_, var code, var message)) {
      boolean forGood = code != Code.UNAVAILABLE && code != Code.INTERNAL;
      outlet.close(
          join.connection, forGood ? CloseCode.FORBIDDEN : CloseCode.TRY_AGAIN_LATER, message);
    } else if (members.containsKey(join.connection)) {
      outlet.arrive(join);
    }
  }

  private void flushIfDue(Moment moment) {
    boolean due = status == Status.DRAINING || moment.ticks() >= outlet.dueTicks();
    if (outlet.isEmpty() || !due) {
      return;
    }
    // Asked early, so that a flush seldom waits; a quarter of the lease is left for its way.
    long age = moment.ticks() - confirmedAtTicks;
    if (age >= leaseMillis / 2) {
      askOwnership(moment);
    }
    flushWaits = age >= leaseMillis - leaseMillis / 4;
    if (flushWaits) {
      return;
    }
    outlet.flush(connections, confirmedAtTicks + leaseMillis, moment, effects);
  }

  private void askOwnership(Moment moment) {
    if (confirmAskedAtTicks == Long.MIN_VALUE || moment.ticks() >= askAgainAtTicks()) {
      confirmAskedAtTicks = moment.ticks();
      effects.add(new Effect.ConfirmOwnership(working.epoch(), moment.ticks()));
    }
  }

  /** Answers may be lost: one that is must not mute the room for the rest of a lease. */
  private long askAgainAtTicks() {
    return confirmAskedAtTicks + leaseMillis / 4;
  }

  private void saveSnapshot() {
    commitsSinceSnapshot = 0;
    snapshotVersion = kept.version();
    effects.add(new Effect.SaveSnapshot(kept.epoch(), kept.version(), kept.layers()));
  }

  // --- The end ---

  private boolean isOverfull() {
    return held.size() >= HELD_MAX || backlog.isFull() || outlet.isFull();
  }

  private boolean isAtRest() {
    return held.isEmpty() && backlog.isEmpty() && outlet.isEmpty();
  }

  private void restIfDone(Moment moment) {
    boolean done =
        status == Status.DRAINING
            || (members.isEmpty() && moment.ticks() - idleSinceTicks >= PARK_MILLIS);
    if (done && isAtRest() && !waitsToVanish()) {
      if (status == Status.OPEN && kept.rules().vanishes()) {
        end();
        return;
      }
      if (kept.version() > snapshotVersion) {
        saveSnapshot();
      }
      if (!members.isEmpty()) {
        outlet.last(confirmedAtTicks + leaseMillis, effects);
      }
      leave(false);
    }
  }

  /** Whether the room is one that vanishes, and somebody may still return to it. */
  private boolean waitsToVanish() {
    return status == Status.OPEN
        && working.rules().vanishes()
        && working.version() > 0
        && !working.members().isEmpty();
  }

  private void end() {
    goneFor(CloseCode.ROOM_GONE, "the room was deleted");
    effects.add(new Effect.Remove(working.epoch()));
    effects.add(new Effect.Gone(false));
  }

  private void leave(boolean lost) {
    goneFor(CloseCode.MOVING, MOVING);
    effects.add(new Effect.Gone(lost));
  }

  private void goneFor(CloseCode code, String reason) {
    Set<Long> here = new LinkedHashSet<>(members.keySet());
    // Who was refused and not told yet is no member, and waits all the same.
    held.stream().filter(item -> item.join != null).forEach(item -> here.add(item.connection));
    here.addAll(outlet.closing());
    here.forEach(connection -> effects.add(new Effect.Close(connection, code, reason)));
    // Whether these were kept is not known here any more.
    Set<Long> edits = new LinkedHashSet<>(outlet.edits());
    held.stream().filter(item -> item.edit != 0).forEach(item -> edits.add(item.edit));
    Answer unknown =
        new Answer.Reject(0, Code.UNAVAILABLE, "this may have happened or not: " + reason);
    edits.forEach(edit -> effects.add(new Effect.Edited(edit, unknown)));
    status = Status.GONE;
  }

  private void closeMoving(long connection) {
    effects.add(new Effect.Close(connection, CloseCode.MOVING, MOVING));
  }

  // --- Reading ---

  /** The room as members may know it. */
  public Room released() {
    return outlet.released();
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
