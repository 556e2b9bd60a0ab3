package dev.roomkeeper.server.auth;

import dev.roomkeeper.server.limits.Remembered;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account's tokens are still valid. They are not after the account was deleted, signed
 * out everywhere, or given a new password. While the database does not answer, the last known state
 * counts. Blocks, so call it from virtual threads only.
 */
public final class AccountStanding implements Tokens.Standing {
  private static final int REMEMBERED_MAX = 20_000;

  /** The longest time until other nodes know of a change. */
  private static final long FRESH_MILLIS = 2_000;

  private static final long PATIENCE_MILLIS = 500;
  private static final long OUTAGE_MILLIS = 2_000;

  private record Known(OptionalLong generation, long atTicks) {}

  private final AccountTable accounts;
  private final Executor blocking;
  private final LongSupplier ticks;
  private final Remembered<Known> known = new Remembered<>(REMEMBERED_MAX);
  private volatile long failedAtTicks = Long.MIN_VALUE / 2;

  /**
   * @param blocking runs what reads the database
   */
  public AccountStanding(AccountTable accounts, Executor blocking, LongSupplier ticks) {
    this.accounts = accounts;
    this.blocking = blocking;
    this.ticks = ticks;
  }

  @Override
  public boolean isGood(String userId, long generation) {
    Known last = known.get(userId);
    long now = ticks.getAsLong();
    boolean isFresh = last != null && now - last.atTicks < FRESH_MILLIS;
    if (!isFresh && now - failedAtTicks >= OUTAGE_MILLIS) {
      last = read(userId, last);
    }
    // If nothing is known of the account, its token is believed.
    return last == null || last.generation.equals(OptionalLong.of(generation));
  }

  private @Nullable Known read(String userId, @Nullable Known last) {
    long asked = ticks.getAsLong();
    try {
      OptionalLong generation =
          CompletableFuture.supplyAsync(() -> accounts.generation(userId), blocking)
              .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .join();
      Known now = new Known(generation, asked);
      known.put(userId, now);
      return now;
    } catch (CompletionException e) {
      failedAtTicks = ticks.getAsLong();
      return last;
    }
  }

  /** Notes a change: the account is read again. */
  public void changed(String userId) {
    known.forget(userId);
  }
}
