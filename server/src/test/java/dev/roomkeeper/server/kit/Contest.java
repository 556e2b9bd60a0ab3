package dev.roomkeeper.server.kit;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.MatchReport;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.Matchmaking.Mode;
import dev.roomkeeper.engine.kind.Matchmaking.Roster;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match without a game: whoever says "win" has won, and the others share the second rank. In its
 * state stands for whom it was made.
 */
public final class Contest implements RoomKind {
  public static final int POINTS = 30;

  @Override
  public String name() {
    return "contest";
  }

  @Override
  public Matchmaking matchmaking() {
    return new Matchmaking(
        List.of(new Mode("solo", 3, 5, 1_500, true), new Mode("quick", 2, 2, 0, false)),
        600_000,
        Contest::options);
  }

  private static JsonObject options(Roster roster) {
    List<Json> players =
        roster.players().stream().<Json>map(player -> Json.of(player.userId())).toList();
    return JsonObject.EMPTY.with("players", new Json.Arr(players)).with("rated", roster.isRated());
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("options"), options);
    return draft.accept();
  }

  @Override
  public Durability durability(String commandType) {
    return Durability.DURABLE;
  }

  @Override
  public Verdict.@Nullable Refused unreadable(Command command) {
    return null;
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    List<MatchReport.Score> scores = new ArrayList<>();
    if (draft.object(Layers.ALL, List.of("options")).get("players") instanceof Json.Arr(var all)) {
      for (Json player : all) {
        String userId = player instanceof Json.Text(var text) ? text : "";
        boolean isWinner = userId.equals(sender.id());
        scores.add(new MatchReport.Score(userId, isWinner ? 1 : 2, isWinner ? POINTS : 10));
      }
    }
    MatchReport.ended(draft, scores);
    return draft.accept();
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    MatchReport.left(draft, userId);
    return draft.accept();
  }
}
