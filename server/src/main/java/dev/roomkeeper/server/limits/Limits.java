package dev.roomkeeper.server.limits;

import static java.util.stream.Collectors.joining;

import dev.roomkeeper.server.limits.Budget.Account;
import dev.roomkeeper.server.limits.Budget.Terms;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The budgets of this node, and the allowance of each connection. Thread-safe. */
public final class Limits {
  /** The owner of what everybody shares. */
  private static final String NODE = "node";

  /** The sizes of all budgets. */
  public record Numbers(Map<Limit, Terms> set) {
    public static final Numbers DEFAULT = new Numbers(Map.of());

    public Numbers {
      set = Map.copyOf(set);
    }

    Terms of(Limit limit) {
      return set.getOrDefault(limit, limit.terms());
    }

    public Numbers with(Limit limit, double most, double perSecond) {
      Map<Limit, Terms> more = new EnumMap<>(Limit.class);
      more.putAll(set);
      more.put(limit, new Terms(most, perSecond));
      return new Numbers(more);
    }

    /**
     * Applies the command line's values: {@code name=most}, or {@code name=most+back/s}, where the
     * unit is {@code s}, {@code m} or {@code h}.
     *
     * @throws IllegalArgumentException with a sentence if a value cannot be read
     */
    public Numbers with(String text) {
      int equals = text.indexOf('=');
      Limit limit =
          Limit.labelled(text.substring(0, Math.max(equals, 0)))
              .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
      String[] parts = text.substring(equals + 1).split("\\+", 2);
      try {
        double back = parts.length == 1 ? limit.terms().perSecond() : rate(parts[1]);
        return with(limit, Double.parseDouble(parts[0]), back);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "\""
                + text
                + "\" must read name=most or name=most+back/s, such as frames-by-user=800+400/s");
      }
    }

    private static String unknown(String text) {
      Optional<Limit> meant = Limit.labelled(text);
      if (meant.isPresent()) {
        return "\"" + text + "\" has no number: it must read name=most or name=most+back/s";
      }
      String all = Arrays.stream(Limit.values()).map(Limit::label).collect(joining(", "));
      return "\"" + text + "\" names no limit; there are " + all;
    }

