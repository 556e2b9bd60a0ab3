package dev.roomkeeper.server.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets go of connections to a PostgreSQL server that takes no writes any more, as one does that
 * became a standby: the next connection finds the one that does. Without this they would stay in
 * the pool until the end of their life, and fail each write.
 */
final class ReadOnlyRefusals implements SQLExceptionOverride {
  private static final String READ_ONLY_TRANSACTION = "25006";
  private static final long RECENT_NANOS = 5_000_000_000L;

  private volatile boolean hasRefused;
  private volatile long refusedAtNanos;

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    if (!READ_ONLY_TRANSACTION.equals(failure.getSQLState())) {
      return Override.CONTINUE_EVICT;
    }
    refusedAtNanos = System.nanoTime();
    hasRefused = true;
    return Override.MUST_EVICT;
  }

  /** Whether a write was refused a moment ago. */
  boolean isRecent() {
    return hasRefused && System.nanoTime() - refusedAtNanos < RECENT_NANOS;
  }
}
