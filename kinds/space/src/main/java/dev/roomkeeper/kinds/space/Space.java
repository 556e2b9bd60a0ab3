package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.chat.SayReader;
import dev.roomkeeper.kinds.chat.UnsayReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map on which people walk. The server decides every step. Members see the walkers in the cells
 * around them, so traffic depends on who is near and not on who is there.
 */
public final class Space implements RoomKind {
  /** The claim for a member whose client only knows whole maps, and no cells. */
  private static final String WHOLE = "whole";

  private static final Commands<Visit> COMMANDS =
      Commands.named("a space", Visit::new)
          .lazy("move", MoveReader.INSTANCE, Visit::move)
          .durable("chat-message", SayReader.INSTANCE, Visit::chat)
          .durable("chat.delete", UnsayReader.INSTANCE, Visit::unsay)
          .lazy("bubble-message", SayReader.INSTANCE, Visit::bubble)
          .lazy("signal", CallReader.INSTANCE, Visit::signal)
          .inOwnName("from", "memberId", "userId");

  private static final Commands<Edit> EDITS =
      Commands.edits("a space")
          .durable("place", PlaceReader.INSTANCE, Elements::place)
          .durable("arrange", ArrangeReader.INSTANCE, Elements::arrange)
          .durable("remove", RemoveReader.INSTANCE, Elements::remove)
          .durable("table", OpenTableReader.INSTANCE, Elements::openTable)
          .durable("settings", SettingsReader.INSTANCE, Space::change);

  @Override
  public String name() {
    return "space";
  }

  @Override
  public Commands<Visit> commands() {
    return COMMANDS;
  }

  @Override
  public Commands<Edit> edits() {
    return EDITS;
  }

  @Override
  public List<String> dialects() {
    return List.of("metaverse");
  }

  @Override
  public Model model() {
    return World.MODEL;
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return SpaceOptions.rules(options);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return Reading.options(SpaceOptionsReader.INSTANCE, options).then(read -> begin(draft, read));
  }

  private static Verdict begin(Draft draft, SpaceOptions options) {
    String problem = options.problem();
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, "option " + problem);
    }
    World.SPACE.set(
        draft,
        new World.SpaceInfo(
            options.width(), options.height(), options.kept(), options.editors(), options.mapId()));
    World.PEOPLE.set(draft, JsonObject.EMPTY);
    World.CHAT.set(draft, JsonObject.EMPTY);
    Map<String, Element> placed = options.placed();
    World.ELEMENTS.set(draft, (JsonObject) Types.map(ElementType.INSTANCE).json(placed));
    Ground.begin(draft, options.extent(), options.start(), options.walls(), placed.values());
    return draft.accept();
  }

  private static Verdict change(Edit edit, Asked.Settings settings) {
    World.SPACE.editors().set(edit.draft(), settings.editors());
    return edit.draft().accept();
  }

  /** Whoever may enter may also watch: what everybody sees, and the walkers. */
  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    return layer.equals(Layers.ALL) || Cell.isLayer(layer);
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
    World.PLACES.of(member.id()).remove(draft);
    new Sight(draft, ground.extent()).open(member, at, whole);
    neighbours.moved(member.id());
    return draft.accept();
  }

  private static @Nullable Block formerPlace(Draft draft, Member member, Ground ground) {
    Block place = World.PLACES.of(member.id()).get(draft);
    return place != null && ground.isFree(place) ? place : null;
  }

  @Override
  public void parted(Draft draft, String memberId, String otherId, Moment moment) {
    new Neighbours(draft, new Walkers(draft)).parted(memberId, otherId);
  }

  @Override
  public void renamed(Draft draft, Member member, Moment moment) {
    new People(draft).renamed(member);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    new People(draft).offline(member);
    Walkers walkers = new Walkers(draft);
    Block at = walkers.where(member.id());
    if (at != null) {
      walkers.vanish(member.id(), at);
      World.PLACES.of(member.id()).set(draft, at);
      new Neighbours(draft, walkers).vanished(member.id());
    }
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    new People(draft).leave(member);
    new Sight(draft, new Ground(draft).extent()).close(member);
    StepBudget.forget(draft, member.id());
    World.PLACES.of(member.id()).remove(draft);
  }
}
