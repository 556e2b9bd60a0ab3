package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.PerLayer;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.engine.kind.Verdict;

/** Everybody notes something of their own and calls something out; with a mistake, if told so. */
final class Ballot implements RoomKind {
  private static final int CALLS_MAX = 5;

  private static final Model MODEL = new Model();
  private static final PerLayer<Layer.OfMember, Slot<String>> NOTE =
      MODEL.member().value("note", Types.TEXT);
  private static final Slots<Slot<String>> CALLS = MODEL.all().map("calls", Types.TEXT);
  private static final Slots<Slot<Integer>> LENGTHS = MODEL.all().map("lengths", Types.INTEGER);
  private static final Slot<Integer> COUNT = MODEL.all().value("count", Types.INTEGER);
  private static final Slots<Slot<Boolean>> POINTS = MODEL.all().live().map("points", Types.BOOL);

  /** What is wrong with it. */
  enum Mistake {
    NONE,
    READS_A_SECRET,
    FORGETS_A_BOUND,
    REMEMBERS_BY_ITSELF,
    KEEPS_WHAT_IS_EPHEMERAL
  }

  @Payload
  record Text(@Length(max = 200) String text) {}

  private final Mistake mistake;
  private final Commands<Act> commands;
  private int remembered;

  Ballot(Mistake mistake) {
    this.mistake = mistake;
    commands =
        Commands.named("a ballot")
            .durable("note", TextReader.INSTANCE, this::note)
            .lazy("call", TextReader.INSTANCE, this::call)
            .ephemeral("point", TextReader.INSTANCE, this::point);
  }

  @Override
  public String name() {
    return "ballot";
  }

  @Override
  public Commands<Act> commands() {
    return commands;
  }

  @Override
  public Model model() {
    return MODEL;
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    CALLS.set(draft, JsonObject.EMPTY);
    return draft.accept();
  }

  private Verdict note(Act act, Text note) {
    NOTE.in(Layer.member(act.sender().id())).set(act.draft(), note.text());
    if (mistake == Mistake.READS_A_SECRET) {
      LENGTHS.of(act.sender().id()).set(act.draft(), note.text().length());
    }
    return act.draft().accept();
  }

  private Verdict call(Act act, Text call) {
    Draft draft = act.draft();
    remembered++;
    int before = COUNT.get(draft, 0);
    COUNT.set(draft, mistake == Mistake.REMEMBERS_BY_ITSELF ? remembered : before + 1);
    boolean isFull = CALLS.size(draft) >= CALLS_MAX;
    if (isFull && mistake != Mistake.FORGETS_A_BOUND) {
      return Verdict.refuse(Code.TOO_LARGE, "at most " + CALLS_MAX + " calls");
    }
    CALLS.of("c" + before).set(draft, call.text());
    return draft.accept();
  }

  private Verdict point(Act act, Text at) {
    if (mistake == Mistake.KEEPS_WHAT_IS_EPHEMERAL) {
      COUNT.set(act.draft(), at.text().length());
    }
    POINTS.of(act.sender().id()).set(act.draft(), true);
    return act.draft().accept();
  }
}
