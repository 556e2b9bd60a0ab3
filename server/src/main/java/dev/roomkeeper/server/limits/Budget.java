package dev.roomkeeper.server.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A budget per owner: how much of one resource each connection, user, address or node may use. What
 * is used comes back by itself at a rate per second, or is given back at its end. An owner over its
 * budget is refused; others are not affected. Thread-safe.
 */
public final class Budget {
  private static final int OWNERS_MAX = 20_000;
  private static final int HELD_MAX = 1_000;

  /** An owner counts as held for this long after a refusal. */
  private static final long HELD_MILLIS = 10_000;

  private static final long SECONDS_MAX = 3_600;

  /**
   * The size of a budget.
   *
   * @param most how much an owner can use at one time
   * @param perSecond how much comes back by itself; 0 if it comes back when something ends
   */
  public record Terms(double most, double perSecond) {
    public Terms {
      if (!(most >= 1) || !(perSecond >= 0) || most > 1e12 || perSecond > 1e12) {
        throw new IllegalArgumentException(
            "a budget is at least 1, and what comes back is not negative");
      }
    }
  }

  /**
   * An owner that was refused recently.
   *
   * @param refusals since it is remembered
   */
  public record Held(String owner, long refusals, long agoMillis) {}

  private record Refusals(long count, long lastTicks) {}

  private final Terms terms;
  private final LongSupplier ticks;
  private final Remembered<Account> owners = new Remembered<>(OWNERS_MAX, Account::isIdle);
  private final Remembered<Refusals> held = new Remembered<>(HELD_MAX);
  private final LongAdder refusals = new LongAdder();

  /**
   * @param ticks milliseconds of a monotonic clock
   */
  public Budget(Terms terms, LongSupplier ticks) {
    this.terms = terms;
    this.ticks = ticks;
  }

  /** What one owner has left. */
  public final class Account {
    private final String owner;
    private double left = terms.most;
    private long atTicks = ticks.getAsLong();
    private int holders; // How many users hold this account.

    private Account(String owner) {
      this.owner = owner;
    }

    private void refill() {
      long now = ticks.getAsLong();
      left = Math.min(terms.most, left + Math.max(0, now - atTicks) * terms.perSecond / 1_000);
      atTicks = now;
    }

    /** Takes this much. Takes nothing and returns false if less is left. */
    public boolean take(double cost) {
      synchronized (this) {
        refill();
        // An owner with a full budget may do something that costs more than all of it, and pays
        // later.
        if (left >= Math.min(cost, terms.most)) {
          left -= cost;
          return true;
        }
      }
      refuse(owner);
      return false;
    }

    /**
     * Takes what was already spent, even if less is left. The owner's next request waits for it.
     */
    public synchronized void charge(double cost) {
      refill();
      left = Math.max(left - cost, -terms.most);
    }

    public synchronized void giveBack(double cost) {
      refill();
      left = Math.min(terms.most, left + cost);
    }

    private synchronized double left() {
      refill();
      return left;
    }

    private synchronized long waitMillis(double cost) {
      refill();
      double missing = Math.min(cost, terms.most) - left;
      return missing <= 0 || terms.perSecond == 0
          ? 0
          : (long) Math.ceil(missing * 1_000 / terms.perSecond);
    }

    private synchronized boolean isIdle() {
      if (holders > 0) {
        return false;
      }
      refill();
      // An old debt may be forgotten if it comes back by itself. What has to be given back may not.
      return terms.perSecond > 0 || left >= terms.most;
    }

    private synchronized boolean isFull() {
      refill();
      return holders == 0 && left >= terms.most;
    }
  }

  /** An account of its own, for example for one connection. */
  public Account own(String owner) {
    return new Account(owner);
  }

  /** The owner's account, for frequent use. It is kept until {@link #release}. */
  public Account hold(String owner) {
    synchronized (owners) {
      Account account = owners.getOrMake(owner, () -> new Account(owner));
      synchronized (account) {
        account.holders++;
      }
      return account;
    }
  }

  public void release(Account account) {
    synchronized (owners) {
      synchronized (account) {
        account.holders--;
      }
      forgetIfFull(account);
    }
  }

  /** Takes this much of the owner's budget. Takes nothing and returns false if less is left. */
  public boolean take(String owner, double cost) {
    synchronized (owners) {
      return owners.getOrMake(owner, () -> new Account(owner)).take(cost);
    }
  }

  /** How much the owner has left; negative if it spent more than it had. */
  public double left(String owner) {
    Account account = owners.get(owner);
    return account == null ? terms.most : account.left();
  }

  /** Like {@link Account#charge}. */
  public void charge(String owner, double cost) {
    synchronized (owners) {
      owners.getOrMake(owner, () -> new Account(owner)).charge(cost);
    }
  }

  public void giveBack(String owner, double cost) {
    synchronized (owners) {
      Account account = owners.get(owner);
      if (account != null) {
        account.giveBack(cost);
        forgetIfFull(account);
      }
    }
  }

  private void forgetIfFull(Account account) {
    if (account.isFull()) {
      owners.forget(account.owner);
    }
  }

  /** The number of seconds after which a retry is worthwhile, at least 1. */
  public long retrySeconds(String owner, double cost) {
    @Nullable Account account = owners.get(owner);
    long millis = account == null ? 0 : account.waitMillis(cost);
    return Math.clamp((millis + 999) / 1_000, 1, SECONDS_MAX);
  }

  private void refuse(String owner) {
    refusals.increment();
    synchronized (held) {
      Refusals before = held.get(owner);
      held.put(owner, new Refusals(before == null ? 1 : before.count + 1, ticks.getAsLong()));
    }
  }

  Terms terms() {
    return terms;
  }

  /** How many requests were refused. */
  public long refusals() {
    return refusals.sum();
  }

  /** The owners refused within the last ten seconds. */
  public List<Held> held() {
    long now = ticks.getAsLong();
    List<Held> lately = new ArrayList<>();
    for (var each : held.entries()) {
      long ago = now - each.getValue().lastTicks;
      if (ago <= HELD_MILLIS) {
        lately.add(new Held(each.getKey(), each.getValue().count, ago));
      }
    }
    return lately;
  }

  /** How many owners are remembered. */
  int remembered() {
    return owners.size();
  }
}
