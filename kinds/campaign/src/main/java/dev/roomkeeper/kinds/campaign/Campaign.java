package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Reader;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.campaign.bestiary.Bestiary;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** A campaign of the fifth edition: a DM, players, and fights in which every move can be undone. */
public final class Campaign implements RoomKind {
  static final int MEMBERS_MAX = 40;

  private static final Commands<Edit> EDITS =
      Commands.edits("a campaign")
          .durable("link.use", UsedLinkReader.INSTANCE, Links::use)
          .durable("sit", SitsReader.INSTANCE, Table::sit)
          .durable("become", BecomesReader.INSTANCE, Table::become);

  /** Moves that only the server asks for. */
  private static final Commands<Scene> MOVING =
      new Listed(Commands.named("a campaign", Scene::new))
          .any("character.depart", OfCreatureReader.INSTANCE, Characters::depart)
          .any("character.arrive", ArrivesReader.INSTANCE, Characters::arrive)
          .commands;

  private final Commands<Scene> commands;

  /** With the creatures that can be added by their id. */
  public Campaign(Bestiary bestiary) {
    commands = commands(bestiary);
  }

  /** Without a bestiary: creatures come with their stat blocks. */
  public Campaign() {
    this(Bestiary.of(List.of()));
  }

  private static Commands<Scene> commands(Bestiary bestiary) {
    return new Listed(Commands.named("a campaign", Scene::new))
        .dm("rename", RenamedReader.INSTANCE, Table::rename)
        .dm("options", OptionsEditReader.INSTANCE, Table::options)
        .dm("note", NoteReader.INSTANCE, Table::note)
        .dm("seat.give", GivenSeatReader.INSTANCE, Table::seat)
        .dm("player.remove", OfMemberReader.INSTANCE, Table::remove)
        .dm("player.admit", OfMemberReader.INSTANCE, Table::admit)
        .dm("link.make", NewLinkReader.INSTANCE, Links::make)
        .dm("link.revoke", OfLinkReader.INSTANCE, Links::revoke)
        .any("character.create", NewCharacterReader.INSTANCE, Characters::create)
        .any("character.edit", CharacterEditReader.INSTANCE, Characters::edit)
        .any("character.retire", OfCreatureReader.INSTANCE, Characters::retire)
        .dm("encounter.create", NewEncounterReader.INSTANCE, Encounters::create)
        .dm("encounter.edit", EncounterEditReader.INSTANCE, Encounters::edit)
        .dm("encounter.duplicate", OfEncounterReader.INSTANCE, Encounters::duplicate)
        .dm("encounter.delete", OfEncounterReader.INSTANCE, Encounters::delete)
        .dm("encounter.activate", ActivatedReader.INSTANCE, Encounters::activate)
        .dm("encounter.finish", FinishedReader.INSTANCE, Encounters::finish)
        .dm(
            "combatant.add",
            AddedReader.INSTANCE,
            (scene, added) -> Combatants.add(scene, bestiary, added))
        .dm("combatant.remove", OfCombatantsReader.INSTANCE, Combatants::remove)
        .dm("combatant.hide", HideReader.INSTANCE, Combatants::hide)
        .dm("combatant.reveal", RevealReader.INSTANCE, Combatants::reveal)
        .dm("combatant.alias", AliasReader.INSTANCE, Combatants::alias)
        .dm("combatant.edit", EditedReader.INSTANCE, Tactics::edit)
        .dm("initiative.roll", RollInitiativeReader.INSTANCE, Order::roll)
        .any("initiative.set", SetInitiativeReader.INSTANCE, Order::set)
        .dm("order.move", MoveInOrderReader.INSTANCE, Order::move)
        .dm("turn.next", NextTurnReader.INSTANCE, Order::next)
        .any("turn.delay", DelaysReader.INSTANCE, Tactics::delay)
        .any("turn.ready", ReadiesReader.INSTANCE, Tactics::ready)
        .dm("surprise", SurprisedReader.INSTANCE, Tactics::surprise)
        .dm("lair", InOrderReader.INSTANCE, Tactics::lair)
        .any("reaction.use", UseReactionReader.INSTANCE, Order::react)
        .any("damage", DealtReader.INSTANCE, Harm::damage)
        .dm("proposal.accept", AcceptedReader.INSTANCE, Proposals::accept)
        .dm("proposal.drop", OfProposalReader.INSTANCE, Proposals::drop)
        .any("heal", HealedReader.INSTANCE, Harm::heal)
        .any("temporary", HealedReader.INSTANCE, Harm::temporary)
        .any("hp.max", MaxHpReader.INSTANCE, Harm::max)
        .any("stabilise", OfCreatureReader.INSTANCE, Harm::stabilise)
        .dm("revive", RevivedReader.INSTANCE, Harm::revive)
        .dm("decide", DecisionsReader.INSTANCE, Harm::decide)
        .any("condition.begin", BegunReader.INSTANCE, Ailments::begin)
        .any("condition.end", EndedReader.INSTANCE, Ailments::end)
        .any("concentration.begin", ConcentratesReader.INSTANCE, Ailments::concentrate)
        .any("concentration.end", OfCreatureReader.INSTANCE, Ailments::breakOff)
        .any("exhaustion", SetExhaustionReader.INSTANCE, Ailments::exhaust)
        .any("ask.answer", RolledReader.INSTANCE, Asks::answer)
        .dm("ask.drop", DroppedReader.INSTANCE, Asks::drop)
        .any("pool.spend", SpentReader.INSTANCE, Means::spend)
        .any("pool.set", SetPoolReader.INSTANCE, Means::set)
        .any("rest.short", ShortRestReader.INSTANCE, Means::restShort)
        .any("rest.long", LongRestReader.INSTANCE, Means::restLong)
        .commands
        .durable("undo", WhichReader.INSTANCE, Moves::undo)
        .durable("undo.to", ToReader.INSTANCE, Moves::undoTo)
        .durable("turn.back", BackReader.INSTANCE, Moves::back)
        .durable("roll", AskedReader.INSTANCE, Rolls::roll)
        .durable("redo", WhichReader.INSTANCE, Moves::redo);
  }

