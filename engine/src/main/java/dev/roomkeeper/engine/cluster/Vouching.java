package dev.roomkeeper.engine.cluster;

import java.util.Collection;

/**
 * How an owner that can't reach the database learns that nobody took its room: every node that
 * could have says, for itself and after it was asked, that it has not. Then the room was still
 * owned when the question was asked.
 */
public final class Vouching {
  /**
   * So long after the database itself told a node its rooms, others may stand in for it. It bounds
   * what is lost when a node that nobody here knows of reaches the database alone.
   */
  public static final long MAX_MILLIS = 60_000;

  /** What one node says, or what its silence says. */
  public enum Voice {
    /** It has not taken the room, nor is it about to. */
    CLEAR,
    /** Somebody did, it or another. */
    TAKEN,
    /** No process listens there any more: who is dead takes no rooms. */
    DEAD,
    /** It does not answer, or can't say. */
    SILENT
  }

  public enum Outcome {
    HELD,
    LOST,
    UNKNOWN
  }

  private Vouching() {}

  /**
   * What a node answers to who owned a room at an epoch.
   *
   * @param rowEpoch as it read it after it was asked; -1 if it could not
   * @param servedEpoch of the room here, 0 for none
   * @param isTakingOver whether a takeover of the room is under way, by whose success it would
   *     serve it
   */
  public static Voice answer(
      long askedEpoch, long rowEpoch, long servedEpoch, boolean isTakingOver) {
    if (Math.max(rowEpoch, servedEpoch) > askedEpoch) {
      return Voice.TAKEN;
    }
    return rowEpoch < 0 && isTakingOver ? Voice.SILENT : Voice.CLEAR;
  }

  /** What follows from all voices of all whom {@link Roster#known} names. */
  public static Outcome tally(Collection<Voice> voices) {
    if (voices.contains(Voice.TAKEN)) {
      return Outcome.LOST;
    }
    boolean isAsked = voices.contains(Voice.CLEAR);
    return isAsked && !voices.contains(Voice.SILENT) ? Outcome.HELD : Outcome.UNKNOWN;
  }

  /**
   * Whether others may stand in for the database. They say who has a room now: that prolongs what a
   * node has known to be its own all along, and brings back nothing to one that stood still, whose
   * successor may have come and gone.
   *
   * @param toldAtTicks when the node last asked the database for its rooms and was answered
   * @param stoodAtTicks when the node last found that it had stood still
   */
  public static boolean isAllowed(long toldAtTicks, long stoodAtTicks, long nowTicks) {
    return toldAtTicks >= stoodAtTicks && nowTicks - toldAtTicks < MAX_MILLIS;
  }
}
