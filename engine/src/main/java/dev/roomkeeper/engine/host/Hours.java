package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import java.util.List;

/** What happens to a room because time passes: ticks, timers, and the end of members' grace. */
final class Hours {
  /** Timers that come due together are taken so many at a time. */
  private static final int TIMERS_PER_TURN_MAX = 8;

  private final Attendance attendance;
  private final Pending pending;
  private final Stepper stepper;
  private final Clock clock;
  private final Alarms alarms = new Alarms();

  private long takenBackTimes;

  Hours(Attendance attendance, Pending pending, Stepper stepper) {
    this.attendance = attendance;
    this.pending = pending;
    this.stepper = stepper;
    this.clock = stepper.clock();
  }

  /** When the clock or a timer is due; Long.MAX_VALUE for never. */
  long dueTicks(long nowTicks) {
    if (stepper.isOverfull()) {
      return Long.MAX_VALUE; // What makes space again is a reason of its own to look.
    }
    long timers = Math.max(alarms.dueTicks(), pending.trustedAtTicks(nowTicks));
    return Math.min(clock.dueTicks(stepper.rules().ticking()), timers);
  }

  /** How long the clock goes on though nobody is here. */
  long ticksOnMillis() {
    RoomRules.Ticking ticking = stepper.rules().ticking();
    return clock.dueTicks(ticking) == Long.MAX_VALUE ? 0 : ticking.idleMillis();
  }

  private boolean isTickingOn(long nowTicks) {
    return nowTicks - attendance.idleSinceTicks() < ticksOnMillis();
  }

  /**
   * @param isOpen whether the room may change by itself; if not, it ticks no more
   */
  void tickIfDue(boolean isOpen, Moment moment, List<Effect> effects) {
    // What began or opened the room may have been taken back.
    boolean isLive = isOpen && pending.working().version() > 0 && pending.working().isOpened();
    if (!isLive || (attendance.isEmpty() && !isTickingOn(moment.ticks()))) {
      clock.stop();
      return;
    }
    RoomRules.Ticking rules = stepper.rules().ticking();
    if (takenBackTimes != pending.takenBackTimes()) {
      takenBackTimes = pending.takenBackTimes();
      clock.cut();
    }
    while (!stepper.isOverfull()) {
      boolean canKeep = !pending.isInDoubt(moment.ticks());
      Tick tick = clock.next(rules, moment.ticks(), pending.beatsTakenBack(), canKeep);
      if (tick == null) {
        return;
      }
      Step step = stepper.step(new Occasion.Tick(tick), moment);
      int beats = 1 + tick.skipped(); // If this comes to nothing, so does what it says was skipped.
      if (step.fault() != null) {
        clock.skip(beats);
      }
      stepper.hold(step, new Origin.Clock(beats), moment, effects);
      clock.note(rules, pending.working().layers());
    }
  }

  /** Lets timers come whose time it is. While the journal is in doubt they wait. */
  void alarmIfDue(boolean isOpen, Moment moment, List<Effect> effects) {
    alarms.follow(pending.working().layers(), moment);
    for (int i = 0; i < TIMERS_PER_TURN_MAX; i++) {
      Timer timer = alarms.due(moment.ticks());
      if (timer == null || !isOpen || stepper.isOverfull() || pending.isInDoubt(moment.ticks())) {
        return;
      }
      if (stepper.ready(moment, effects) != null) {
        return;
      }
      stepper.take(new Occasion.Timer(timer), Origin.NOBODY, moment, effects);
      alarms.follow(pending.working().layers(), moment);
    }
  }

  /** Marks those offline who have no connection, and lets those go whose time of grace is over. */
  void sweepIfDue(Moment moment, List<Effect> effects) {
    if (moment.ticks() >= attendance.sweepAtTicks()) {
      Room room = pending.working();
      for (Occasion absence :
          attendance.sweep(room.members(), stepper.rules().graceMillis(), moment)) {
        stepper.take(absence, Origin.NOBODY, moment, effects);
      }
    }
  }
}
