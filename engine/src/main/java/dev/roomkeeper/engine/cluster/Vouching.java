package dev.roomkeeper.engine.cluster;

import java.util.Collection;

/**
 * Lets an owner that cannot reach the database learn that nobody took its room: every node that
 * could have taken it answers, after being asked, that it has not. Then the room was still owned at
 * the time of the question.
 */
public final class Vouching {
  /**
   * How long after the database's own answer other nodes may stand in for it. This bounds the loss
   * when an unknown node reaches the database alone.
   */
  public static final long MAX_MILLIS = 60_000;

  /** One node's answer, or the meaning of its silence. */
  public enum Voice {
    /** It has not taken the room and is not about to. */
    CLEAR,
    /** It or another node took the room. */
    TAKEN,
    /** No process listens there any more, and a dead node takes no rooms. */
    DEAD,
    /** It does not answer or does not know. */
    SILENT
  }

  public enum Outcome {
    HELD,
    LOST,
    UNKNOWN
  }

  private Vouching() {}

  /**
   * A node's answer to the owner of a room at an epoch.
   *
   * @param rowEpoch the row's epoch, read after the question; -1 if it could not be read
   * @param servedEpoch the room's epoch on this node, 0 for none
   * @param isTakingOver whether a takeover is under way whose success would put the room on this
   *     node
   */
  public static Voice answer(
      long askedEpoch, long rowEpoch, long servedEpoch, boolean isTakingOver) {
    if (Math.max(rowEpoch, servedEpoch) > askedEpoch) {
      return Voice.TAKEN;
    }
    return rowEpoch < 0 && isTakingOver ? Voice.SILENT : Voice.CLEAR;
  }

  /** The result of the answers of all nodes in {@link Roster#known}. */
  public static Outcome tally(Collection<Voice> voices) {
    if (voices.contains(Voice.TAKEN)) {
      return Outcome.LOST;
    }
    boolean isAsked = voices.contains(Voice.CLEAR);
    return isAsked && !voices.contains(Voice.SILENT) ? Outcome.HELD : Outcome.UNKNOWN;
  }

  /**
   * Whether others may stand in for the database. They say who has a room now. That prolongs what a
   * node has continuously known to own. It does not help a node that stood still, because a
   * successor may have come and gone.
   *
   * @param toldAtTicks when the database last answered which rooms the node owns
   * @param stoodAtTicks when the node last noticed that it had stood still
   */
  public static boolean isAllowed(long toldAtTicks, long stoodAtTicks, long nowTicks) {
    return toldAtTicks >= stoodAtTicks && nowTicks - toldAtTicks < MAX_MILLIS;
  }
}
