package dev.roomkeeper.server.ranks;

import dev.roomkeeper.server.hub.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each result soon after its match has ended, on whichever node. All nodes look; the table
 * lets one of them count it.
 */
public final class Results implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);
  private static final long LOOK_MILLIS = 500;
  private static final int MOST = 100;

  private final RankTable table;
  private final Clock clock;
  private final Consumer<RankTable.Settled> settled;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("results").factory());

  /**
   * @param settled is told about each match whose result counts now
   */
  public Results(RankTable table, Clock clock, Consumer<RankTable.Settled> settled) {
    this.table = table;
    this.clock = clock;
    this.settled = settled;
  }

  /** Begins to look. */
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      for (String matchId : table.unsettled(MOST)) {
        table.settle(matchId, clock.nowMillis()).ifPresent(settled);
      }
    } catch (RuntimeException e) { // The database may be unavailable for a while.
      LOG.debug("no results can be counted now: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
