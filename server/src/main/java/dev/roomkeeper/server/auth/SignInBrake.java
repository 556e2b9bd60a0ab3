package dev.roomkeeper.server.auth;

import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Slows guessing of passwords down. What counts before all is a name together with the address from
 * which it is tried, so that nobody elsewhere can keep the name's owner out. An address that tries
 * many names, and a name that is tried from many addresses, are slowed too, but for those who
 * signed in from their address before. Names that do not exist are slowed like others, so that
 * nothing is told. Thread-safe.
 */
public final class SignInBrake {
  /** What whoever wants to try is told. */
  sealed interface Turn {
    /**
     * Counts as a failure until something else is said of it, so that many at a time are not free.
     */
    final class Now implements Turn {
      private final Map<Limit, String> taken;

      private Now(Map<Limit, String> taken) {
        this.taken = taken;
      }
    }

    record Later(long seconds) implements Turn {}
  }

  private final Limits limits;

  public SignInBrake(Limits limits) {
    this.limits = limits;
  }

  /**
   * Asks for a turn to try.
   *
   * @param wasHere whether the name's owner signed in from this address before; asked only if need
   *     be, and may block
   */
  Turn enter(String nameKey, String address, BooleanSupplier wasHere) {
    Map<Limit, String> owners = new EnumMap<>(Limit.class);
    owners.put(Limit.SIGN_INS_BY_NAME_AND_ADDRESS, Limits.nameAndAddress(nameKey, address));
    owners.put(Limit.SIGN_INS_BY_ADDRESS, address);
    owners.put(Limit.SIGN_INS_BY_NAME, nameKey);
    Map<Limit, String> taken = new EnumMap<>(Limit.class);
    for (Map.Entry<Limit, String> each : owners.entrySet()) {
      Limit limit = each.getKey();
      if (limits.take(limit, each.getValue(), 1)) {
        taken.put(limit, each.getValue());
      } else if (limit == Limit.SIGN_INS_BY_NAME_AND_ADDRESS || !wasHere.getAsBoolean()) {
        giveBack(taken);
        return new Turn.Later(limits.retrySeconds(limit, each.getValue()));
      }
    }
    return new Turn.Now(taken);
  }

  /** It was right: whoever owns the name is there, and has all tries again. */
  void passed(Turn.Now turn) {
    giveBack(turn.taken);
    Limit limit = Limit.SIGN_INS_BY_NAME_AND_ADDRESS;
    limits.giveBack(limit, turn.taken.getOrDefault(limit, ""), (double) limits.most(limit));
  }

  /** It came to nothing, and was nobody's fault. */
  void notTried(Turn.Now turn) {
    giveBack(turn.taken);
  }

  private void giveBack(Map<Limit, String> taken) {
    taken.forEach((limit, owner) -> limits.giveBack(limit, owner, 1));
  }
}
