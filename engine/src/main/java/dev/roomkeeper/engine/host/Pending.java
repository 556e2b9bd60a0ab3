package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is computed and not yet released: the room as computed, the room as kept, the commits on
 * their way into the journal, and everything that waits for them, in order. When an append fails,
 * everything that waits is rolled back, since nobody has heard of it. Only lazy changes are
 * released before they are kept.
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
   * @param outlet receives what is released
   */
  Pending(Room room, Attendance attendance, Outlet outlet) {
    this.working = room;
    this.kept = room;
    this.attendance = attendance;
    this.outlet = outlet;
  }

  /** The room as computed; the next step is taken on it. */
  Room working() {
    return working;
  }

  /** The room as the journal is known to have it. */
  Room kept() {
    return kept;
  }

  boolean isEmpty() {
    return held.isEmpty() && backlog.isEmpty();
  }

  boolean isFull() {
    return held.size() >= HELD_MAX || backlog.isFull();
  }

  /** The approximate memory of what waits for the journal, in bytes. */
  long heap() {
    return Commit.HEAP_PER_BYTE * backlog.bytes();
  }

  /** Lets less wait for the journal while memory is short. */
  void save(boolean isShort) {
    backlog.save(isShort);
  }

  /** The connections with a waiting join. */
  List<Long> joining() {
    List<Long> joining = new ArrayList<>();
    for (Held item : held) {
      if (item.origin() instanceof Origin.Joining(var join)) {
        joining.add(join.connection());
      }
    }
    return joining;
  }

  /** The waiting edits. */
  List<Long> edits() {
    List<Long> edits = new ArrayList<>();
    for (Held item : held) {
      if (item.origin() instanceof Origin.Editing(var edit)) {
        edits.add(edit);
      }
    }
    return edits;
  }

  /** Adds the result of a step. */
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

  /** How many ticks were rolled back since the last call. */
  int beatsTakenBack() {
    int beats = beatsTakenBack;
    beatsTakenBack = 0;
    return beats;
  }

  /** Increases with every rollback. */
  long takenBackTimes() {
    return takenBackTimes;
  }

  /** Releases every step that depends only on kept versions. */
  void release() {
    while (!held.isEmpty() && held.element().needs() <= kept.version()) {
      held.remove().release(attendance, outlet);
    }
  }

  // --- The journal ---

  /**
   * The next request to the journal, or null.
   *
   * @param hurry whether lazy commits must not wait any longer
   */
  @Nullable Effect next(boolean hurry, long nowTicks) {
    return backlog.next(working, kept.version(), hurry, nowTicks);
  }

  /** When there is work to do next, in ticks. */
  long dueTicks(boolean hurry) {
    long due = backlog.dueTicks(hurry);
    return mayWithdraw() ? Math.min(due, backlog.doubtTicks()) : due;
  }

  boolean isInFlight(long append) {
    return backlog.isInFlight(append);
  }

  /** Marks the append in flight as kept and returns it. */
  Backlog.InFlight appendKept() {
    Backlog.InFlight done = backlog.kept();
    kept = done.after();
    return done;
  }

  /** The outcome of the append in flight is unknown. */
  void appendUnknown(long nowTicks) {
    backlog.unknown(nowTicks);
  }

  /** Nothing in flight was kept: rolls back everything that depends on it and tells the senders. */
  void rollBack(String reason, long nowTicks) {
    release();
    // Released changes are lazy and stay. They are appended again with the next ones.
    backlog.failed(outlet.released().version(), nowTicks);
    takeBack(reason, nowTicks);
  }

  /** When the journal may be trusted again; Long.MAX_VALUE if it must answer first. */
  long trustedAtTicks(long nowTicks) {
    return isInDoubt(nowTicks) ? backlog.trustedAtTicks() : nowTicks;
  }

  /** Whether to stop waiting for the journal. */
  boolean isInDoubt(long nowTicks) {
    return backlog.isInDoubt(nowTicks);
  }

  /**
   * Rolls back durable commits that were not handed to the journal yet while it is in doubt. They
   * would hold up the lazy ones behind them for as long as it does not answer.
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
    // Joins and leaves of that time are rolled back too, so check again who is online.
    attendance.sweepBy(nowTicks + Backlog.RETRY_MILLIS);
  }
}
