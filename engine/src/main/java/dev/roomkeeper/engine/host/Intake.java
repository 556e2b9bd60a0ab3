package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the room of a host is told, while it is open: who comes and goes, what they ask, what the
 * server asks, that time passes. What can't be taken now is refused, and whoever asked is told so.
 */
final class Intake {
  private static final String NO_JOURNAL = "the journal does not answer; try again";
  private static final String OVERFULL = "the room can't keep up; try again";

  private final Attendance attendance;
  private final Pending pending;
  private final Outlet outlet;
  private long tickAtTicks = Long.MAX_VALUE;

  Intake(Attendance attendance, Pending pending, Outlet outlet) {
    this.attendance = attendance;
    this.pending = pending;
    this.outlet = outlet;
  }

  private boolean isOverfull() {
    return pending.isFull() || outlet.isFull();
  }

  // --- Who comes and goes ---

  void join(RoomHost.Input.Join join, Moment moment, List<Effect> effects) {
    if (isOverfull()) {
      effects.add(
          new Effect.Close(join.connection(), CloseCode.TRY_AGAIN_LATER, "the room is behind"));
      return;
    }
    beginIfNew(moment, effects);
    String session = join.resume() == null ? null : join.resume().session();
    Room.Input.Join joining =
        new Room.Input.Join(join.memberId(), join.name(), session, join.proven(), join.claims());
    Room.Step step = pending.working().step(joining, moment);
    if (!(step.answer() instanceof Answer.Reject)) {
      arrive(join.memberId(), join.connection(), moment, effects);
    }
    hold(step, join.memberId(), join.connection(), join, 0, moment, effects);
  }

  private void arrive(String memberId, long connection, Moment moment, List<Effect> effects) {
    Long older = attendance.arrive(memberId, connection);
    if (older != null) {
      outlet.forget(older);
      effects.add(new Effect.Close(older, CloseCode.REPLACED, "a newer connection took its place"));
    }
    if (tickAtTicks == Long.MAX_VALUE && tickMillis() > 0) {
      tickAtTicks = moment.ticks() + tickMillis();
    }
  }

  private void beginIfNew(Moment moment, List<Effect> effects) {
    if (pending.working().version() == 0) {
      take(new Room.Input.Begin(), moment, effects);
    }
  }

  void drop(long connection, Moment moment, List<Effect> effects) {
    String memberId = attendance.leave(connection, moment.ticks());
    outlet.forget(connection);
    if (memberId != null) {
      outlet.endOverlay(memberId);
      take(new Room.Input.Offline(memberId), moment, effects);
      attendance.sweepBy(moment.ticks() + pending.working().rules().graceMillis());
    }
  }

  // --- What is asked ---

  void edit(RoomHost.Input.Edit edit, Moment moment, List<Effect> effects) {
    if (pending.isInDoubt(moment.ticks())) {
      outlet.edited(edit.edit(), new Answer.Reject(0, Code.UNAVAILABLE, NO_JOURNAL));
    } else if (isOverfull()) {
      outlet.edited(edit.edit(), new Answer.Reject(0, Code.UNAVAILABLE, OVERFULL));
    } else {
      beginIfNew(moment, effects);
      Room.Input.Edit asked = new Room.Input.Edit(edit.userId(), edit.command());
      Room.Step step = pending.working().step(asked, moment);
      hold(step, null, 0, null, edit.edit(), moment, effects);
    }
  }

  void receive(long connection, Command command, Moment moment, List<Effect> effects) {
    String memberId = attendance.member(connection);
    if (memberId == null) {
      return; // No answer can be given: whoever sent this sends it again once it is here.
    }
    Room working = pending.working();
    if (outlet.isFull() || (isOverfull() && working.outcome(memberId, command.seq()) != null)) {
      // No answer has a place, or none is true but the one that has to wait: it is asked again.
      effects.add(new Effect.Close(connection, CloseCode.TRY_AGAIN_LATER, "the room is behind"));
      drop(connection, moment, effects);
      return;
    }
    if (isOverfull()) {
      reject(connection, command, Code.UNAVAILABLE, OVERFULL);
      return;
    }
    if (pending.isInDoubt(moment.ticks())
        && working.durability(command.type()) == Durability.DURABLE
        && working.outcome(memberId, command.seq()) == null) {
      reject(connection, command, Code.UNAVAILABLE, NO_JOURNAL);
      return;
    }
    Room.Step step = working.step(new Room.Input.Act(memberId, command), moment);
    if (step.commit() == null
        && !step.overlay().isEmpty()
        && outlet.overlayBytes(memberId) + step.overlay().bytes() > Overlays.BYTES_PER_MEMBER_MAX) {
      reject(connection, command, Code.TOO_LARGE, "too many last values at once");
      return;
    }
    hold(step, memberId, connection, null, 0, moment, effects);
  }

  private void reject(long connection, Command command, Code code, String message) {
    outlet.answer(connection, new Answer.Reject(command.seq(), code, message));
  }

  // --- Time ---

  /** When the kind's tick is due; Long.MAX_VALUE for never. */
  long tickAtTicks() {
    return tickAtTicks;
  }

  private int tickMillis() {
    return pending.working().rules().tickMillis();
  }

  /**
   * @param isOpen whether the room may change by itself; if not, it ticks no more
   */
  void tickIfDue(boolean isOpen, Moment moment, List<Effect> effects) {
    if (moment.ticks() < tickAtTicks) {
      return;
    }
    if (attendance.isEmpty() || !isOpen) {
      tickAtTicks = Long.MAX_VALUE;
      return;
    }
    // A host that was late does not make up for it: the kind sees by the moment how much time
    // passed.
    tickAtTicks = Math.max(tickAtTicks + tickMillis(), moment.ticks() + 1);
    if (!isOverfull()) {
      take(new Room.Input.Tick(), moment, effects);
    }
  }

  /** Marks those offline who have no connection, and lets those go whose time of grace is over. */
  void sweepIfDue(Moment moment, List<Effect> effects) {
    if (moment.ticks() >= attendance.sweepAtTicks()) {
      Room room = pending.working();
      for (Room.Input absence :
          attendance.sweep(room.members(), room.rules().graceMillis(), moment)) {
        take(absence, moment, effects);
      }
    }
  }

  // --- What came of it ---

  /** Has the room take what nobody asked for. */
  private void take(Room.Input input, Moment moment, List<Effect> effects) {
    hold(pending.working().step(input, moment), null, 0, null, 0, moment, effects);
  }

  private void hold(
      Room.Step step,
      @Nullable String memberId,
      long connection,
      RoomHost.Input.@Nullable Join join,
      long edit,
      Moment moment,
      List<Effect> effects) {
    if (step.fault() != null) {
      effects.add(new Effect.Fault(step.fault()));
    }
    pending.add(step, memberId, connection, join, edit, moment.ticks());
  }
}
