package dev.roomkeeper.server.api;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles clients that disconnect in the middle of a request or an answer. That is nobody's fault,
 * and must not fill the log: one line a minute says how many there were.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final LongAdder SINCE = new LongAdder();
  private static final AtomicLong TOLD_NANOS = new AtomicLong(System.nanoTime() - BETWEEN_NANOS);

  private Departures() {}

  /**
   * Whether the failure means that the client is gone, so that nobody can be answered. Counts it if
   * so.
   */
  static boolean isOne(RoutingContext context, @Nullable Throwable failure) {
    boolean isGone =
        context.response().closed()
            || failure instanceof HttpClosedException
            // A connection was closed or reset. Failures of files are not the client's doing.
            || (failure instanceof IOException && !(failure instanceof FileSystemException));
    if (isGone) {
      count();
    }
    return isGone;
  }

  private static void count() {
    SINCE.increment();
    long told = TOLD_NANOS.get();
    long now = System.nanoTime();
    if (now - told >= BETWEEN_NANOS && TOLD_NANOS.compareAndSet(told, now)) {
      LOG.info("{} clients went in the middle of an answer or a request", SINCE.sumThenReset());
    }
  }
}