    private static double rate(String text) {
      double number = Double.parseDouble(text.substring(0, Math.max(text.length() - 2, 0)));
      return switch (text.substring(Math.max(text.length() - 2, 0))) {
        case "/s" -> number;
        case "/m" -> number / 60;
        case "/h" -> number / 3_600;
        default -> throw new IllegalArgumentException(text);
      };
    }
  }

  private final Map<Limit, Budget> budgets = new EnumMap<>(Limit.class);
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param ticks milliseconds of a monotonic clock
   */
  public Limits(Numbers numbers, LongSupplier ticks) {
    for (Limit limit : Limit.values()) {
      budgets.put(limit, new Budget(numbers.of(limit), ticks));
    }
  }

  /** The budget of this limit, for callers that already have the owner's name. */
  private Budget budget(Limit limit) {
    return java.util.Objects.requireNonNull(budgets.get(limit));
  }

  private static String owner(Limit limit, String owner) {
    return limit.owner() == Limit.Owner.ADDRESS ? AddressOwner.of(owner) : owner;
  }

  /**
   * Takes this much of the owner's budget. Takes nothing and returns false if less is left.
   *
   * @param owner a user's id, an address as it came, or a name, depending on the limit
   */
  public boolean take(Limit limit, String owner, double cost) {
    return budget(limit).take(owner(limit, owner), cost);
  }

  /** Whether the owner has more than this left. Takes nothing and counts no refusal. */
  public boolean isLeft(Limit limit, String owner, double least) {
    return budget(limit).left(owner(limit, owner)) > least;
  }

  /** How much an owner can use at one time. */
  public long most(Limit limit) {
    return (long) budget(limit).terms().most();
  }

  /** Like {@link #take}, from the budget that everybody on this node shares. */
  public boolean takeOfNode(Limit limit) {
    return budget(limit).take(NODE, 1);
  }

  /** Takes what was already spent, even if less is left. The owner's next request waits for it. */
  public void charge(Limit limit, String owner, double cost) {
    budget(limit).charge(owner(limit, owner), cost);
  }

  public void giveBack(Limit limit, String owner, double cost) {
    budget(limit).giveBack(owner(limit, owner), cost);
  }

  /** The number of seconds after which a refused owner may retry, at least 1. */
  public long retrySeconds(Limit limit, String owner) {
    return budget(limit).retrySeconds(owner(limit, owner), 1);
  }

  /** The owner for a name together with the address from which it is used. */
  public static String nameAndAddress(String name, String address) {
    return AddressOwner.of(address) + " " + name;
  }

  /** One text for an address and all others of the same owner. */
  public static String addressOwner(String address) {
    return AddressOwner.of(address);
  }

  /** The owners that this limit refused within the last seconds. */
  public List<Budget.Held> held(Limit limit) {
    return budget(limit).held();
  }

  /** All budgets, for display. */
  public Map<Limit, Budget> all() {
    return Map.copyOf(budgets);
  }

  /** How many connections are open. */
  public int open() {
    return open.get();
  }

  private static final Set<Limit> RUNNING_BY_USER =
      EnumSet.of(
          Limit.FRAMES_BY_USER,
          Limit.BYTES_BY_USER,
          Limit.JOURNAL_BYTES_BY_USER,
          Limit.STATE_BYTES_BY_USER);
  private static final Set<Limit> RUNNING_BY_ADDRESS =
      EnumSet.of(
          Limit.FRAMES_BY_ADDRESS,
          Limit.BYTES_BY_ADDRESS,
          Limit.JOURNAL_BYTES_BY_ADDRESS,
          Limit.STATE_BYTES_BY_ADDRESS);

  private void hold(Set<Limit> running, String owner, Map<Limit, Account> into) {
    running.forEach(limit -> into.put(limit, budget(limit).hold(owner)));
  }

  /**
   * What one connection may still send, receive, and write to the journal. Not thread-safe, except
   * for {@link #wrote}.
   */
  public final class Allowance {
    private final String address;
    private final Account frames;
    private final Map<Limit, Account> running =
        new ConcurrentHashMap<>(); // One account for the user and one for the address.
    private @Nullable String userId;
    private boolean nameless;

    private Allowance(String address, boolean nameless) {
      this.address = AddressOwner.of(address);
      this.nameless = nameless;
      frames = budget(Limit.FRAMES_BY_CONNECTION).own(this.address);
      hold(RUNNING_BY_ADDRESS, this.address, running);
    }

    /** The client's address, as an owner. */
    public String address() {
      return address;
    }

    private boolean take(Limit limit, double cost) {
      Account account = running.get(limit);
      return account == null || account.take(cost);
    }

    private void charge(Limit limit, double cost) {
      Account account = running.get(limit);
      if (account != null) {
        account.charge(cost);
      }
    }

    /** Whether one more frame of this many bytes may come in. */
    public boolean take(int bytes) {
      return frames.take(1)
          && take(Limit.FRAMES_BY_USER, 1)
          && take(Limit.FRAMES_BY_ADDRESS, 1)
          && take(Limit.BYTES_BY_USER, bytes)
          && take(Limit.BYTES_BY_ADDRESS, bytes);
    }

    /** Whether the connection may write to the room's journal. */
    public boolean mayWrite(String roomId) {
      return take(Limit.JOURNAL_BYTES_BY_USER, 0)
          && take(Limit.JOURNAL_BYTES_BY_ADDRESS, 0)
          && Limits.this.take(Limit.JOURNAL_BYTES_BY_ROOM, roomId, 0);
    }

    /** Charges bytes that were written for this connection. Any thread may call it. */
    public void wrote(String roomId, long bytes) {
      charge(Limit.JOURNAL_BYTES_BY_USER, (double) bytes);
      charge(Limit.JOURNAL_BYTES_BY_ADDRESS, (double) bytes);
      Limits.this.charge(Limit.JOURNAL_BYTES_BY_ROOM, roomId, (double) bytes);
    }

    /** Whether the connection may be sent the room's whole state. */
    public boolean mayArrive() {
      return take(Limit.STATE_BYTES_BY_USER, 0) && take(Limit.STATE_BYTES_BY_ADDRESS, 0);
    }

    /** Charges a state of this many bytes that was sent. */
    public void arrived(long bytes) {
      charge(Limit.STATE_BYTES_BY_USER, (double) bytes);
      charge(Limit.STATE_BYTES_BY_ADDRESS, (double) bytes);
    }

    /** Whether one more passphrase may be hashed or checked for it. */
    public boolean takePassphrase() {
      return userId != null
          && Limits.this.take(Limit.PASSPHRASES_BY_USER, userId, 1)
          && budget(Limit.PASSPHRASES_BY_ADDRESS).take(address, 1);
    }

    /** Counts the connection as this user's from now on. Returns false if the user has too many. */
    public boolean count(String user) {
      if (!budget(Limit.SOCKETS_BY_USER).take(user, 1)) {
        return false;
      }
      userId = user;
      hold(RUNNING_BY_USER, user, running);
      forgetNameless();
      return true;
    }

    private void forgetNameless() {
      if (nameless) {
        nameless = false;
        budget(Limit.NAMELESS_SOCKETS_BY_ADDRESS).giveBack(address, 1);
      }
    }

    /** Gives back what the connection held. Called when it has ended. */
    public void giveBack() {
      open.decrementAndGet();
      forgetNameless();
      if (userId != null) {
        budget(Limit.SOCKETS_BY_USER).giveBack(userId, 1);
      }
      running.forEach((limit, account) -> budget(limit).release(account));
      budget(Limit.SOCKETS_BY_ADDRESS).giveBack(address, 1);
      budget(Limit.SOCKETS_BY_NODE).giveBack(NODE, 1);
    }
  }

  /** The allowance for a user's new connection, or null if there are too many. */
  public @Nullable Allowance admit(String userId, String address) {
    Allowance allowance = admit(address, false);
    if (allowance != null && !allowance.count(userId)) {
      allowance.giveBack();
      return null;
    }
    return allowance;
  }

  /**
   * The allowance for a new connection whose user is not known yet, or null if there are too many.
   */
  public @Nullable Allowance admit(String address) {
    String owner = AddressOwner.of(address);
    if (!budget(Limit.NAMELESS_SOCKETS_BY_ADDRESS).take(owner, 1)) {
      return null;
    }
    Allowance allowance = admit(address, true);
    if (allowance == null) {
      budget(Limit.NAMELESS_SOCKETS_BY_ADDRESS).giveBack(owner, 1);
    }
    return allowance;
  }

  private @Nullable Allowance admit(String address, boolean nameless) {
    String owner = AddressOwner.of(address);
    if (!budget(Limit.SOCKETS_BY_ADDRESS).take(owner, 1)) {
      return null;
    }
    if (!budget(Limit.SOCKETS_BY_NODE).take(NODE, 1)) {
      budget(Limit.SOCKETS_BY_ADDRESS).giveBack(owner, 1);
      return null;
    }
    open.incrementAndGet();
    return new Allowance(address, nameless);
  }
}
