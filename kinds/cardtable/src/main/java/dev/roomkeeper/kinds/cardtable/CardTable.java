package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Moment;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.RoomRules.Keeping;
import dev.roomkeeper.engine.kind.Undo;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.chat.SayReader;
import dev.roomkeeper.kinds.chat.UnsayReader;
import dev.roomkeeper.kinds.table.DragReader;
import dev.roomkeeper.kinds.table.MessageReader;
import dev.roomkeeper.kinds.table.ObjectsPatchReader;
import dev.roomkeeper.kinds.table.PlayerPatchReader;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.TableOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for any card game. It keeps secrets and loses no card, and leaves the rules to people.
 */
public final class CardTable implements RoomKind {
  private static final long GRACE_MILLIS = 24 * 3_600_000L;

  /**
   * Every action in the log can be undone for this long, and at least as far back as the log goes.
   */
  private static final long UNDO_MILLIS = 3_600_000L;

  private static final int COMMITS_KEPT = 4 * TableLog.ENTRIES_MAX;
  private static final Undo MODEL_UNDO = Tabletop.MODEL.undo();

  private static final Commands<Turn> COMMANDS =
      Commands.named("a card table", Turn::new)
          .durable("board", ObjectsPatchReader.INSTANCE, Turn::patchBoard)
          .durable("player", PlayerPatchReader.INSTANCE, Turn::patchPlayer)
          .ephemeral("drag", DragReader.INSTANCE, (turn, drag) -> drag.lay(turn.act()))
          .lazy("message", MessageReader.INSTANCE, (turn, message) -> message.say(turn.act()))
          .durable("deck.create", NewDeckReader.INSTANCE, Turn::createDeck)
          .durable("chat-message", SayReader.INSTANCE, Turn::say)
          .durable("chat.delete", UnsayReader.INSTANCE, Turn::unsay)
          .durable("deck.shuffle", OfDeckReader.INSTANCE, Turn::shuffle)
          .durable("deck.draw", DrawReader.INSTANCE, Turn::draw)
          .durable("deck.put", PutReader.INSTANCE, Turn::put)
          .durable("deck.deal", DealReader.INSTANCE, Turn::deal)
          .durable("deck.collect", OfDeckReader.INSTANCE, Turn::collect)
          .durable("deck.clear", OfDeckReader.INSTANCE, Turn::clear)
          .durable("card.flip", ObjectsReader.INSTANCE, Turn::flip)
          .durable("tray.play", PlayReader.INSTANCE, Turn::play)
          .durable("tray.take", ObjectsReader.INSTANCE, Turn::take)
          .durable("die.roll", ObjectsReader.INSTANCE, Turn::roll)
          .durable("counter.add", CountReader.INSTANCE, Turn::count)
          .durable("undo", UndoReader.INSTANCE, Turn::undo)
          .durable("redo", RedoReader.INSTANCE, Turn::redo);

  @Override
  public String name() {
    return "cardtable";
  }

  @Override
  public Commands<Turn> commands() {
    return COMMANDS;
  }

  @Override
  public Model model() {
    return Tabletop.MODEL;
  }

  @Override
  public RoomRules rules(JsonObject options) {
    return TableOptions.rules(
        RoomRules.DEFAULT
            .withGraceMillis(GRACE_MILLIS)
            .withKeeping(new Keeping(COMMITS_KEPT, UNDO_MILLIS)),
        options);
  }

  /** The number of cards in a tray is derived from its contents. */
  @Override
  public Undo undo() {
    List<Undo.Part> derived = new ArrayList<>(MODEL_UNDO.derived());
    derived.add(new Undo.Part(Layers.ALL, List.of("players", "*", "trayCount")));
    return new Undo(MODEL_UNDO.bookkeeping(), derived);
  }

  /** Anybody may watch. What lies open on a table is no secret to those who have its link. */
  @Override
  public boolean mayWatch(Draft draft, String userId, String layer) {
    return layer.equals(Layers.ALL);
  }

  @Override
  public Verdict begin(Draft draft, JsonObject options, Moment moment) {
    return TableOptions.begin(draft, options);
  }

  @Override
  public Verdict join(Draft draft, Member member, boolean isNew, Moment moment) {
    new Players(draft).join(member, isNew);
    new Decks(draft).takeOver(member.id());
    return draft.accept();
  }

  @Override
  public void renamed(Draft draft, Member member, Moment moment) {
    new Players(draft).renamed(member);
  }

  @Override
  public void offline(Draft draft, Member member, Moment moment) {
    new Players(draft).offline(member);
  }

  /** No card is lost: the tray goes onto the table face down, and the decks to another player. */
  @Override
  public void leave(Draft draft, Member member, Moment moment) {
    List<Card> cards = new Hands(draft, moment.dice()).removeAll(member.id());
    int seat = Players.of(member.id()).seat().get(draft, 0);
    new Board(draft, moment.dice()).lay(moment.dice().shuffled(cards), Place.beforeSeat(seat));
    new Decks(draft).passOn(member.id());
    new Players(draft).remove(member.id());
  }
}
