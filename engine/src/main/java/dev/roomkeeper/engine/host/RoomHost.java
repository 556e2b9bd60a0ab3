package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one room: {@link Inlet} handles input, {@link Attendance} knows who is online, {@link
 * Pending} holds what the journal has not confirmed, {@link Outlet} builds what members are sent,
 * {@link Lease} guards ownership. It starts no thread and does no I/O: {@link #step} takes what
 * happened and returns what to do. Not thread-safe.
 */
public final class RoomHost {
  static final long PARK_MILLIS = 30_000;

  /** How long a draining room waits for its ownership to be confirmed. */
  static final long LAST_WORD_MILLIS = 1_000;

  private enum Status {
    OPEN,
    DRAINING,
    GONE
  }

  private Status status = Status.OPEN;

  private final Attendance attendance;
  private final Outlet outlet;
  private final Pending pending;
  private final Stepper stepper;
  private final Inlet inlet;
  private final Hours hours;
  private final Lease lease;
  private final SnapshotPlan snapshots;

  private boolean flushWaits; // for the ownership to be confirmed
  private long leavesByTicks = Long.MAX_VALUE; // even if the last flush was not allowed
  private long nowTicks;

  // Of one turn:
  private List<Effect> effects = new ArrayList<>();
  private final List<Effect.Close> closes = new ArrayList<>();
  private boolean isLost;

  /**
   * A host for a room that was just taken over.
   *
   * @param room as the journal has it, at the epoch of the takeover
   * @param recent commits up to the room's version, oldest first; as many as are available
   * @param snapshotVersion the version of the newest snapshot
   * @param takenAtTicks when the takeover was requested
   * @param leaseMillis how long a confirmation of ownership is valid
   * @param growth is asked whenever the state grows
   */
  public RoomHost(
      Room room,
      List<Commit> recent,
      long snapshotVersion,
      long takenAtTicks,
      long leaseMillis,
      Growth growth) {
    this.attendance = new Attendance(takenAtTicks);
    this.outlet = new Outlet(room, recent);
    this.pending = new Pending(room, attendance, outlet);
    this.stepper = new Stepper(pending, outlet, growth);
    this.inlet = new Inlet(attendance, pending, outlet, stepper);
    this.hours = new Hours(attendance, pending, stepper);
    this.lease = new Lease(takenAtTicks, leaseMillis);
    this.snapshots = new SnapshotPlan(recent, snapshotVersion);
    this.nowTicks = takenAtTicks;
  }

  /** Takes one input and returns what to do, in order. */
  public Turn step(Input input, Moment moment) {
    return step(List.of(input), moment);
  }

  /** Takes several inputs of one moment, and sends the results together. */
  public Turn step(List<Input> inputs, Moment moment) {
    effects = new ArrayList<>();
    closes.clear();
    nowTicks = moment.ticks();
    boolean wasHere = status != Status.GONE;
    for (Input input : inputs) {
      take(input, moment);
    }
    stepper.tellWrote(effects);
    if (status != Status.GONE) {
      settle(moment);
    }
    if (wasHere && status == Status.GONE) {
      return new Turn.Left(effects, closes, isLost);
    }
    effects.addAll(closes);
    return new Turn.Going(effects);
  }

  /**
   * Gives the room up after a step that threw; it goes on from the journal.
   *
   * @param inputs the inputs of that step: their senders are answered
   */
  Turn.Left giveUp(List<Input> inputs) {
    effects = new ArrayList<>();
    closes.clear();
    if (status != Status.GONE) {
      leave(false);
    }
    inputs.forEach(
        input -> Elsewhere.lead(input, Elsewhere.unknown(Elsewhere.MOVING), effects, closes));
    return new Turn.Left(effects, closes, isLost);
  }

  /** Whether the host has left the room. */
  public boolean isGone() {
    return status == Status.GONE;
  }

  private void take(Input input, Moment moment) {
    if (status == Status.GONE) {
      Elsewhere.lead(input, null, effects, closes);
      return;
    }
    switch (input) {
      case Input.Join join -> join(join, moment);
      case Input.Watch watch -> {
        if (status == Status.OPEN) {
          inlet.watch(watch, moment, effects);
        } else {
          closeMoving(watch.connection());
        }
      }
      case Input.Receive(var connection, var command) -> {
        if (status == Status.OPEN && inlet.mayDelete(connection, command)) {
          end(attendance.member(connection), moment);
        } else if (status == Status.OPEN) { // Otherwise the client repeats it to the next owner.
          inlet.receive(connection, command, moment, effects);
        }
      }
      case Input.Edit edit -> edit(edit, moment);
      case Input.Drop(var connection) -> inlet.drop(connection, moment, effects);
      case Input.Proved proved -> inlet.proved(proved, moment, effects);
      case Input.Hashed hashed -> inlet.hashed(hashed, moment, effects);
      case Input.CommitRead read -> inlet.commitRead(read, moment, effects);
      case Input.AppendKept(var append) -> {
        if (pending.isInFlight(append)) {
          appendKept();
        }
      }
      case Input.AppendFailed(var append, var reason) -> {
        if (pending.isInFlight(append)) {
          pending.rollBack(reason, moment.ticks());
        }
      }
      case Input.AppendUnknown(var append) -> {
        if (pending.isInFlight(append)) {
          pending.appendUnknown(moment.ticks());
        }
      }
      case Input.AppendRefused(var append) -> {
        if (pending.isInFlight(append)) {
          leave(true);
        }
      }
      case Input.OwnershipConfirmed(var askedAtTicks) -> lease.answered(askedAtTicks);
      case Input.OwnershipLost() -> leave(true);
      case Input.Wake() -> {}
      case Input.Shortage(var isShort) -> stepper.save(isShort);
      case Input.Drain() -> {
        status = Status.DRAINING;
        leavesByTicks = Math.min(leavesByTicks, moment.ticks() + LAST_WORD_MILLIS);
      }
      case Input.End(var by) -> end(by, moment);
    }
  }

  /** Does everything that is due now, whatever the input was. */
  private void settle(Moment moment) {
    boolean isOpen = status == Status.OPEN;
    hours.tickIfDue(isOpen, moment, effects);
    hours.alarmIfDue(isOpen, moment, effects);
    hours.sweepIfDue(moment, effects);
    Effect journaling = pending.next(status == Status.DRAINING, moment.ticks());
    if (journaling != null) {
      effects.add(journaling);
    }
    pending.release();
    pending.withdrawIfInDoubt(moment.ticks());
    if (snapshots.isDue(pending.kept())) {
      saveSnapshot(moment);
    }
    flushIfDue(moment);
    outlet.watchers().publishDue(moment.ticks(), lease.endsAtTicks(), effects);
    restIfDone(moment);
  }

  /** When {@link Input.Wake} is due next, in ticks; Long.MAX_VALUE for never. */
  public long wakeAtTicks() {
    if (status == Status.GONE) {
      return Long.MAX_VALUE;
    }
    boolean isDraining = status == Status.DRAINING;
    long wake = Math.min(attendance.sweepAtTicks(), pending.dueTicks(isDraining));
    if (!isDraining) {
      wake = Math.min(wake, hours.dueTicks(nowTicks));
    }
    wake = Math.min(wake, outlet.watchers().dueTicks());
    if (isEmpty() && isAtRest() && !waitsToVanish()) {
      wake = Math.min(wake, parksAtTicks());
    }
    if (isDraining && isAtRest()) {
      wake = Math.min(wake, Math.min(lease.askAgainAtTicks(), leavesByTicks));
    }
    if (!outlet.isEmpty()) {
      long due = isDraining ? Long.MIN_VALUE : outlet.dueTicks();
      wake = Math.min(wake, flushWaits ? Math.max(due, lease.askAgainAtTicks()) : due);
    }
    return wake;
  }

  private void join(Input.Join join, Moment moment) {
    Resume resume = join.resume();
    if (resume != null
        && resume.epoch() > pending.working().epoch()
        && lease.isInDoubt(moment.ticks())) {
      // The client claims to come from a later owner: check first whether this host still owns the
      // room.
      askOwnership(moment);
      closeMoving(join.connection());
    } else if (status != Status.OPEN) {
      closeMoving(join.connection());
    } else {
      inlet.join(join, moment, effects);
    }
  }

  private void edit(Input.Edit edit, Moment moment) {
    if (status == Status.OPEN) {
      inlet.edit(edit, moment, effects);
    } else {
      effects.add(new Effect.Edited(edit.edit(), null));
    }
  }

  // --- Keeping and sending ---

  private void appendKept() {
    Backlog.InFlight done = pending.appendKept();
    lease.confirm(done.startedAtTicks());
    snapshots.kept(done.commits());
  }

  private void flushIfDue(Moment moment) {
    boolean due = status == Status.DRAINING || moment.ticks() >= outlet.dueTicks();
    if (outlet.isEmpty() || !due) {
      return;
    }
    if (lease.isHalfOver(moment.ticks())) {
      askOwnership(moment);
    }
    flushWaits = !lease.allowsSending(moment.ticks());
    if (!flushWaits) {
      outlet.flush(attendance, lease.endsAtTicks(), moment, effects);
    }
  }

  private void askOwnership(Moment moment) {
    if (lease.ask(moment.ticks())) {
      effects.add(new Effect.ConfirmOwnership(pending.working().epoch(), moment.ticks()));
    }
  }

  private void saveSnapshot(Moment moment) {
    Room kept = pending.kept();
    snapshots.saved(kept.version());
    effects.add(new Effect.SaveSnapshot(kept.epoch(), kept.version(), kept.layers().kept()));
    RoomRules.Keeping keeping = kept.rules().keeping();
    if (keeping.millis() <= moment.nowMillis()) {
      effects.add(
          new Effect.Prune(kept.epoch(), keeping.commits(), moment.nowMillis() - keeping.millis()));
    }
  }

  // --- The end ---

  /** When an empty room is parked: not before its clock has stopped. */
  private long parksAtTicks() {
    return attendance.idleSinceTicks() + Math.max(PARK_MILLIS, hours.ticksOnMillis());
  }

  /** Whether there are no members online and no watchers. */
  private boolean isEmpty() {
    return attendance.isEmpty()
        && outlet.watchers().isEmpty()
        && stepper.waits().joining().isEmpty();
  }

  private boolean isAtRest() {
    return pending.isEmpty() && outlet.isEmpty();
  }

  private void restIfDone(Moment moment) {
    boolean isIdle = isEmpty() && moment.ticks() >= parksAtTicks();
    boolean done = status == Status.DRAINING || isIdle;
    if (done && isAtRest() && !waitsToVanish() && !waitsForLastWord(moment)) {
      Room kept = pending.kept();
      if (status == Status.OPEN && kept.rules().vanishes()) {
        end(null, moment);
        return;
      }
      if (kept.version() > snapshots.version()) {
        saveSnapshot(moment);
      }
      if (!attendance.isEmpty()) {
        outlet.last(lease.endsAtTicks(), effects);
      }
      leave(false);
    }
  }

  /**
   * Whether the room must wait to tell its members the last version, because ownership is not
   * confirmed. Without it, a member may be left at a version that the journal has only inside a
   * composed commit.
   */
  private boolean waitsForLastWord(Moment moment) {
    boolean waits =
        !attendance.isEmpty()
            && !lease.allowsSending(moment.ticks())
            && moment.ticks() < leavesByTicks;
    if (waits) {
      askOwnership(moment);
    }
    return waits;
  }

  /** Whether this is a vanishing room to which somebody may still return. */
  private boolean waitsToVanish() {
    Room working = pending.working();
    return status == Status.OPEN
        && working.rules().vanishes()
        && working.version() > 0
        && !working.members().isEmpty();
  }

  private void end(@Nullable String by, Moment moment) {
    goneFor(CloseCode.ROOM_GONE, "the room was deleted");
    effects.add(new Effect.Remove(pending.working().epoch(), by, moment.nowMillis()));
  }

  private void leave(boolean lost) {
    isLost = lost;
    goneFor(CloseCode.MOVING, Elsewhere.MOVING);
  }

  private void goneFor(CloseCode code, String reason) {
    Set<Long> here = new LinkedHashSet<>(attendance.connections());
    // Connections that were refused and not told yet are waiting too.
    here.addAll(pending.joining());
    here.addAll(outlet.closing());
    here.addAll(stepper.waits().joining());
    here.addAll(outlet.watchers().connections());
    here.forEach(connection -> closes.add(new Effect.Close(connection, code, reason)));
    // This host cannot know any more whether these were kept.
    Set<Long> edits = new LinkedHashSet<>(outlet.edits());
    edits.addAll(pending.edits());
    edits.addAll(stepper.waits().edits());
    edits.forEach(edit -> effects.add(new Effect.Edited(edit, Elsewhere.unknown(reason))));
    status = Status.GONE;
  }

  private void closeMoving(long connection) {
    closes.add(Elsewhere.close(connection));
  }

  // --- Reading ---

  /** The room as members may see it. */
  public Room released() {
    return outlet.released();
  }

  /** The approximate memory of the room, in bytes: its state, the recent past, and what waits. */
  public long heapBytes() {
    long state = Math.max(pending.working().layers().heap(), outlet.released().layers().heap());
    return state + outlet.history().heap() + stepper.heap();
  }

  /** The number of connections. */
  public int connections() {
    return attendance.size();
  }
}
