package dev.roomkeeper.server.limits;

import dev.roomkeeper.server.hub.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How much may come in: frames a second by connection, user and address, connections by user, and
 * HTTP requests by address. Thread-safe.
 */
public final class Limits {
  private static final int ADDRESSES_MAX = 10_000;

  /** So many connections from one address may be open of which nobody knows whose they are. */
  private static final int NAMELESS_PER_ADDRESS_MAX = 1_000;

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
    int nameless;

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

  /** What one connection may still send. Not thread-safe. */
  public final class Allowance {
    private final String address;
    private final Budget own;
    private final Shared ofAddress;
    private @Nullable String userId;
    private @Nullable Shared ofUser;

    private Allowance(String address, Shared ofAddress) {
      this.address = address;
      this.own = new Budget(numbers.perConnection, clock.ticks());
      this.ofAddress = ofAddress;
    }

    public boolean take(long nowTicks) {
      return own.take(nowTicks)
          && (ofUser == null || ofUser.budget.take(nowTicks))
          && ofAddress.budget.take(nowTicks);
    }

    /** Counts the connection as this user's from now on; false if the user has too many. */
    public boolean count(String user) {
      Shared shared = enterUser(user);
      if (shared == null) {
        return false;
      }
      userId = user;
      ofUser = shared;
      forgetNameless(address);
      return true;
    }

    public void giveBack() {
      open.decrementAndGet();
      if (userId == null) {
        forgetNameless(address);
      } else {
        leave(users, userId);
      }
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

  /** An allowance for a user's new connection, or null if there are too many. */
  public @Nullable Allowance admit(String userId, String address) {
    Allowance allowance = admit(address, Integer.MAX_VALUE);
    if (allowance != null && !allowance.count(userId)) {
      allowance.giveBack();
      return null;
    }
    return allowance;
  }

  /**
   * An allowance for a new connection of which it is not known yet whose it is, or null if there
   * are too many.
   */
  public @Nullable Allowance admit(String address) {
    return admit(address, NAMELESS_PER_ADDRESS_MAX);
  }

  private @Nullable Allowance admit(String address, int namelessMax) {
    AtomicBoolean hasPlace = new AtomicBoolean();
    Shared ofAddress =
        addresses.compute(
            address,
            (_, before) -> {
              Shared now = before == null ? shared(numbers.perAddress) : before;
              if (now.nameless < namelessMax) {
                hasPlace.set(true);
                now.nameless++;
                now.connections++;
              }
              return now;
            });
    if (!hasPlace.get()) {
      return null;
    }
    Allowance allowance = new Allowance(address, ofAddress);
    if (open.incrementAndGet() > numbers.connections) {
      allowance.giveBack();
      return null;
    }
    return allowance;
  }

  private void forgetNameless(String address) {
    addresses.computeIfPresent(
        address,
        (_, now) -> {
          now.nameless--;
          return now;
        });
  }

  private @Nullable Shared enterUser(String userId) {
    Shared user =
        users.compute(
            userId,
            (_, before) -> {
              Shared now = before == null ? shared(numbers.perUser) : before;
              now.connections++;
              return now;
            });
    if (user.connections > numbers.connectionsPerUser) {
      leave(users, userId);
      return null;
    }
    return user;
  }

  private Shared shared(int perSecond) {
    return new Shared(new Budget(perSecond, clock.ticks()));
  }

  private static void leave(ConcurrentHashMap<String, Shared> shared, String key) {
    shared.computeIfPresent(key, (_, now) -> --now.connections == 0 ? null : now);
  }
}
