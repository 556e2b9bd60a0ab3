package dev.roomkeeper.kinds.campaign.bestiary;

import dev.roomkeeper.kinds.campaign.rules.Condition;
import java.util.List;

/**
 * What a hit or a failed save does.
 *
 * @param lasts for how long the conditions last, see {@link Lasting}; empty if the text does not
 *     say
 * @param escapeDc the DC to escape a grapple, or 0
 */
public record Outcome(List<Harm> harms, List<Condition> conditions, String lasts, int escapeDc) {
  public static final Outcome NOTHING = new Outcome(List.of(), List.of(), "", 0);

  public Outcome {
    harms = List.copyOf(harms);
    conditions = List.copyOf(conditions);
  }

  /**
   * The words of {@link Outcome#lasts}; besides them a number with r, m, h or d: rounds to days.
   */
  public static final class Lasting {
    /** To the start or end of the target's next turn. */
    public static final String START_OF_ITS_TURN = "start-its";

    public static final String END_OF_ITS_TURN = "end-its";

    /** To the start or end of the next turn of whoever did it. */
    public static final String START_OF_SOURCES_TURN = "start-source";

    public static final String END_OF_SOURCES_TURN = "end-source";

    /** Until the grapple ends. */
    public static final String GRAPPLE = "grapple";

    private Lasting() {}
  }
}
