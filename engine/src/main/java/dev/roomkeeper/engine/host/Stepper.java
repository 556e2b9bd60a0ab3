package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the steps of a host's room, and holds the results until they may be told. */
final class Stepper {
  private final Pending pending;
  private final Outlet outlet;
  private final Ticker clock = new Ticker();
  private final Waits waits = new Waits();
  private final Growth growth;
  private final Map<Long, Long> wrote = new LinkedHashMap<>(); // bytes by connection, in this turn

  Stepper(Pending pending, Outlet outlet, Growth growth) {
    this.pending = pending;
    this.outlet = outlet;
    this.growth = growth;
  }

  Ticker clock() {
    return clock;
  }

  Waits waits() {
    return waits;
  }

  /** The approximate memory of what waits here, in bytes. */
  long heap() {
    return pending.heap() + waits.heap() + clock.heap();
  }

  /** Begins to save memory, or ends it. */
  void save(boolean isShort) {
    pending.save(isShort);
    outlet.history().save(isShort);
  }

  /** Reports the bytes written by connection since the last call. */
  void tellWrote(List<Effect> effects) {
    if (!wrote.isEmpty()) {
      effects.add(new Effect.Wrote(wrote));
      wrote.clear();
    }
  }

  /** Whether the queue towards the journal or towards the members is full. */
  boolean isOverfull() {
    return pending.isFull() || outlet.isFull();
  }

  RoomRules rules() {
    return pending.working().rules();
  }

  /**
   * Begins a new room, lifts one of an older version, and fills an opened one. Returns the refusal
   * if that fails, else null.
   */
  Answer.@Nullable Reject ready(Moment moment, List<Effect> effects) {
    Occasion first = first(pending.working());
    if (first != null) {
      Step step = step(first, moment);
      hold(step, Origin.NOBODY, moment, effects);
      if (step.answer() instanceof Answer.Reject reject) {
        return reject;
      }
    }
    if (!pending.working().isOpened()) {
      take(new Occasion.Open(), Origin.NOBODY, moment, effects);
      if (rules().ticking().idleMillis() > 0) {
        clock.start(rules().ticking(), moment.ticks());
      }
    }
    return null;
  }

  /** What has to happen before anything else; null for nothing. */
  private static @Nullable Occasion first(Room room) {
    if (room.version() == 0) {
      return new Occasion.Begin();
    }
    return room.stateVersion() < room.kind().version() ? new Occasion.Lift() : null;
  }

  /** The durable commit of this version, if it is in memory. */
  @Nullable Commit commit(long version) {
    Commit recent = outlet.history().commit(version);
    return recent != null ? recent : waits.commit(version);
  }

  Step step(Occasion occasion, Moment moment) {
    return RoomStep.take(pending.working(), occasion, moment.with(clock), this::commit, growth);
  }

  /** Takes a step on an occasion. */
  void take(Occasion occasion, Origin origin, Moment moment, List<Effect> effects) {
    hold(step(occasion, moment), origin, moment, effects);
  }

  void hold(Step step, Origin origin, Moment moment, List<Effect> effects) {
    Throwable fault = step.fault();
    if (fault != null) {
      effects.add(new Effect.Fault(fault));
    }
    Commit commit = step.commit();
    Long payer = payer(origin);
    if (commit != null && payer != null) {
      wrote.merge(payer, (long) commit.bytes(), Long::sum);
    }
    pending.add(step, origin, moment.ticks());
  }

  /** The connection that pays for what is written, or null. */
  private static @Nullable Long payer(Origin origin) {
    return switch (origin) {
      case Origin.Asked(var connection, _, _) -> connection;
      case Origin.Joining(var join) -> join.connection();
      case Origin.Nobody(), Origin.Clock(_), Origin.Editing(_) -> null;
    };
  }
}
