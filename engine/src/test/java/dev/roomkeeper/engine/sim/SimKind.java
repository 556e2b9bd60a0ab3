package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Tick;
import dev.roomkeeper.engine.kind.Timer;
import dev.roomkeeper.engine.kind.Undo;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of room that does what its commands say ({@link SimDeeds}), so that the simulation can
 * write anything anywhere. It tells an {@link Observer} what it was called for.
 */
final class SimKind implements RoomKind {
  static final String DURABLE = "durable";
  static final String LAZY = "lazy";
  static final String EPHEMERAL = "ephemeral";
  static final String INPUT = "input";
  static final String REVERT = "revert";
  static final String REAPPLY = "reapply";
  static final List<String> ROLES = List.of("role:red", "role:blue");
  static final List<String> CELLS = List.of("cell:0,0", "cell:1,0");

  /** So large a room writes nothing by itself any more: a tick that did would be refused. */
  private static final int QUIET_BYTES = 38_000;

  /** How all rooms of one simulation behave. */
  static final class Mood {
    /** Nothing is written by itself any more, so that all can come to rest. */
    boolean quiet;

    /** Nobody is refused, and nothing thrown, when members come and go. */
    boolean welcoming;
  }

  /** Hears of the calls of one host. */
  interface Observer {
    /**
     * @param ran how many ticks were run, as the room's live state has it
     * @param skipped how many were skipped before this one
     */
    void tick(Tick tick, long ran, long skipped, Moment moment);

    void thrown(Tick tick);

    void timer(Timer timer, Moment moment);
  }

  private static final Observer NOBODY =
      new Observer() {
        @Override
        public void tick(Tick tick, long ran, long skipped, Moment moment) {}

        @Override
        public void thrown(Tick tick) {}

        @Override
        public void timer(Timer timer, Moment moment) {}
      };

  private final RoomRules rules;
  private final Observer observer;
  final Mood mood;

  SimKind(RoomRules rules) {
    this(rules, new Mood(), NOBODY);
  }

  private SimKind(RoomRules rules, Mood mood, Observer observer) {
    this.rules = rules;
    this.mood = mood;
    this.observer = observer;
  }

