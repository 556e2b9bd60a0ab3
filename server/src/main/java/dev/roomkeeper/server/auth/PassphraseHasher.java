package dev.roomkeeper.server.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.roomkeeper.server.limits.FairTurns;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passphrases with Argon2id and the parameters that OWASP names (19 MiB, two
 * passes, one lane). Slow on purpose, so few run at a time and few wait. Blocks, so call it from
 * virtual threads only.
 */
public final class PassphraseHasher {
  public static final int LENGTH_MAX = 256;

  private static final int MEMORY_KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** How many may run, wait for one owner, and wait in all. */
  private static final FairTurns.Bounds BOUNDS = new FairTurns.Bounds(2, 256, 1_024);

  private static final long WAIT_MILLIS = 8_000;

  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(MEMORY_KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);

  /** Owners take turns, so an owner with many requests waits behind its own. */
  private final FairTurns turns;

  private final long waitMillis;

  /** Uses threads of its own, so other hashers do not delay it. */
  public PassphraseHasher() {
    this(BOUNDS, WAIT_MILLIS);
  }

  PassphraseHasher(FairTurns.Bounds bounds, long waitMillis) {
    // Hashing would block a virtual thread's carrier, and there are few of those. These threads end
    // when idle.
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            bounds.atOnce(),
            bounds.atOnce(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // holds only work that has a turn, and so a thread
            Thread.ofPlatform().daemon().name("passphrases-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    turns = new FairTurns(threads, bounds);
    this.waitMillis = waitMillis;
  }

  /** The outcome of hashing. */
  public sealed interface Hashed {
    /**
     * The hash to store in place of the passphrase.
     *
     * @param phc the hash with its salt and parameters, in the PHC format
     */
    record Hash(String phc) implements Hashed {
      @Override
      public String toString() {
        return "Hash";
      }
    }

    /** The passphrase is not acceptable; the sentence says why. */
    record Refused(String sentence) implements Hashed {}

    /** Too many requests at this moment. */
    record Busy() implements Hashed {}
  }

  /** The outcome of checking. */
  public enum Check {
    RIGHT,
    WRONG,
    /** Too many requests at this moment. Nothing was checked. */
    BUSY
  }

  /**
   * @param owner who asks, such as an address
   */
  public Hashed hash(String owner, String passphrase) {
    if (passphrase.isEmpty() || passphrase.length() > LENGTH_MAX) {
      return new Hashed.Refused("a passphrase has 1 to " + LENGTH_MAX + " characters");
    }
    Optional<String> phc =
        bounded(
            owner,
            () ->
                Password.hash(normal(passphrase))
                    .addRandomSalt(SALT_BYTES)
                    .with(ARGON2ID)
                    .getResult());
    return phc.<Hashed>map(Hashed.Hash::new).orElse(new Hashed.Busy());
  }

  /**
   * @param owner who asks, such as an address
   * @param phc as {@link #hash} returned it
   */
  public Check check(String owner, @Nullable String passphrase, String phc) {
    if (passphrase == null || passphrase.isEmpty() || passphrase.length() > LENGTH_MAX) {
      return Check.WRONG;
    }
    return bounded(owner, () -> isRight(passphrase, phc))
        .map(right -> right ? Check.RIGHT : Check.WRONG)
        .orElse(Check.BUSY);
  }

  private static boolean isRight(String passphrase, String phc) {
    try {
      // Uses the hash's own parameters, which may be older.
      Argon2Function function = Argon2Function.getInstanceFromHash(phc);
      return Password.check(normal(passphrase), phc).with(function);
    } catch (BadParametersException e) {
      throw new IllegalArgumentException("this is no hash of a passphrase", e);
    }
  }

  /** The same letters from another keyboard are the same passphrase. */
  private static String normal(String passphrase) {
    return Normalizer.normalize(passphrase, Normalizer.Form.NFC);
  }

  /** The result of the work; empty if it can't run soon. */
  private <T> Optional<T> bounded(String owner, Callable<T> work) {
    FutureTask<T> result = new FutureTask<>(work);
    if (!turns.run(owner, result)) {
      return Optional.empty();
    }
    try {
      return Optional.of(result.get(waitMillis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      result.cancel(false);
      return Optional.empty();
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
  }
}
