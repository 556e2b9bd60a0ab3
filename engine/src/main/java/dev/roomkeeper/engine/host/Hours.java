package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import java.util.List;

/** What time does to a room: ticks, timers, and the end of members' grace periods. */
final class Hours {
  /** At most this many due timers fire in one turn. */
  private static final int TIMERS_PER_TURN_MAX = 8;

  private final Attendance attendance;
  private final Pending pending;
  private final Stepper stepper;
  private final Ticker clock;
  private final Alarms alarms = new Alarms();

  private long takenBackTimes;

  Hours(Attendance attendance, Pending pending, Stepper stepper) {
    this.attendance = attendance;
    this.pending = pending;
    this.stepper = stepper;
    this.clock = stepper.clock();
  }

  /** When the next tick or timer is due; Long.MAX_VALUE for never. */
  long dueTicks(long nowTicks) {
    if (stepper.isOverfull()) {
      return Long.MAX_VALUE; // Freed space triggers a turn by itself.
    }
    long timers = Math.max(alarms.dueTicks(), pending.trustedAtTicks(nowTicks));
    return Math.min(clock.dueTicks(stepper.rules().ticking()), timers);
  }

  /** How long the clock runs while nobody is online. */
  long ticksOnMillis() {
    RoomRules.Ticking ticking = stepper.rules().ticking();
    return clock.dueTicks(ticking) == Long.MAX_VALUE ? 0 : ticking.idleMillis();
  }

  private boolean isTickingOn(long nowTicks) {
    return nowTicks - attendance.idleSinceTicks() < ticksOnMillis();
  }

  /**
   * @param isOpen whether the room may change by itself; a closed room does not tick
   */
  void tickIfDue(boolean isOpen, Moment moment, List<Effect> effects) {
    // The step that began or opened the room may have been rolled back.
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
      int beats =
          1 + tick.skipped(); // If this tick has no effect, neither does its report of skipped
      // ticks.
      if (step.fault() != null) {
        clock.skip(beats);
      }
      stepper.hold(step, new Origin.Clock(beats), moment, effects);
      clock.note(rules, pending.working().layers());
    }
  }

  /** Fires the timers that are due. While the journal is in doubt they wait. */
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

  /**
   * Marks members without a connection as offline, and removes those whose grace period is over.
   */
  void sweepIfDue(Moment moment, List<Effect> effects) {
    if (moment.ticks() >= attendance.sweepAtTicks()) {
      for (Occasion absence : attendance.sweep(pending.working(), moment)) {
        stepper.take(absence, Origin.NOBODY, moment, effects);
      }
    }
  }
}
