package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A match from its beginning to its result. */
final class Match {
  static final String START = "start";
  static final String END = "end";

  private final Draft draft;
  private final Moment moment;

  Match(Draft draft, Moment moment) {
    this.draft = draft;
    this.moment = moment;
  }

  boolean isIn(Scene.Phase phase) {
    return Scene.GAME.phase().need(draft) == phase;
  }

  /** Begins if enough people are there. */
  void beginIfReady() {
    if (isIn(Scene.Phase.WAITING) && people(false) >= Scene.SETTINGS.starts().need(draft)) {
      begin();
    }
  }

  /** The wait is over: who was invited and has not come loses the seat. */
  void beginAnyway() {
    if (new Fixture(draft).isOwed()) {
      for (String id : Scene.PLAYERS.keys(draft)) {
        if (Scene.JOINS.of(id).get(draft, 0) == 0) {
          remove(id);
        }
      }
      endIfAlone();
    }
    if (isIn(Scene.Phase.WAITING)) {
      begin();
    }
  }

  /** Somebody has no part in it any more. A match of the queue ends when one alone is left. */
  void giveUp(String id) {
    remove(id);
    endIfAlone();
  }

  private void remove(String id) {
    if (Scene.PLAYERS.has(draft, id)) {
      new Fixture(draft).left(id);
    }
    new Roster(draft).remove(id);
  }

  private void endIfAlone() {
    if (new Fixture(draft).isOwed() && Scene.PLAYERS.keys(draft).size() < 2) {
      end();
    }
  }

  /** Begins, with whoever is there. The next tick puts all bodies on the map anew. */
  void begin() {
    draft.cancelWake(START);
    long endsAt = moment.nowMillis() + 1_000L * Scene.SETTINGS.seconds().need(draft);
    Scene.GAME.phase().set(draft, Scene.Phase.PLAYING);
    Scene.GAME.match().set(draft, Scene.GAME.match().get(draft, 0) + 1);
    Scene.GAME.endsAt().set(draft, endsAt);
    Scene.RESULT.remove(draft);
    for (String id : Scene.PLAYERS.keys(draft)) {
      ContestantSlot player = Scene.PLAYERS.of(id);
      player.score().set(draft, 0);
      player.deaths().set(draft, 0);
      player.scoredAt().set(draft, 0L);
      player.again().set(draft, false);
    }
    draft.wakeAt(END, endsAt);
    new Fixture(draft).tellWhoPlays();
  }

  /** The result, which is kept for good. */
  void end() {
    draft.cancelWake(START);
    draft.cancelWake(END);
    Scene.GAME.phase().set(draft, Scene.Phase.OVER);
    Scene.GAME.endsAt().set(draft, 0L);
    List<Scene.Place> places = places();
    Scene.RESULT.set(draft, places);
    Fixture fixture = new Fixture(draft);
    fixture.ended(places);
    fixture.tellWhoPlays();
  }

  /** By points, then by fewer deaths, then by who had its points earlier. */
  private List<Scene.Place> places() {
    record Line(String id, Scene.Contestant player) {}
    Comparator<Line> order =
        Comparator.<Line>comparingInt(line -> -line.player.score())
            .thenComparingInt(line -> line.player.deaths())
            .thenComparingLong(line -> line.player.scoredAt());
    List<Line> lines = new ArrayList<>();
    Scene.PLAYERS.forEach(draft, (id, player) -> lines.add(new Line(id, player.need(draft))));
    lines.sort(order.thenComparing(Line::id));
    List<Scene.Place> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean isEqual = i > 0 && order.compare(lines.get(i - 1), line) == 0;
      places.add(
          new Scene.Place(
              line.id,
              line.player.name(),
              isEqual ? places.getLast().rank() : i + 1,
              line.player.score(),
              line.player.deaths()));
    }
    return places;
  }

  /** Somebody wants another match; it begins when all who are here do. */
  void again(String id) {
    Scene.PLAYERS.of(id).again().set(draft, true);
    if (people(true) == people(false)) {
      begin();
    }
  }

  private int people(boolean again) {
    int[] count = {0};
    Scene.PLAYERS.forEach(
        draft,
        (_, player) -> {
          boolean counts =
              !player.bot().exists(draft)
                  && player.online().need(draft)
                  && (!again || player.again().need(draft));
          count[0] += counts ? 1 : 0;
        });
    return count[0];
  }
}
