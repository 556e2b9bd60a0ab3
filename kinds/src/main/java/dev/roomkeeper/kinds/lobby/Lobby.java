package dev.roomkeeper.kinds.lobby;

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
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.PlayerPatch;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.TableOptions;
import dev.roomkeeper.kinds.table.Trays;
import java.util.List;

/** A room with a shared board and a state for each player, all of whose meaning is the clients'. */
public final class Lobby implements RoomKind {
  static final int OBJECTS_MAX = 5_000;
  private static final List<String> BOARD = List.of("board");

  @Override
  public String name() {
    return "lobby";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return TableOptions.rules(RoomRules.DEFAULT, options);
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case "drag" -> Durability.EPHEMERAL;
      case "message", "move" -> Durability.LAZY;
      default -> Durability.DURABLE;
    };
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, BOARD, JsonObject.EMPTY);
    return TableOptions.begin(draft, options);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    new Players(draft).join(member, isNew);
    return draft.accept();
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    return switch (LobbyCommand.read(command)) {
      case LobbyCommand.PatchBoard(var patch) -> patchBoard(draft, patch);
      case LobbyCommand.PatchPlayer(var patch) -> patchPlayer(draft, sender.id(), patch);
      case LobbyCommand.DragObjects(var drag) -> drag.lay(draft, sender.id());
      case LobbyCommand.Say(var message) -> message.say(draft);
      case LobbyCommand.Move(var position) -> move(draft, sender.id(), position);
      case LobbyCommand.Unreadable(var code, var problem) -> Verdict.refuse(code, problem);
    };
  }

  private static Verdict patchBoard(Draft draft, JsonObject patch) {
    int before = draft.object(Layers.ALL, BOARD).size();
    draft.merge(Layers.ALL, BOARD, patch);
    Drag.setDown(draft, patch);
    int after = draft.object(Layers.ALL, BOARD).size();
    return after > OBJECTS_MAX && after > before
        ? Verdict.refuse(Code.TOO_LARGE, "a board holds at most " + OBJECTS_MAX + " objects")
        : draft.accept();
  }

  private static Verdict patchPlayer(Draft draft, String senderId, PlayerPatch patch) {
    Players players = new Players(draft);
    Verdict refused = players.patch(senderId, patch);
    if (refused == null) {
      refused = players.patchDecks(senderId, patch.decks());
    }
    if (refused == null) {
      refused = Players.patchTray(new Trays(draft), senderId, patch.tray());
    }
    return refused == null ? draft.accept() : refused;
  }

  private static Verdict move(Draft draft, String senderId, JsonObject position) {
    List<String> path = List.of("players", senderId, "position");
    draft.merge(Layers.ALL, path, position);
    return draft.object(Layers.ALL, path).size() > LobbyCommand.POSITION_FIELDS_MAX
        ? Verdict.refuse(
            Code.TOO_LARGE,
            "a position has at most " + LobbyCommand.POSITION_FIELDS_MAX + " numbers")
        : draft.accept();
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
