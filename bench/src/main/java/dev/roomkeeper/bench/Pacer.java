package dev.roomkeeper.bench;

import java.util.concurrent.locks.LockSupport;

/** Passes each message on when it is due; never waits for an answer. */
final class Pacer implements Runnable {
  private final Schedule schedule;
  private final long count;
  private final Handover handover;
  private volatile boolean stopped;

  /** Called with the indexes of due messages: {@code from} inclusive, {@code to} exclusive. */
  interface Handover {
    void due(long from, long to);
  }

  Pacer(Schedule schedule, long endMicros, Handover handover) {
    this.schedule = schedule;
    this.count = schedule.countBefore(endMicros);
    this.handover = handover;
  }

  @Override
  public void run() {
    long next = 0;
    while (next < count && !stopped) {
      long now = Stamp.nowMicros();
      long due = Math.min(count, schedule.countBefore(now + 1));
      if (due > next) {
        handover.due(next, due);
        next = due;
      } else {
        LockSupport.parkNanos((schedule.dueMicros(next) - now) * 1000);
      }
    }
  }

  void stop() {
    stopped = true;
  }
}
