package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.TableOptions;
import java.util.List;

/**
 * A table for any game of cards: it keeps secrets and loses no card, and leaves the rules to
 * people.
 */
public final class CardTable implements RoomKind {
  private static final long GRACE_MILLIS = 24 * 3_600_000L;

  @Override
  public String name() {
    return "cardtable";
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return TableOptions.rules(RoomRules.DEFAULT.withGraceMillis(GRACE_MILLIS), options);
  }

  @Override
  public Durability durability(String commandType) {
    return switch (commandType) {
      case "drag" -> Durability.EPHEMERAL;
      case "message" -> Durability.LAZY;
      default -> Durability.DURABLE;
    };
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    draft.put(Layers.ALL, List.of("board"), JsonObject.EMPTY);
    return TableOptions.begin(draft, options);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    new Players(draft).join(member, isNew);
    new Decks(draft).takeOver(member.id());
    return draft.accept();
  }

  @Override
  public Verdict command(Draft draft, Member sender, Command command, Moment moment) {
    Turn turn = new Turn(draft, sender.id(), moment.dice());
    return switch (CardTableCommand.read(command)) {
      case CardTableCommand.PatchBoard(var patch) -> turn.patchBoard(patch);
      case CardTableCommand.PatchPlayer(var patch) -> turn.patchPlayer(patch);
      case CardTableCommand.DragObjects(var drag) -> drag.lay(draft, sender.id());
      case CardTableCommand.Say(var message) -> message.say(draft);
      case CardTableCommand.CreateDeck(var deckId, var cards, var looks) ->
          turn.createDeck(deckId, cards, looks);
      case CardTableCommand.Shuffle(var deckId) -> turn.shuffle(deckId);
      case CardTableCommand.Draw(var deckId, var count, var to) -> turn.draw(deckId, count, to);
      case CardTableCommand.PutObject(var deckId, var objectId) -> turn.putObject(deckId, objectId);
      case CardTableCommand.PutCard(var deckId, var cardId) -> turn.putCard(deckId, cardId);
      case CardTableCommand.Flip(var objectId) -> turn.flip(objectId);
      case CardTableCommand.Play(var cardId, var to) -> turn.play(cardId, to);
      case CardTableCommand.Take(var objectId) -> turn.take(objectId);
      case CardTableCommand.Roll(var objectId) -> turn.roll(objectId);
      case CardTableCommand.Unreadable(var code, var problem) -> Verdict.refuse(code, problem);
    };
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    new Players(draft).offline(member);
  }

  /** No card is lost: the tray goes onto the table face down, the decks to somebody else. */
  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    Players players = new Players(draft);
    List<Card> cards = new Hands(draft, moment.dice()).removeAll(member.id());
    Integer seat = players.seat(member.id());
    new Board(draft, moment.dice())
        .lay(moment.dice().shuffled(cards), Place.beforeSeat(seat == null ? 0 : seat));
    new Decks(draft).passOn(member.id());
    players.remove(member.id());
  }
}
