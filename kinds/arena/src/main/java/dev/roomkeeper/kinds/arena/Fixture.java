package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.MatchReport;
import dev.roomkeeper.engine.kind.Matchmaking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a match tells the server. One that the queue made: who has gone for good, and how it ended.
 * One of a room that somebody made, or a rematch, which do not count: who plays.
 */
final class Fixture {
  /** How long the others wait for somebody who does not come. */
  private static final int COMING_SECONDS = 15;

  /** For how long after its time a match may still be about to end. */
  private static final long LATE_MILLIS = 60_000;

  private final Draft draft;

  Fixture(Draft draft) {
    this.draft = draft;
  }

  /** The options of a match's room: all seats are for those who were brought together. */
  static JsonObject options(Matchmaking.Roster roster, int seconds) {
    List<Json> players = new ArrayList<>();
    int hash = 0;
    for (Matchmaking.Player player : roster.players()) {
      players.add(JsonObject.EMPTY.with("id", player.userId()).with("name", player.name()));
      hash += player.userId().hashCode();
    }
    MapName map = MapName.SHIPPED.get(Math.floorMod(hash, MapName.SHIPPED.size()));
    return JsonObject.EMPTY
        .with("map", map.name().toLowerCase(Locale.ROOT))
        .with("seats", players.size())
        .with("starts", players.size())
        .with("waitSeconds", COMING_SECONDS)
        .with("seconds", seconds)
        .with("players", new Json.Arr(players))
        .with("rated", roster.isRated())
        .with("kept", false);
  }

  /** Whether the queue made this room, and the result is not told yet. */
  boolean isOwed() {
    return Scene.FIXTURE.exists(draft) && !report().has(MatchReport.SCORES);
  }

  /** Whether the user has given up the match, and with it the seat. */
  boolean hasLeft(String userId) {
    return report().object(MatchReport.LEFT).has(userId);
  }

  /**
   * Tells who plays a match that does not count, so that they are led back to it. Practice alone
   * with bots is nothing to be led back to.
   */
  void tellWhoPlays() {
    if (isOwed()) {
      return; // The queue has told it.
    }
    TreeSet<String> people = new TreeSet<>();
    if (Scene.GAME.phase().get(draft) == Scene.Phase.PLAYING) {
      Scene.PLAYERS.forEach(
          draft,
          (id, player) -> {
            if (!player.bot().exists(draft)) {
              people.add(id);
            }
          });
    }
    if (people.size() < 2) {
      people.clear();
    }
    JsonObject told = report().object(MatchReport.PLAYING);
    for (String id : told.keys()) {
      if (!people.contains(id)) {
        MatchReport.playsNoMore(draft, id);
      }
    }
    long untilMillis = Scene.GAME.endsAt().get(draft, 0L) + LATE_MILLIS;
    for (String id : people) {
      if ((long) told.number(id, 0) != untilMillis) {
        MatchReport.plays(draft, id, untilMillis);
      }
    }
  }

  private JsonObject report() {
    return draft.object(Layers.ALL, List.of(MatchReport.KEY));
  }

  /** The user gives up the match, for good. */
  void left(String userId) {
    if (isOwed()) {
      MatchReport.left(draft, userId);
    }
  }

  /** How it ended; counts once. */
  void ended(List<Scene.Place> places) {
    if (isOwed()) {
      MatchReport.ended(
          draft,
          places.stream()
              .map(place -> new MatchReport.Score(place.id(), place.rank(), place.score()))
              .toList());
    }
  }
}
