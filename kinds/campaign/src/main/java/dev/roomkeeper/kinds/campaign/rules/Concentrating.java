package dev.roomkeeper.kinds.campaign.rules;

import java.util.ArrayList;
import java.util.List;

/** Concentration on a spell or another effect. */
public final class Concentrating {
  private static final int DC_MIN = 10;
  private static final int DC_MAX_2024 = 30;

  private Concentrating() {}

  /** The DC of the Constitution save after damage from one source. */
  public static int dc(Edition edition, int damage) {
    int dc = Math.max(DC_MIN, damage / 2);
    return edition == Edition.OF_2024 ? Math.min(DC_MAX_2024, dc) : dc;
  }

  /** Beginning to concentrate ends what one concentrated on before; who can't act can't begin. */
  public static List<Consequence> begin(Edition edition, Body body, String effect) {
    if (body.life() != Life.UP
        || Conditions.all(edition, body).contains(ConditionEffect.NO_CONCENTRATION)) {
      return List.of();
    }
    List<Consequence> follows = new ArrayList<>(end(body));
    follows.add(new Consequence.ConcentrationBegins(effect));
    return List.copyOf(follows);
  }

  /** The end of it, if the body concentrates at all: by choice, a failed save, or incapacity. */
  public static List<Consequence> end(Body body) {
    return body.concentration() == null
        ? List.of()
        : List.of(new Consequence.ConcentrationEnds(body.concentration()));
  }

  /** What follows from the total of the save that was asked for. */
  public static List<Consequence> saved(Body body, int total, int dc) {
    return total >= dc ? List.of() : end(body);
  }
}
