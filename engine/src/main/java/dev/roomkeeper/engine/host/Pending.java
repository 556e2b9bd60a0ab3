package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was computed and is not released yet: the room as computed, the room as kept, the commits on
 * their way into the journal, and everything that waits for them, in order. When an append fails,
 * all that waits is taken back: nobody has heard of it. What was released before it was kept is
 * lazy.
 */
final class Pending {
  static final int HELD_MAX = 8_192;

  private final Backlog backlog = new Backlog();
  private final Deque<Held> held = new ArrayDeque<>();
  private final Attendance attendance;
  private final Outlet outlet;

  private Room working;
  private Room kept;
  private long lastDurable;

  /**
   * @param room as the journal has it
   * @param outlet takes what is released
   */
  Pending(Room room, Attendance attendance, Outlet outlet) {
    this.working = room;
    this.kept = room;
    this.attendance = attendance;
    this.outlet = outlet;
  }

  /** The room as computed, on which the next step is taken. */
  Room working() {
    return working;
  }

  /** The room as the journal has it for certain. */
  Room kept() {
    return kept;
  }

  boolean isEmpty() {
    return held.isEmpty() && backlog.isEmpty();
  }

  boolean isFull() {
    return held.size() >= HELD_MAX || backlog.isFull();
  }

  /** The connections whose join waits. */
  List<Long> joining() {
    return held.stream().filter(item -> item.join() != null).map(Held::connection).toList();
  }

  /** The edits that wait. */
  List<Long> edits() {
    return held.stream().map(Held::edit).filter(edit -> edit != 0).toList();
  }

  /** Takes the outcome of a step; who asked for it is said as in {@link Held}. */
  void add(
      Room.Step step,
      @Nullable String memberId,
      long connection,
      RoomHost.Input.@Nullable Join join,
      long edit,
      long nowTicks) {
    Commit commit = step.commit();
    working = step.room();
    if (commit != null) {
      lastDurable = commit.durable() ? commit.version() : lastDurable;
      backlog.add(commit, nowTicks);
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

  /** Releases what rests on nothing that is not kept. */
  void release() {
    while (!held.isEmpty() && held.element().needs() <= kept.version()) {
      held.remove().release(attendance, outlet);
    }
  }

  // --- The journal ---

  /**
   * What is to be asked of the journal now, or null.
   *
   * @param hurry whether lazy commits wait no longer
   */
  @Nullable Effect next(boolean hurry, long nowTicks) {
    return backlog.next(working, kept.version(), hurry, nowTicks);
  }

  /** When there is something to do here next, in ticks. */
  long dueTicks(boolean hurry) {
    long due = backlog.dueTicks(hurry);
    return mayWithdraw() ? Math.min(due, backlog.doubtTicks()) : due;
  }

  boolean isInFlight(long append) {
    return backlog.isInFlight(append);
  }

  /** The append in flight is kept; it is returned. */
  Backlog.InFlight appendKept() {
    Backlog.InFlight done = backlog.kept();
    kept = done.after();
    return done;
  }

  /** Nobody knows what became of the append in flight. */
  void appendUnknown(long nowTicks) {
    backlog.unknown(nowTicks);
  }

  /** Nothing in flight is kept: all that rests on it is taken back, and its senders are told. */
  void rollBack(String reason, long nowTicks) {
    release();
    // What was released already is lazy and stays: it is appended again, with what comes.
    backlog.failed(outlet.released().version(), nowTicks);
    takeBack(reason, nowTicks);
  }

  /** Whether nothing more should wait for the journal. */
  boolean isInDoubt(long nowTicks) {
    return backlog.isInDoubt(nowTicks);
  }

  /**
   * Durable commits that were not handed to the journal yet would hold up all that comes after
   * them, for as long as it does not answer: they are taken back, so that lazy ones go on.
   */
  void withdrawIfInDoubt(long nowTicks) {
    if (mayWithdraw() && isInDoubt(nowTicks)) {
      backlog.withdraw(outlet.released().version());
      takeBack("the journal does not answer", nowTicks);
    }
  }

  private boolean mayWithdraw() {
    return !held.isEmpty() && backlog.isInFlightUpTo(outlet.released().version());
  }

  private void takeBack(String reason, long nowTicks) {
    List<Held> takenBack = List.copyOf(held);
    held.clear();
    working = outlet.released();
    lastDurable = 0;
    for (Held item : takenBack) {
      item.takeBack(reason, working, attendance, outlet);
    }
    // Who came or went meanwhile is taken back as well: look again who is here.
    attendance.sweepBy(nowTicks + Backlog.RETRY_MILLIS);
  }
}
