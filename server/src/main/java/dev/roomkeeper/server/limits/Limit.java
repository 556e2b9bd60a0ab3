package dev.roomkeeper.server.limits;

import dev.roomkeeper.server.limits.Budget.Terms;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * All budgets, with their owners and default sizes. docs/security.md has a table of what each is
 * for.
 */
public enum Limit {
  FRAMES_BY_CONNECTION(Owner.CONNECTION, 400, 200),
  FRAMES_BY_USER(Owner.USER, 800, 400),
  FRAMES_BY_ADDRESS(Owner.ADDRESS, 20_000, 10_000),
  BYTES_BY_USER(Owner.USER, 4 << 20, 256 << 10),
  BYTES_BY_ADDRESS(Owner.ADDRESS, 64 << 20, 8 << 20),
  JOURNAL_BYTES_BY_USER(Owner.USER, 16 << 20, 128 << 10),
  JOURNAL_BYTES_BY_ADDRESS(Owner.ADDRESS, 128 << 20, 1 << 20),
  JOURNAL_BYTES_BY_ROOM(Owner.ROOM, 64 << 20, 512 << 10),
  STATE_BYTES_BY_USER(Owner.USER, 16 << 20, 1 << 20),
  STATE_BYTES_BY_ADDRESS(Owner.ADDRESS, 256 << 20, 16 << 20),
  MEMORY_BY_USER(Owner.USER, 10, 0),
  MEMORY_BY_ADDRESS(Owner.ADDRESS, 20, 0),
  MEMORY_BY_NODE(Owner.NODE, 40, 0),
  WAITING_BY_USER(Owner.USER, 4, 0),
  WAITING_BY_ADDRESS(Owner.ADDRESS, 8, 0),
  WAITING_BY_NODE(Owner.NODE, 16, 0),
  SOCKETS_BY_USER(Owner.USER, 100, 0),
  SOCKETS_BY_ADDRESS(Owner.ADDRESS, 2_000, 0),
  NAMELESS_SOCKETS_BY_ADDRESS(Owner.ADDRESS, 1_000, 0),
  SOCKETS_BY_NODE(Owner.NODE, 100_000, 0),
  HANDSHAKES_BY_ADDRESS(Owner.ADDRESS, 1_000, 50),
  REQUESTS_BY_ADDRESS(Owner.ADDRESS, 5_000, 500),
  PAGES_BY_ADDRESS(Owner.ADDRESS, 20_000, 500),
  GUESTS_BY_ADDRESS(Owner.ADDRESS, 1_000, 5),
  ROOMS_BY_USER(Owner.USER, 1_000, 0),
  NEW_ROOMS_BY_USER(Owner.USER, 100, 1.0 / 10),
  NEW_ROOMS_BY_ADDRESS(Owner.ADDRESS, 1_000, 1.0 / 5),
  SIGN_UPS_BY_ADDRESS(Owner.ADDRESS, 1_000, 1.0 / 2),
  SIGN_INS_BY_NAME_AND_ADDRESS(Owner.NAME_AND_ADDRESS, 5, 1.0 / 4),
  SIGN_INS_BY_ADDRESS(Owner.ADDRESS, 30, 1.0 / 8),
  SIGN_INS_BY_NAME(Owner.NAME, 100, 1),
  PASSPHRASES_BY_USER(Owner.USER, 10, 1.0 / 5),
  PASSPHRASES_BY_ADDRESS(Owner.ADDRESS, 300, 2),
  APART_BY_USER(Owner.USER, 200, 1),
  REPORTS_BY_USER(Owner.USER, 20, 1.0 / 60),
  REPORTS_BY_ADDRESS(Owner.ADDRESS, 200, 1.0 / 10),
  FEEDBACK_BY_ADDRESS(Owner.ADDRESS, 20, 1.0 / 60),
  FEEDBACK_BY_NODE(Owner.NODE, 1_000, 1.0 / 10);

  /** Who owns a budget. */
  public enum Owner {
    CONNECTION,
    USER,
    ADDRESS,
    ROOM,
    NAME,
    NAME_AND_ADDRESS,
    NODE
  }

  private final Owner owner;
  private final double most;
  private final double perSecond;

  Limit(Owner owner, double most, double perSecond) {
    this.owner = owner;
    this.most = most;
    this.perSecond = perSecond;
  }

  public Owner owner() {
    return owner;
  }

  /** The size, unless the operator sets another. */
  public Terms terms() {
    return new Terms(most, perSecond);
  }

  /** Its name in options, metrics and docs, for example {@code frames-by-user}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Limit> labelled(String label) {
    return Arrays.stream(values()).filter(limit -> limit.label().equals(label)).findFirst();
  }
}
