package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Past;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A room's tick clock. It schedules ticks without drift, collects the inputs for the next tick, and
 * remembers the room's state after recent ticks.
 */
final class Ticker implements Past {
  /** After a stall, at most this many ticks are made up; the rest are skipped. */
  static final int CATCH_UP_MAX = 4;

  static final int INPUTS_PER_MEMBER_MAX = 64;

  private record After(long number, Layers layers) {}

  private final Deque<Tick.Input> inputs = new ArrayDeque<>();
  private final Map<String, Integer> inputCounts = new HashMap<>();
  private final Deque<After> past = new ArrayDeque<>();

  private boolean isRunning;
  private long startedAtTicks; // when tick number `base` was, or would have been, due
  private long base;
  private long last; // the number of the newest tick
  private int skipped;

  /** When the next tick is due; Long.MAX_VALUE for never. */
  long dueTicks(RoomRules.Ticking rules) {
    return isRunning ? timeOf(last + 1, rules.perSecond()) : Long.MAX_VALUE;
  }

  private long timeOf(long number, int perSecond) {
    // Rounded up: at that millisecond the tick is due for certain.
    return startedAtTicks + Math.ceilDiv((number - base) * 1_000, (long) perSecond);
  }

  /** Starts the clock if it is not running. */
  void start(RoomRules.Ticking rules, long nowTicks) {
    if (!isRunning && rules.perSecond() > 0) {
      isRunning = true;
      startedAtTicks = nowTicks;
      base = last;
    }
  }

  void stop() {
    isRunning = false;
    inputs.clear();
    inputCounts.clear();
  }

  /**
   * The next tick, if it is due. Overdue ticks beyond {@link #CATCH_UP_MAX} are skipped.
   *
   * @param takenBack how many ticks were rolled back since the last one
   */
  @Nullable Tick next(RoomRules.Ticking rules, long nowTicks, int takenBack, boolean canKeep) {
    skipped += takenBack;
    if (nowTicks < dueTicks(rules)) {
      return null;
    }
    long newest = base + (nowTicks - startedAtTicks) * rules.perSecond() / 1_000;
    long behind = newest - last - CATCH_UP_MAX;
    if (behind > 0) {
      last += behind;
      skipped += (int) Math.min(behind, 1_000_000);
    }
    Tick tick = new Tick(++last, skipped, List.copyOf(inputs), canKeep);
    skipped = 0;
    inputs.clear();
    inputCounts.clear();
    return tick;
  }

  /** Counts ticks that had no effect; the next tick reports them as skipped. */
  void skip(int beats) {
    skipped += beats;
  }

  // --- Inputs ---

  /** Stores an input for the next tick. When a member sends too many, the oldest is dropped. */
  void input(String memberId, Command command) {
    if (inputCounts.merge(memberId, 1, Integer::sum) > INPUTS_PER_MEMBER_MAX) {
      inputCounts.put(memberId, INPUTS_PER_MEMBER_MAX);
      for (Iterator<Tick.Input> each = inputs.iterator(); each.hasNext(); ) {
        if (each.next().memberId().equals(memberId)) {
          each.remove();
          break;
        }
      }
    }
    inputs.add(new Tick.Input(memberId, command.type(), command.payload()));
  }

  /** Drops the member's inputs, because its connection is gone. */
  void forget(String memberId) {
    if (inputCounts.remove(memberId) != null) {
      inputs.removeIf(input -> input.memberId().equals(memberId));
    }
  }

  /** The approximate memory of all inputs, in bytes. */
  long heap() {
    return inputs.stream().mapToLong(input -> input.payload().heap()).sum();
  }

  // --- The past ---

  /** Remembers the layers as they are after the newest tick. */
  void note(RoomRules.Ticking rules, Layers layers) {
    if (rules.past() > 0) {
      past.add(new After(last, layers));
      while (past.size() > rules.past()) {
        past.remove();
      }
    }
  }

  /** Forgets the past: a rollback means that the remembered states never became true. */
  void cut() {
    past.clear();
  }

  @Override
  public @Nullable Layers after(long tickNumber) {
    for (After each : new ArrayList<>(past)) {
      if (each.number == tickNumber) {
        return each.layers;
      }
    }
    return null;
  }
}
