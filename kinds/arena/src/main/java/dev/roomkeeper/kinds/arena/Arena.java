package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
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

/**
 * A fast game seen from above. The server moves all bodies by the same rules as the clients that
 * predict them, judges shots by what the shooter saw, and tells nobody of what can't be seen.
 */
public final class Arena implements RoomKind {
  /** Asks for another match with the same people. */
  @Payload
  record Again() {}

  private static final Commands<Act> COMMANDS =
      Commands.named("an arena")
          .input("steer", SteerReader.INSTANCE)
          .lazy("again", AgainReader.INSTANCE, (act, _) -> again(act));

  @Override
  public String name() {
    return "arena";
  }

  @Override
  public Commands<Act> commands() {
    return COMMANDS;
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
    if (options.bots() >= options.seats()) {
      return Verdict.refuse(
          Code.BAD_REQUEST, "option \"bots\" must leave a seat of the \"seats\" free");
    }
    Scene.GAME.set(
        draft, new Scene.Game(Scene.Phase.WAITING, 0, options.map(), options.map().rows(), 0));
    Scene.PLAYERS.set(draft, JsonObject.EMPTY);
    Scene.SETTINGS.set(
        draft,
        new Scene.Settings(
            options.seats(),
            options.starts(),
            options.seconds(),
            // A number that JSON keeps.
            moment.dice().nextLong() >>> 12));
    new Roster(draft).seatBots(options.bots(), options.level(), moment);
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
    } else {
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
  public void offline(Draft draft, Member member, Moment moment) {
    ContestantSlot player = Scene.PLAYERS.of(member.id());
    if (player.exists(draft)) {
      player.online().set(draft, false);
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    new Roster(draft).remove(member.id());
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

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    Match match = new Match(draft, moment);
    if (timer.name().equals(Match.START) && match.isIn(Scene.Phase.WAITING)) {
      match.begin();
    } else if (timer.name().equals(Match.END) && match.isIn(Scene.Phase.PLAYING)) {
      match.end();
    }
  }

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    new Round(draft, tick, moment).run();
  }

  /** Whoever does not play may look on, ten seconds late. */
  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    boolean isSeen = layer.equals(Layers.ALL) || layer.startsWith("role:");
    return isSeen && draft.member(userId) == null;
  }
}
