package dev.roomkeeper.bench.abuse;

import java.util.Set;

/** One way to hurt others. An attack keeps no state: each run prepares anew. */
interface Attack {
  /** Its name in the table and on the command line. */
  String name();

  /** What is done, at which rate. */
  String what();

  /**
   * The answers that tell the attackers that they are held: reject codes, HTTP statuses, close
   * codes. Any of them will do. Empty for an attack that stays within what one may do.
   */
  Set<String> tells();

  /** The bytes that the attackers may have journaled in that time, all together. */
  default double journalBytes(double seconds) {
    return Budget.ofUsers(1, seconds);
  }

  /**
   * Makes what the attack needs, before the measured time.
   *
   * @return the attack itself, which runs until {@link Attackers#isOver}
   */
  Strike prepare(Attackers attackers) throws InterruptedException;

  /** The attack once all is there for it. */
  interface Strike {
    void run() throws InterruptedException;
  }
}
