package dev.roomkeeper.kinds.lobby;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Types;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.engine.kind.Whole;
import dev.roomkeeper.kinds.table.Colours;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.DragReader;
import dev.roomkeeper.kinds.table.MessageReader;
import dev.roomkeeper.kinds.table.ObjectsPatch;
import dev.roomkeeper.kinds.table.ObjectsPatchReader;
import dev.roomkeeper.kinds.table.PlayerPatch;
import dev.roomkeeper.kinds.table.PlayerPatchReader;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.Table;
import dev.roomkeeper.kinds.table.TableOptions;
import dev.roomkeeper.kinds.table.Trays;
import java.util.Map;

/** A room with a shared board and a state per player. Their meaning is up to the clients. */
public final class Lobby implements RoomKind {
  static final int OBJECTS_MAX = 5_000;
  private static final int POSITION_FIELDS_MAX = 16;

  /** The sender's position, in numbers that the clients agreed on. */
  @Payload
  record Move(
      @Whole @Size(min = 1, max = POSITION_FIELDS_MAX, tooMany = Code.BAD_REQUEST)
          Map<@Length(max = 32) String, Double> position) {}

  private static final Commands<Act> COMMANDS =
      Commands.named("a lobby")
          .durable("board", ObjectsPatchReader.INSTANCE, Lobby::patchBoard)
          .durable("player", PlayerPatchReader.INSTANCE, Lobby::patchPlayer)
          .ephemeral("drag", DragReader.INSTANCE, (act, drag) -> drag.lay(act))
          .lazy("message", MessageReader.INSTANCE, (act, message) -> message.say(act))
          .ephemeral("move", MoveReader.INSTANCE, Lobby::move)
          .lazy("stand", MoveReader.INSTANCE, Lobby::stand);

  @Override
  public String name() {
    return "lobby";
  }

  @Override
  public Commands<Act> commands() {
    return COMMANDS;
  }

  @Override
  public Model model() {
    return Table.MODEL;
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return TableOptions.rules(RoomRules.DEFAULT, options);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return TableOptions.begin(draft, options);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    new Players(draft).join(member, isNew);
    return draft.accept();
  }

  private static Verdict patchBoard(Act act, ObjectsPatch patch) {
    Verdict.Refused refused = Colours.refusal(patch.objects());
    if (refused != null) {
      return refused;
    }
    Draft draft = act.draft();
    int before = Table.BOARD.size(draft);
    Table.BOARD.merge(draft, patch.objects());
    Drag.setDown(draft, patch.objects());
    int after = Table.BOARD.size(draft);
    return after > OBJECTS_MAX && after > before
        ? Verdict.refuse(Code.TOO_LARGE, "a board holds at most " + OBJECTS_MAX + " objects")
        : draft.accept();
  }

  private static Verdict patchPlayer(Act act, PlayerPatch patch) {
    String senderId = act.sender().id();
    Players players = new Players(act.draft());
    Verdict refused = players.patch(senderId, patch);
    if (refused == null) {
      refused = players.patchDecks(senderId, patch.decks());
    }
    if (refused == null) {
      refused = Players.patchTray(new Trays(act.draft()), senderId, patch.tray());
    }
    return refused == null ? act.draft().accept() : refused;
  }

  /** The sender's position while moving. A kept position is under it. */
  private static Verdict move(Act act, Move move) {
    return put(act, Table.PLACES.of(act.sender().id()).position(), move);
  }

  /** The sender's final position. */
  private static Verdict stand(Act act, Move move) {
    return put(act, Players.of(act.sender().id()).position(), move);
  }

  private static Verdict put(Act act, Slot<JsonObject> position, Move move) {
    position.merge(act.draft(), (JsonObject) Types.map(Types.NUMBER).json(move.position));
    return position.need(act.draft()).size() > POSITION_FIELDS_MAX
        ? Verdict.refuse(
            Code.TOO_LARGE, "a position has at most " + POSITION_FIELDS_MAX + " numbers")
        : act.draft().accept();
  }

  @Override
  public void renamed(Draft draft, Member member, Moment moment) {
    new Players(draft).renamed(member);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    new Players(draft).offline(member);
  }

  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    new Players(draft).remove(member.id());
  }
}
