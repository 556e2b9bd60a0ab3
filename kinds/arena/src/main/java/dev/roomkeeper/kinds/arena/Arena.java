package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.MatchReport;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A fast game seen from above. The server moves all bodies by the same rules as the clients that
 * predict them, judges shots by what the shooter saw, and tells nobody of what can't be seen.
 */
public final class Arena implements RoomKind {
  /** Asks for another match with the same people. */
  @Payload
  record Again() {}

  /** The server says that somebody leaves the match for good. */
  @Payload
  record Quit() {}

  private static final Commands<Act> COMMANDS =
      Commands.named("an arena")
          .input("steer", SteerReader.INSTANCE)
          .lazy("again", AgainReader.INSTANCE, (act, _) -> again(act));

  private static final Commands<Edit> EDITS =
      Commands.edits("an arena")
          .durable(MatchReport.QUIT, QuitReader.INSTANCE, (edit, _) -> quit(edit));

  private static final long MATCH_MILLIS_MAX = 15L * 60_000;

  private final IntSupplier matchSeconds;

  public Arena() {
    this(() -> ArenaOptions.SECONDS);
  }

  /**
   * An arena.
   *
   * @param matchSeconds how long a match of the queue is, asked when one is made
   */
  public Arena(IntSupplier matchSeconds) {
    this.matchSeconds = matchSeconds;
  }

  /**
   * Makes the tables of all maps. It takes a moment, which no room's tick should: a server does it
   * when it starts.
   */
  public static void prepare() {
    for (MapName map : MapName.SHIPPED) {
      ArenaMap.of(map.rows()).sightlines().makeAll();
    }
  }

  @Override
  public String name() {
    return "arena";
  }

  @Override
  public Commands<Act> commands() {
    return COMMANDS;
  }

  @Override
  public Commands<Edit> edits() {
    return EDITS;
  }

  /** Three to five, everybody for himself. */
  @Override
  public Matchmaking matchmaking() {
    return new Matchmaking(
        List.of(new Matchmaking.Mode("solo", 3, 5, 10_000, true)),
        MATCH_MILLIS_MAX,
        roster -> Fixture.options(roster, matchSeconds.getAsInt()));
  }

  @Override
  public Model model() {
    return Scene.MODEL;
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return ArenaOptions.rules(options);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return Reading.options(ArenaOptionsReader.INSTANCE, options)
        .then(read -> begin(draft, read, moment));
  }

  private static Verdict begin(Draft draft, ArenaOptions options, Moment moment) {
    if (options.bots() + options.players().size() > options.seats()
        || options.bots() == options.seats()) {
      return Verdict.refuse(
          Code.BAD_REQUEST,
          "options \"bots\" and \"players\" must leave a seat of the \"seats\" free");
    }
    String own = options.rows();
    String problem = own == null ? null : ArenaMap.problem(own);
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, "option \"rows\": a map " + problem);
    }
    if ((own == null) == (options.map() == MapName.OWN)) {
      return Verdict.refuse(Code.BAD_REQUEST, "options \"map\": \"own\" and \"rows\" go together");
    }
    String rows = own == null ? options.map().rows() : own.strip();
    Scene.GAME.set(draft, new Scene.Game(Scene.Phase.WAITING, 0, options.map(), rows, 0));
    Scene.PLAYERS.set(draft, JsonObject.EMPTY);
    Scene.SETTINGS.set(
        draft,
        new Scene.Settings(
            options.seats(),
            options.starts(),
            options.seconds(),
            // A number that JSON keeps.
            moment.dice().nextLong() >>> 12));
    Roster roster = new Roster(draft);
    roster.keepSeats(options.players(), moment);
    roster.seatBots(options.bots(), options.level(), moment);
    if (!options.players().isEmpty()) {
      Scene.FIXTURE.set(draft, options.rated());
    }
    if (options.starts() > 1) {
      draft.wakeAt(Match.START, moment.nowMillis() + 1_000L * options.waitSeconds());
    }
    return draft.accept();
  }

  // --- Coming and going ---

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    ContestantSlot player = Scene.PLAYERS.of(member.id());
    if (player.exists(draft)) {
      player.online().set(draft, true);
      player.name().set(draft, member.name());
      player.here().set(draft, true);
    } else if (!new Fixture(draft).hasLeft(member.id())) {
      new Roster(draft).seat(member.id(), member.name(), null, moment); // else it looks on
    }
    if (player.exists(draft)) {
      Slot<Integer> joins = Scene.JOINS.of(member.id());
      joins.set(draft, joins.get(draft, 0) + 1);
    }
    new Match(draft, moment).beginIfReady();
    return draft.accept();
  }

  @Override
  public void renamed(Draft draft, Member member, Moment moment) {
    ContestantSlot player = Scene.PLAYERS.of(member.id());
    if (player.exists(draft)) {
      player.name().set(draft, member.name());
    }
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    ContestantSlot player = Scene.PLAYERS.of(member.id());
    if (player.exists(draft)) {
      player.online().set(draft, false);
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    new Match(draft, moment).giveUp(member.id());
  }

  // --- The match ---

  private static Verdict again(Act act) {
    Match match = new Match(act.draft(), act.moment());
    if (!match.isIn(Scene.Phase.OVER)) {
      return Verdict.refuse(Code.CONFLICT, "the match is not over");
    }
    if (!Scene.PLAYERS.has(act.draft(), act.sender().id())) {
      return Verdict.refuse(Code.FORBIDDEN, "only who plays may ask for another match");
    }
    match.again(act.sender().id());
    return act.draft().accept();
  }

  private static Verdict quit(Edit edit) {
    new Match(edit.draft(), edit.moment()).giveUp(edit.userId());
    return edit.draft().accept();
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    Match match = new Match(draft, moment);
    if (timer.name().equals(Match.START) && match.isIn(Scene.Phase.WAITING)) {
      match.beginAnyway();
    } else if (timer.name().equals(Match.END) && match.isIn(Scene.Phase.PLAYING)) {
      match.end();
    }
  }

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    new Round(draft, tick, moment).run();
  }

  /** Whoever has no seat may watch, ten seconds late: also a member who found none free. */
  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    boolean isSeen = layer.equals(Layers.ALL) || (layer.startsWith("role:") && !Scene.isOwn(layer));
    return isSeen && Scene.PLAYERS.of(userId).get(draft) == null;
  }
}
