package dev.roomkeeper.server.auth;

import dev.roomkeeper.server.limits.Limit;
import dev.roomkeeper.server.limits.Limits;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Slows down the guessing of passwords. Above all it counts failures for a name together with an
 * address, so that nobody elsewhere can lock the name's owner out. It also slows an address that
 * tries many names, and a name that is tried from many addresses, except from addresses where its
 * owner signed in before. Names that do not exist are slowed too, so nothing is revealed.
 * Thread-safe.
 */
public final class SignInBrake {
  /** Whether an attempt may be made. */
  sealed interface Turn {
    /** Counts as a failure until it is settled, so that parallel attempts are not free. */
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
   * Asks whether an attempt may be made.
   *
   * @param wasHere whether the name's owner signed in from this address before; called only if
   *     needed, and may block
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

  /** The attempt succeeded: the owner is there, and all attempts are restored. */
  void passed(Turn.Now turn) {
    giveBack(turn.taken);
    Limit limit = Limit.SIGN_INS_BY_NAME_AND_ADDRESS;
    limits.giveBack(limit, turn.taken.getOrDefault(limit, ""), (double) limits.most(limit));
  }

  /** The attempt was not made, through nobody's fault. */
  void notTried(Turn.Now turn) {
    giveBack(turn.taken);
  }

  private void giveBack(Map<Limit, String> taken) {
    taken.forEach((limit, owner) -> limits.giveBack(limit, owner, 1));
  }
}