  /** The commands that are moves: they are recorded, and shown to those they concern. */
  private record Listed(Commands<Scene> commands) {
    /** For the DM alone. */
    <P> Listed dm(String name, Reader<P> reader, BiFunction<Scene, P, Verdict> work) {
      return new Listed(
          commands.durable(
              name, reader, (scene, payload) -> scene.dm(name, () -> work.apply(scene, payload))));
    }

    /** For players too, for what is their own. */
    <P> Listed any(String name, Reader<P> reader, BiFunction<Scene, P, Verdict> work) {
      return new Listed(
          commands.durable(
              name,
              reader,
              (scene, payload) -> scene.move(name, () -> work.apply(scene, payload))));
    }
  }

  @Override
  public String name() {
    return "campaign";
  }

  @Override
  public Commands<?> commands() {
    return commands;
  }

  @Override
  public Commands<Edit> edits() {
    return EDITS;
  }

  @Override
  public Model model() {
    return Ledger.MODEL;
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return RoomRules.DEFAULT
        .withGraceMillis(RoomRules.GRACE_MILLIS_MAX)
        .withMembersMax(MEMBERS_MAX)
        .withKeeping(RoomRules.Keeping.ALL);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return Reading.options(CampaignOptionsReader.INSTANCE, options)
        .then(read -> {
          Ledger.Options chosen =
              new Ledger.Options(
                  Ledger.Showing.BANDS, Ledger.Showing.EXACT, Ledger.Reported.PROPOSED, true);
          Stamps.begin(draft);
          Ledger.CAMPAIGN.set(draft, new Ledger.About(read.name(), read.edition(), chosen));
          if (read.closed()) {
            Ledger.CLOSED.set(draft, true);
          }
          return draft.accept();
        });
  }

  // --- Coming and going ---

  /**
   * The creator of the room is its DM. If the server vouches for no creator, the first member is.
   */
  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    String id = member.id();
    boolean isCreator = member.claims().isTrue("creator");
    if (!isCreator && !Standing.mayCome(draft, id)) {
      return Verdict.refuse(
          Code.FORBIDDEN,
          Standing.isOut(draft, id)
              ? "the DM has taken you out of this campaign"
              : "one comes into this campaign by its DM's link");
    }
    PersonSlot person = Ledger.MEMBERS.of(id);
    boolean isFirst = Ledger.MEMBERS.size(draft) == 0 && !Ledger.CLOSED.get(draft, false);
    Ledger.Seat seat =
        person.exists(draft)
            ? person.seat().need(draft)
            : isCreator || isFirst ? Ledger.Seat.DM : Ledger.Seat.PLAYER;
    person.set(draft, new Ledger.Person(member.name(), seat));
    draft.hold(id, Layers.ALL);
    draft.hold(id, Layer.member(id).name());
    if (seat == Ledger.Seat.DM) {
      draft.hold(id, Ledger.DM.name());
    }
    Ledger.ONLINE.of(id).set(draft, true);
    Shown.write(draft);
    return draft.accept();
  }

  @Override
  public void renamed(Draft draft, Member member, Moment moment) {
    PersonSlot person = Ledger.MEMBERS.of(member.id());
    if (person.exists(draft)) {
      person.name().set(draft, member.name());
    }
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    Ledger.ONLINE.of(member.id()).remove(draft);
  }

  /** A member who stays away keeps the seat and the characters: only the DM takes people out. */
  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    Ledger.ONLINE.of(member.id()).remove(draft);
    Shown.leaves(draft, member.id());
  }

  /** A DM sees with a player's eyes; the table's screen shows what everybody sees. */
  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    Ledger.Person person = Ledger.MEMBERS.of(userId).get(draft);
    if (person == null) {
      return false;
    }
    return layer.equals(Layers.ALL)
        || (person.seat() == Ledger.Seat.DM
            && Ledger.MEMBERS.keys(draft).stream()
                .anyMatch(id -> layer.equals(Layer.member(id).name())));
  }

  // --- From outside ---

  /** An HTTP request: a link that is used, or a command of somebody at the table. */
  @Override
  public Verdict edit(Draft draft, String userId, Command command, Moment moment) {
    if (EDITS.describe().stream().anyMatch(known -> known.name().equals(command.type()))) {
      return RoomKind.super.edit(draft, userId, command, moment);
    }
    if (!Ledger.MEMBERS.has(draft, userId)) {
      return Verdict.refuse(Code.FORBIDDEN, "you are not in this campaign");
    }
    Member member = draft.member(userId);
    Member sender =
        Objects.requireNonNullElseGet(
            member,
            () ->
                new Member(
                    userId,
                    Ledger.MEMBERS.of(userId).name().need(draft),
                    false,
                    0,
                    JsonObject.EMPTY,
                    List.of()));
    boolean isMoving =
        MOVING.describe().stream().anyMatch(known -> known.name().equals(command.type()));
    return (isMoving ? MOVING : commands).run(new Act(draft, sender, moment), command);
  }
}
