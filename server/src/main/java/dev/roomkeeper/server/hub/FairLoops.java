package dev.roomkeeper.server.hub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The event loops of this node, each of which rooms share by whose they are. Thread-safe. */
final class FairLoops {
  private final Supplier<ScheduledExecutorService> loops;
  private final Map<ScheduledExecutorService, FairLoop> known = new ConcurrentHashMap<>();

  FairLoops(Supplier<ScheduledExecutorService> loops) {
    this.loops = loops;
  }

  /** For the next room. */
  FairLoop next() {
    return known.computeIfAbsent(loops.get(), loop -> new FairLoop(loop, System::nanoTime));
  }
}
