package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A map on which people walk. The server decides every step; what one sees of the walkers is what
 * happens in the cells around, so that traffic depends on who is near and not on who is there.
 */
public final class Space implements RoomKind {
  /** What the server vouches for if a member's client knows whole maps alone, and no cells. */
  private static final String WHOLE = "whole";

  private static final String PLACES = "places";

  @Override
  public String name() {
    return "space";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return SpaceOptions.rules(options);
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case "move", Talk.BUBBLE_MESSAGE, Talk.SIGNAL -> Durability.LAZY;
      default -> Durability.DURABLE;
    };
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    Fields fields = new Fields(options);
    SpaceOptions read = SpaceOptions.read(options, fields);
    String problem = fields.problem();
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, "option " + problem);
    }
    JsonObject space =
        JsonObject.EMPTY
            .with("width", (long) read.extent().width())
            .with("height", (long) read.extent().height())
            .with("kept", read.kept())
            .with("editors", read.editors());
    String mapId = read.mapId();
    Map<String, Json> elements = new TreeMap<>();
    read.elements().forEach((id, element) -> elements.put(id, element.json()));
    draft.put(Layers.ALL, List.of("space"), mapId == null ? space : space.with("mapId", mapId));
    draft.put(Layers.ALL, List.of(People.PEOPLE), JsonObject.EMPTY);
    draft.put(Layers.ALL, List.of(Elements.ELEMENTS), JsonObject.of(elements));
    draft.put(Layers.ALL, List.of(Talk.CHAT), JsonObject.EMPTY);
    Ground.begin(draft, read.extent(), read.spawn(), read.walls(), read.elements().values());
    return draft.accept();
  }

  // --- Coming and going ---

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    boolean whole = member.claims().isTrue(WHOLE);
    Ground ground = new Ground(draft);
    Walkers walkers = new Walkers(draft);
    Neighbours neighbours = new Neighbours(draft, walkers);
    new People(draft).join(member);
    Block at = walkers.where(member.id());
    if (at != null && whole) {
      walkers.vanish(member.id(), at);
      neighbours.vanished(member.id());
      at = null;
    }
    if (at == null) {
      Block former = whole ? null : formerPlace(draft, member, ground);
      at = former == null ? new SpawnSearch(ground, walkers).find() : former;
      walkers.appear(member.id(), at);
    }
    draft.remove(Layers.SERVER, List.of(PLACES, member.id()));
    new Sight(draft, ground.extent()).open(member, at, whole);
    neighbours.moved(member.id());
    return draft.accept();
  }

  private static @Nullable Block formerPlace(Draft draft, Member member, Ground ground) {
    return draft.get(Layers.SERVER, List.of(PLACES, member.id())) instanceof JsonObject kept
            && ground.isFree(Block.of(kept))
        ? Block.of(kept)
        : null;
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    new People(draft).offline(member);
    Walkers walkers = new Walkers(draft);
    Block at = walkers.where(member.id());
    if (at != null) {
      walkers.vanish(member.id(), at);
      draft.put(Layers.SERVER, List.of(PLACES, member.id()), at.json());
      new Neighbours(draft, walkers).vanished(member.id());
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    new People(draft).leave(member);
    new Sight(draft, new Ground(draft).extent()).close(member);
    StepBudget.forget(draft, member.id());
    draft.remove(Layers.SERVER, List.of(PLACES, member.id()));
  }

  // --- Commands ---

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    String inAnothersName = SpaceCommand.inAnothersName(command, sender.id());
    if (inAnothersName != null) {
      return Verdict.refuse(Code.FORBIDDEN, inAnothersName);
    }
    Walkers walkers = new Walkers(draft);
    Neighbours neighbours = new Neighbours(draft, walkers);
    Talk talk = new Talk(draft, moment);
    return switch (SpaceCommand.read(command)) {
      case SpaceCommand.Move(var to) -> move(draft, sender, to, walkers, neighbours, moment);
      case SpaceCommand.Chat(var message) -> {
        talk.chat(sender, message);
        yield draft.accept();
      }
      case SpaceCommand.Bubble(var message) -> {
        talk.bubble(sender, neighbours.of(sender.id()), message);
        yield draft.accept();
      }
      case SpaceCommand.Signal(var to, var data) -> {
        if (!neighbours.areNear(sender.id(), to)) {
          yield Verdict.refuse(
              Code.FORBIDDEN, "\"" + Payloads.shortened(to) + "\" is not near you");
        }
        talk.signal(to, data);
        yield draft.accept();
      }
      case SpaceCommand.Unreadable(var code, var problem) -> Verdict.refuse(code, problem);
    };
  }

  private static Verdict move(
      Draft draft, Member sender, Block to, Walkers walkers, Neighbours neighbours, Moment moment) {
    Block from = walkers.where(sender.id());
    if (from == null) {
      return Verdict.refuse(Code.CONFLICT, "you stand nowhere");
    }
    if (from.steps(to) != 1) {
      return Verdict.refuse(
          Code.BAD_REQUEST, "a step goes to the next block on one axis; you stand at " + from);
    }
    Ground ground = new Ground(draft);
    String obstacle = ground.obstacle(from, to);
    if (obstacle != null) {
      return Verdict.refuse(Code.CONFLICT, obstacle);
    }
    if (!StepBudget.take(draft, sender.id(), to, moment.nowMillis())) {
      return Verdict.refuse(Code.RATE_LIMITED, "at most ten steps a second");
    }
    walkers.step(sender.id(), from, to);
    new Sight(draft, ground.extent()).follow(sender, to);
    neighbours.moved(sender.id());
    return draft.accept();
  }

  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    Elements elements = new Elements(draft);
    return switch (SpaceEdit.read(command)) {
      case SpaceEdit.Place(var id, var element) -> elements.place(id, element);
      case SpaceEdit.Remove(var id) -> elements.remove(id);
      case SpaceEdit.OpenTable(var id, var roomId) -> elements.openTable(userId, id, roomId);
      case SpaceEdit.Unreadable(var code, var problem) -> Verdict.refuse(code, problem);
    };
  }
}
