package dev.roomkeeper.server.ranks;

import com.pocketcombats.openskill.Adjudicator;
import com.pocketcombats.openskill.RatingModelConfig;
import com.pocketcombats.openskill.data.RatingAdjustment;
import com.pocketcombats.openskill.data.SimplePlayerResult;
import com.pocketcombats.openskill.data.SimpleTeamResult;
import com.pocketcombats.openskill.data.TeamResult;
import com.pocketcombats.openskill.model.PlackettLuce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An estimate of somebody's strength, by Weng and Lin's method for Plackett and Luce's model.
 *
 * @param mu the mean
 * @param sigma the standard deviation
 */
public record Rating(double mu, double sigma) {
  /** The rating of a new player. */
  public static final Rating FIRST = new Rating(25, 25.0 / 3);

  /** Each match makes every rating a little less certain, so that none ever freezes. */
  private static final double TAU = 25.0 / 300;

  private static final RatingModelConfig CONFIG = RatingModelConfig.builder().setTau(0).build();

  /** One player's result. */
  public record Result(Rating before, int rank) {}

  /** The ratings after a match of everybody for himself, in the order of the results. */
  public static List<Rating> after(List<Result> results) {
    List<TeamResult<Integer>> teams = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Rating before = results.get(i).before;
      double sigma = Math.sqrt(before.sigma * before.sigma + TAU * TAU);
      teams.add(
          new SimpleTeamResult<>(
              before.mu,
              sigma,
              results.get(i).rank,
              List.of(new SimplePlayerResult<>(i, before.mu, sigma))));
    }
    Map<Integer, Rating> after = new HashMap<>();
    for (RatingAdjustment<Integer> each :
        new Adjudicator<Integer>(CONFIG, new PlackettLuce(CONFIG)).rate(teams)) {
      after.put(each.playerId(), new Rating(each.mu(), each.sigma()));
    }
    List<Rating> inOrder = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      inOrder.add(after.getOrDefault(i, results.get(i).before));
    }
    return inOrder;
  }
}
