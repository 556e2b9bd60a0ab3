package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.kind.Draft;

/** Who may be at the table, as the server keeps it: admitted by a link, or taken out by the DM. */
final class Standing {
  static final String IN = "in";
  static final String OUT = "out";

  private Standing() {}

  static boolean isOut(Draft draft, String userId) {
    return Ledger.STANDING.of(userId).get(draft, "").equals(OUT);
  }

  static boolean mayCome(Draft draft, String userId) {
    String standing = Ledger.STANDING.of(userId).get(draft, "");
    return !standing.equals(OUT)
        && (standing.equals(IN)
            || Ledger.MEMBERS.has(draft, userId)
            || !Ledger.CLOSED.get(draft, false));
  }
}