  SimKind observedBy(Observer other) {
    return new SimKind(rules, mood, other);
  }

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return rules;
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case DURABLE, REVERT, REAPPLY -> Durability.DURABLE;
      case LAZY -> Durability.LAZY;
      case INPUT -> Durability.INPUT;
      default -> Durability.EPHEMERAL;
    };
  }

  private boolean isWild(Moment moment, int oneIn) {
    return !mood.quiet && !mood.welcoming && moment.dice().below(oneIn) == 0;
  }

  /** Half of them are errors of the machine's, as an endless recursion is. */
  static void throwOnPurpose(String why, Moment moment) {
    if (moment.dice().below(2) == 0) {
      throw new StackOverflowError("thrown on purpose " + why);
    }
    throw new IllegalStateException("thrown on purpose " + why);
  }

  // --- Members ---

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("began"), Json.of("all#begin"));
    draft.put(Layers.SERVER, List.of("secret"), Json.of("server#begin"));
    if (isWild(moment, 6)) {
      throwOnPurpose("as the room begins", moment);
    }
    return isWild(moment, 3) ? Verdict.refuse(Code.CONFLICT, "not yet") : draft.accept();
  }

  @Override
  public void opened(Draft draft, Moment moment) {
    String layer = Layers.live(Layers.ALL);
    draft.put(layer, List.of("opened"), LiveMark.of(draft, layer, "opened", null, moment).text(""));
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    if (isWild(moment, 40)) {
      return Verdict.refuse(Code.FORBIDDEN, "not today");
    }
    if (isWild(moment, 60)) {
      throwOnPurpose("as somebody joins", moment);
    }
    if (isNew) {
      draft.hold(member.id(), oneOf(CELLS, moment));
      if (moment.dice().below(2) == 0) {
        draft.hold(member.id(), oneOf(ROLES, moment));
      }
      String hand = Layers.member(member.id());
      draft.put(hand, List.of("doc", "a"), Json.of(hand + "#dealt-" + moment.dice().id(4)));
    }
    if (moment.dice().below(2) == 0) {
      draft.holdLive(member.id(), oneOf(CELLS, moment));
    }
    draft.put(Layers.ALL, List.of("members", member.id()), JsonObject.EMPTY.with("online", true));
    String layer = Layers.live(Layers.ALL);
    LiveMark mark = LiveMark.of(draft, layer, "here", null, moment);
    draft.put(layer, List.of("doc", member.id()), mark.text(""));
    if (mood.quiet) { // Nobody is kept out for want of space in the end.
      draft.layers().root().keys().stream()
          .filter(name -> !name.equals(Layers.ENGINE))
          .forEach(name -> draft.remove(name, List.of("doc", "blob")));
    }
    return draft.accept();
  }

  private static String oneOf(List<String> items, Moment moment) {
    return items.get(moment.dice().below(items.size()));
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    draft.put(Layers.ALL, List.of("members", member.id()), JsonObject.EMPTY.with("online", false));
    if (isWild(moment, 30)) {
      throwOnPurpose("as " + member.id() + " goes", moment);
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    draft.remove(Layers.ALL, List.of("members", member.id()));
  }

  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    boolean isOpen = layer.equals(Layers.ALL) || layer.startsWith("cell:");
    return isOpen && draft.get(Layers.SERVER, List.of("unwatched", userId)) == null;
  }

  // --- Time ---

  @Override
  public void tick(Draft draft, Tick tick, Moment moment) {
    if (mood.quiet) {
      return;
    }
    String engines = Layers.live(Layers.SERVER);
    JsonObject clock = draft.object(engines, List.of("clock"));
    long ran = (long) clock.number("ran", 0);
    long skipped = (long) clock.number("skipped", 0) + tick.skipped();
    observer.tick(tick, ran, skipped, moment);
    if (isWild(moment, 60)) {
      observer.thrown(tick);
      throwOnPurpose("in a tick", moment);
    }
    draft.put(
        engines,
        List.of("clock"),
        JsonObject.EMPTY.with("ran", ran + 1).with("skipped", skipped).with("last", tick.number()));
    String id = "tick-" + moment.dice().id(12);
    String seen = Layers.live(moment.dice().below(2) == 0 ? Layers.ALL : oneOf(CELLS, moment));
    LiveMark mark = LiveMark.of(draft, seen, id, null, moment);
    for (Tick.Input input : tick.inputs()) {
      draft.put(seen, List.of("doc", "moved", input.memberId()), mark.text(""));
    }
    if (moment.dice().below(3) > 0 || draft.layers().bytes() > QUIET_BYTES) {
      draft.put(seen, List.of("doc", "tick"), mark.text(""));
    } else {
      keep(draft, tick, id, moment);
    }
  }

  private static void keep(Draft draft, Tick tick, String id, Moment moment) {
    List<Member> members = draft.members();
    if (moment.dice().below(3) == 0 && !members.isEmpty()) {
      Member moving = members.get(moment.dice().below(members.size()));
      CELLS.forEach(cell -> draft.release(moving.id(), cell));
      if (moment.dice().below(2) == 0) {
        draft.hold(moving.id(), oneOf(CELLS, moment));
      } else {
        draft.holdLive(moving.id(), oneOf(CELLS, moment));
      }
    }
    if (tick.canKeep() && moment.dice().below(10) == 0) {
      draft.makeDurable();
      draft.put(Layers.SERVER, List.of("durable"), Json.of(id));
    }
    String layer = moment.dice().below(2) == 0 ? Layers.ALL : oneOf(CELLS, moment);
    draft.put(layer, List.of("doc", "tick"), Json.of(layer + "#" + id));
    SimDeeds.tell(draft, id, layer, JsonObject.EMPTY);
  }

  @Override
  public void timer(Draft draft, Timer timer, Moment moment) {
    observer.timer(timer, moment);
    String id =
        "timer-" + SimDeeds.text(draft.object(Layers.SERVER, List.of("wakes")), timer.name());
    draft.remove(Layers.SERVER, List.of("wakes", timer.name()));
    SimDeeds.log(draft, id);
    SimDeeds.tell(draft, id, Layers.ALL, JsonObject.EMPTY);
    if (!mood.quiet && moment.dice().below(4) == 0) {
      SimDeeds.wake(draft, timer.name(), moment.dice().below(2_000), moment);
    }
  }

  // --- What is asked ---

  /** Its commands stand in no table: without this, all inputs would be refused as unknown. */
  @Override
  public Verdict.@Nullable Refused unreadable(Command command) {
    return null;
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return new SimDeeds(draft, sender.id(), sender, moment).perform(command);
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    return new SimDeeds(draft, userId, null, moment).perform(command);
  }

  /** What tells of the past is not undone. */
  @Override
  public Undo undo() {
    return new Undo(
        SimDeeds.BOOKKEEPING.stream()
            .map(key -> new Undo.Part(Layers.SERVER, List.of(key)))
            .toList(),
        List.of());
  }
}
