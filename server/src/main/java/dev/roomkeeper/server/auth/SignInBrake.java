package dev.roomkeeper.server.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows sign-in down after failures, for the name that was tried and for the address it was tried
 * from. Whoever is slowed waits for a turn; where the next turn is too far away, that is said
 * instead. Names that do not exist are slowed like others, so that nothing is told. Thread-safe.
 */
public final class SignInBrake {
  private static final int KNOWN_MAX = 10_000;

  /**
   * How somebody is slowed.
   *
   * @param free failures that cost nothing
   * @param firstMillis between two tries after that, twice as long after each failure
   * @param longestMillis but never longer
   */
  record Pace(int free, long firstMillis, long longestMillis) {
    /** Slower than a name's: so one address alone can't keep a name's owner out. */
    static final Pace OF_ADDRESS = new Pace(20, 250, 8_000);

    static final Pace OF_NAME = new Pace(5, 250, 4_000);

    long pauseMillis(int failures) {
      return Math.min(firstMillis << Math.min(failures - free, 20), longestMillis);
    }
  }

  private static final long WAIT_MILLIS_MAX = 5_000;
  private static final long FORGOTTEN_MILLIS = 900_000;

  /** What whoever wants to try is told. */
  sealed interface Turn {
    record Now() implements Turn {}

    record Later(long seconds) implements Turn {}
  }

  /** Waits; so that tests need not. */
  @FunctionalInterface
  interface Sleep {
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final class Failures {
    private int count;
    private long lastTicks;
    private long nextTicks = Long.MIN_VALUE / 2; // when the next try may be

    void add(Pace pace, long atTicks) {
      count++;
      lastTicks = atTicks;
      pause(pace, atTicks);
    }

    void pause(Pace pace, long atTicks) {
      if (count >= pace.free) {
        nextTicks = Math.max(nextTicks, atTicks + pace.pauseMillis(count));
      }
    }
  }

  private final LongSupplier ticks;
  private final Sleep sleep;
  private final Map<String, Failures> names = known();
  private final Map<String, Failures> addresses = known();

  /**
   * @param ticks a monotonic clock's milliseconds
   */
  public SignInBrake(LongSupplier ticks) {
    this(ticks, Thread::sleep);
  }

  SignInBrake(LongSupplier ticks, Sleep sleep) {
    this.ticks = ticks;
    this.sleep = sleep;
  }

  private static Map<String, Failures> known() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
        return size() > KNOWN_MAX;
      }
    };
  }

  /**
   * Waits for a turn to try, if it comes soon. The try counts as the name's failure at once, so
   * that many at one time are not free; {@link #passed} and {@link #notTried} take that back.
   */
  Turn enter(String nameKey, String address) {
    long waitMillis;
    synchronized (this) {
      long now = ticks.getAsLong();
      waitMillis = Math.max(wait(addresses, address, now), wait(names, nameKey, now));
      if (waitMillis > WAIT_MILLIS_MAX) {
        return new Turn.Later((waitMillis + 999) / 1_000);
      }
      Failures ofAddress = addresses.get(address);
      if (ofAddress != null) {
        ofAddress.pause(Pace.OF_ADDRESS, now + waitMillis);
      }
      names.computeIfAbsent(nameKey, _ -> new Failures()).add(Pace.OF_NAME, now + waitMillis);
    }
    if (waitMillis > 0) {
      try {
        sleep.sleep(Duration.ofMillis(waitMillis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Turn.Later(1);
      }
    }
    return new Turn.Now();
  }

  private static long wait(Map<String, Failures> known, String key, long now) {
    Failures failures = known.get(key);
    if (failures != null && now - failures.lastTicks > FORGOTTEN_MILLIS) {
      known.remove(key);
      return 0;
    }
    return failures == null ? 0 : Math.max(0, failures.nextTicks - now);
  }

  synchronized void failed(String address) {
    addresses.computeIfAbsent(address, _ -> new Failures()).add(Pace.OF_ADDRESS, ticks.getAsLong());
  }

  /** The name's owner is in. The address keeps its failures: it may have an account of its own. */
  synchronized void passed(String nameKey) {
    names.remove(nameKey);
  }

  /** It came to nothing, and was nobody's fault. */
  synchronized void notTried(String nameKey) {
    Failures failures = names.get(nameKey);
    if (failures != null) {
      failures.count--;
    }
  }

  /** How many names and addresses it remembers. */
  synchronized int remembered() {
    return names.size() + addresses.size();
  }
}
