package dev.roomkeeper.server.limits;

import dev.roomkeeper.server.hub.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How much may come in: frames a second by connection, user and address, connections by user, and
 * HTTP requests by address. Thread-safe.
 */
public final class Limits {
  private static final int ADDRESSES_MAX = 10_000;

  /**
   * The numbers.
   *
   * @param perConnection frames a second of one connection; bursts may be twice as many
   * @param perUser the same for all connections of one user
   * @param perAddress the same for all connections from one address
   * @param connectionsPerUser open at one time
   * @param connections open at one time on this node
   * @param requestsPerAddress HTTP requests a second that cost something, from one address
   */
  public record Numbers(
      int perConnection,
      int perUser,
      int perAddress,
      int connectionsPerUser,
      int connections,
      int requestsPerAddress) {
    public static final Numbers DEFAULT = new Numbers(200, 400, 10_000, 100, 100_000, 500);
  }

  private static final class Shared {
    final Budget budget;
    int connections;

    Shared(Budget budget) {
      this.budget = budget;
    }
  }

  private final Numbers numbers;
  private final Clock clock;
  private final ConcurrentHashMap<String, Shared> users = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Shared> addresses = new ConcurrentHashMap<>();
  private final Map<String, Budget> requests =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };
  private final AtomicInteger open = new AtomicInteger();

  public Limits(Numbers numbers, Clock clock) {
    this.numbers = numbers;
    this.clock = clock;
  }

  /** How many connections are open. */
  public int open() {
    return open.get();
  }

  /** What one connection may still send. */
  public final class Allowance {
    private final String userId;
    private final String address;
    private final Budget own;
    private final Budget ofUser;
    private final Budget ofAddress;

    private Allowance(String userId, String address, Budget ofUser, Budget ofAddress) {
      this.userId = userId;
      this.address = address;
      this.own = new Budget(numbers.perConnection, clock.ticks());
      this.ofUser = ofUser;
      this.ofAddress = ofAddress;
    }

    public boolean take(long nowTicks) {
      return own.take(nowTicks) && ofUser.take(nowTicks) && ofAddress.take(nowTicks);
    }

    public void giveBack() {
      open.decrementAndGet();
      leave(users, userId);
      leave(addresses, address);
    }
  }

  /** Whether one more HTTP request from the address may be served now. */
  public boolean takeRequest(String address) {
    Budget budget;
    synchronized (requests) {
      budget =
          requests.computeIfAbsent(
              address, _ -> new Budget(numbers.requestsPerAddress, clock.ticks()));
    }
    return budget.take(clock.ticks());
  }

  /** An allowance for a new connection, or null if there are too many. */
  public @Nullable Allowance admit(String userId, String address) {
    if (open.incrementAndGet() > numbers.connections) {
      open.decrementAndGet();
      return null;
    }
    Shared user = enter(users, userId, numbers.perUser);
    if (user.connections > numbers.connectionsPerUser) {
      leave(users, userId);
      open.decrementAndGet();
      return null;
    }
    Shared ofAddress = enter(addresses, address, numbers.perAddress);
    return new Allowance(userId, address, user.budget, ofAddress.budget);
  }

  private Shared enter(ConcurrentHashMap<String, Shared> shared, String key, int perSecond) {
    return shared.compute(
        key,
        (_, before) -> {
          Shared now = before == null ? new Shared(new Budget(perSecond, clock.ticks())) : before;
          now.connections++;
          return now;
        });
  }

  private static void leave(ConcurrentHashMap<String, Shared> shared, String key) {
    shared.computeIfPresent(key, (_, now) -> --now.connections == 0 ? null : now);
  }
}
