package dev.roomkeeper.server.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A budget with an owner: how much of one thing each connection, user, address or node may have.
 * What is taken comes back by itself, so much a second, or is given back when it ends. Whoever is
 * over it is refused, and nobody else is. Thread-safe.
 */
public final class Budget {
  private static final int OWNERS_MAX = 20_000;
  private static final int HELD_MAX = 1_000;

  /** So long after a refusal its owner counts as held. */
  private static final long HELD_MILLIS = 10_000;

  private static final long SECONDS_MAX = 3_600;

  /**
   * The numbers of a budget.
   *
   * @param most that an owner can have at one time
   * @param perSecond what comes back by itself; 0 where it comes back when something ends
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
   * Somebody who was refused a moment ago.
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
   * @param ticks a monotonic clock's milliseconds
   */
  public Budget(Terms terms, LongSupplier ticks) {
    this.terms = terms;
    this.ticks = ticks;
  }

  /** What one owner has. */
  public final class Account {
    private final String owner;
    private double left = terms.most;
    private long atTicks = ticks.getAsLong();
    private int holders; // who will use it again

    private Account(String owner) {
      this.owner = owner;
    }

    private void refill() {
      long now = ticks.getAsLong();
      left = Math.min(terms.most, left + Math.max(0, now - atTicks) * terms.perSecond / 1_000);
      atTicks = now;
    }

    /** Takes so much; false, and nothing is taken, if less is left. */
    public boolean take(double cost) {
      synchronized (this) {
        refill();
        // Whoever has all that one can have may do what costs more than that, and pays later.
        if (left >= Math.min(cost, terms.most)) {
          left -= cost;
          return true;
        }
      }
      refuse(owner);
      return false;
    }

    /** Takes what was spent already, though less may be left: what follows waits for it. */
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
      // Of what comes back by itself an old debt may be forgotten; what is out must come back.
      return terms.perSecond > 0 || left >= terms.most;
    }

    private synchronized boolean isFull() {
      refill();
      return holders == 0 && left >= terms.most;
    }
  }

  /** An account that nobody else has, such as a connection's own. */
  public Account own(String owner) {
    return new Account(owner);
  }

  /** The owner's account, for whoever uses it often; it is not forgotten until {@link #release}. */
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

  /** Takes so much of what the owner has; false, and nothing is taken, if less is left. */
  public boolean take(String owner, double cost) {
    synchronized (owners) {
      return owners.getOrMake(owner, () -> new Account(owner)).take(cost);
    }
  }

  /** How much the owner has left; less than nothing where more was spent. */
  public double left(String owner) {
    Account account = owners.get(owner);
    return account == null ? terms.most : account.left();
  }

  /** As {@link Account#charge}. */
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

  /** After how many seconds it is worth to try again, at least 1. */
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

  /** How often somebody was refused. */
  public long refusals() {
    return refusals.sum();
  }

  /** Who was refused within the last ten seconds. */
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
