package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A room with what is around it: the {@link Intake} of what it is told, the {@link Attendance} of
 * its members, what is {@link Pending} until the journal has it, the {@link Outlet} to the members,
 * the {@link Lease} on its ownership. It starts no thread and does no I/O: {@link #step} takes what
 * happened and returns what is to be done. Not thread-safe; inputs come one at a time.
 */
public final class RoomHost {
  static final long PARK_MILLIS = 30_000;

  /** How long a room that drains waits to be confirmed as its own. */
  static final long LAST_WORD_MILLIS = 1_000;

  static final int SNAPSHOT_COMMITS = 256;
  private static final String MOVING = "the room is moving";

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

  private Status status = Status.OPEN;

  private final Attendance attendance;
  private final Outlet outlet;
  private final Pending pending;
  private final Intake intake;
  private final Lease lease;

  private long snapshotVersion;
  private int commitsSinceSnapshot;
  private boolean flushWaits; // for ownership to be confirmed
  private long leavesByTicks = Long.MAX_VALUE; // whether or not it may say a last word

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
    this.attendance = new Attendance(takenAtTicks);
    this.outlet = new Outlet(room, recent);
    this.pending = new Pending(room, attendance, outlet);
    this.intake = new Intake(attendance, pending, outlet);
    this.lease = new Lease(takenAtTicks, leaseMillis);
    this.snapshotVersion = snapshotVersion;
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
      case Input.Receive(var connection, var command) -> {
        if (status == Status.OPEN) { // Else it is sent again where the room is next.
          intake.receive(connection, command, moment, effects);
        }
      }
      case Input.Edit edit -> edit(edit, moment);
      case Input.Drop(var connection) -> intake.drop(connection, moment, effects);
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
      case Input.Drain() -> {
        status = Status.DRAINING;
        leavesByTicks = Math.min(leavesByTicks, moment.ticks() + LAST_WORD_MILLIS);
      }
      case Input.End() -> end();
    }
  }

  /** Does whatever is due now, whichever input came. */
  private void settle(Moment moment) {
    intake.tickIfDue(status == Status.OPEN, moment, effects);
    intake.sweepIfDue(moment, effects);
    Effect journaling = pending.next(status == Status.DRAINING, moment.ticks());
    if (journaling != null) {
      effects.add(journaling);
    }
    pending.release();
    pending.withdrawIfInDoubt(moment.ticks());
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
    boolean isDraining = status == Status.DRAINING;
    long wake = Math.min(attendance.sweepAtTicks(), pending.dueTicks(isDraining));
    if (!attendance.isEmpty()) {
      wake = Math.min(wake, intake.tickAtTicks());
    } else if (isAtRest() && !waitsToVanish()) {
      wake = Math.min(wake, attendance.idleSinceTicks() + PARK_MILLIS);
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
    Resume resume = join.resume;
    if (resume != null
        && resume.epoch > pending.working().epoch()
        && lease.isInDoubt(moment.ticks())) {
      // It comes from an owner after this one, it says: see first whether this is one still.
      askOwnership(moment);
      closeMoving(join.connection);
    } else if (status != Status.OPEN) {
      closeMoving(join.connection);
    } else {
      intake.join(join, moment, effects);
    }
  }

  private void edit(Input.Edit edit, Moment moment) {
    if (status == Status.OPEN) {
      intake.edit(edit, moment, effects);
    } else {
      effects.add(new Effect.Edited(edit.edit, null));
    }
  }

  // --- What is kept, and sent ---

  private void appendKept() {
    Backlog.InFlight done = pending.appendKept();
    lease.confirm(done.startedAtTicks());
    commitsSinceSnapshot += done.commits().size();
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

  private void saveSnapshot() {
    Room kept = pending.kept();
    commitsSinceSnapshot = 0;
    snapshotVersion = kept.version();
    effects.add(new Effect.SaveSnapshot(kept.epoch(), kept.version(), kept.layers()));
  }

  // --- The end ---

  private boolean isAtRest() {
    return pending.isEmpty() && outlet.isEmpty();
  }

  private void restIfDone(Moment moment) {
    boolean isIdle =
        attendance.isEmpty() && moment.ticks() - attendance.idleSinceTicks() >= PARK_MILLIS;
    boolean done = status == Status.DRAINING || isIdle;
    if (done && isAtRest() && !waitsToVanish() && !waitsForLastWord(moment)) {
      Room kept = pending.kept();
      if (status == Status.OPEN && kept.rules().vanishes()) {
        end();
        return;
      }
      if (kept.version() > snapshotVersion) {
        saveSnapshot();
      }
      if (!attendance.isEmpty()) {
        outlet.last(lease.endsAtTicks(), effects);
      }
      leave(false);
    }
  }

  /**
   * Whether members are to be told the last version, and ownership has to be confirmed for that:
   * who does not know it may be left at one that the journal has only within a composed commit.
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

  /** Whether the room is one that vanishes, and somebody may still return to it. */
  private boolean waitsToVanish() {
    Room working = pending.working();
    return status == Status.OPEN
        && working.rules().vanishes()
        && working.version() > 0
        && !working.members().isEmpty();
  }

  private void end() {
    goneFor(CloseCode.ROOM_GONE, "the room was deleted");
    effects.add(new Effect.Remove(pending.working().epoch()));
    effects.add(new Effect.Gone(false));
  }

  private void leave(boolean lost) {
    goneFor(CloseCode.MOVING, MOVING);
    effects.add(new Effect.Gone(lost));
  }

  private void goneFor(CloseCode code, String reason) {
    Set<Long> here = new LinkedHashSet<>(attendance.connections());
    // Who was refused and not told yet is no member, and waits all the same.
    here.addAll(pending.joining());
    here.addAll(outlet.closing());
    here.forEach(connection -> effects.add(new Effect.Close(connection, code, reason)));
    // Whether these were kept is not known here any more.
    Set<Long> edits = new LinkedHashSet<>(outlet.edits());
    edits.addAll(pending.edits());
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
    return pending.working().passphraseHash(memberId);
  }

  /** Whether this is the member's session, which stands in for the passphrase. */
  public boolean isSession(String memberId, @Nullable String session) {
    return pending.working().isSession(memberId, session);
  }

  /** How many connections are here. */
  public int connections() {
    return attendance.size();
  }
}
