package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private int beatsTakenBack;
  private long takenBackTimes;

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

  /** About how many bytes wait for the journal. */
  long bytes() {
    return backlog.bytes();
  }

  /** The connections whose join waits. */
  List<Long> joining() {
    List<Long> joining = new ArrayList<>();
    for (Held item : held) {
      if (item.origin() instanceof Origin.Joining(var join)) {
        joining.add(join.connection());
      }
    }
    return joining;
  }

  /** The edits that wait. */
  List<Long> edits() {
    List<Long> edits = new ArrayList<>();
    for (Held item : held) {
      if (item.origin() instanceof Origin.Editing(var edit)) {
        edits.add(edit);
      }
    }
    return edits;
  }

  /** Takes the outcome of a step. */
  void add(Step step, Origin origin, long nowTicks) {
    Commit commit = step.commit();
    working = step.room();
    if (commit != null) {
      lastDurable = commit.durable() ? commit.version() : lastDurable;
      backlog.add(commit, nowTicks);
    }
    boolean isNothing =
        commit == null
            && step.answer() == null
            && step.live().isEmpty()
            && !(origin instanceof Origin.Joining);
    if (!isNothing) {
      hold(new Held(lastDurable, working, commit, step.live(), origin, step.answer()));
    }
  }

  private void hold(Held item) {
    Held last = held.peekLast();
    if (last != null && last.composesWith(item)) {
      held.removeLast();
      held.add(last.then(item));
    } else {
      held.add(item);
    }
  }

  /** How many beats of the clock were taken back since this was asked last. */
  int beatsTakenBack() {
    int beats = beatsTakenBack;
    beatsTakenBack = 0;
    return beats;
  }

  /** Rises whenever something is taken back. */
  long takenBackTimes() {
    return takenBackTimes;
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

  /** When the journal may be trusted again; Long.MAX_VALUE if it has to answer first. */
  long trustedAtTicks(long nowTicks) {
    return isInDoubt(nowTicks) ? backlog.trustedAtTicks() : nowTicks;
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
      beatsTakenBack += item.origin() instanceof Origin.Clock(var beats) ? beats : 0;
    }
    takenBackTimes++;
    // Who came or went meanwhile is taken back as well: look again who is here.
    attendance.sweepBy(nowTicks + Backlog.RETRY_MILLIS);
  }
}
