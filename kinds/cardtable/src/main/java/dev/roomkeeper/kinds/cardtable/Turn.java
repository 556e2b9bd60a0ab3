package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.chat.Chat;
import dev.roomkeeper.kinds.chat.Say;
import dev.roomkeeper.kinds.chat.Unsay;
import dev.roomkeeper.kinds.table.Colours;
import dev.roomkeeper.kinds.table.ObjectsPatch;
import dev.roomkeeper.kinds.table.PlayerPatch;
import dev.roomkeeper.kinds.table.Players;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command of one member. It moves all its cards or none. */
final class Turn {
  private final Act act;
  private final Draft draft;
  private final String senderId;
  private final Dice dice;
  private final Board board;
  private final Decks decks;
  private final Hands hands;
  private final TableLog log;

  Turn(Act act) {
    this.act = act;
    this.draft = act.draft();
    this.senderId = act.sender().id();
    this.dice = act.moment().dice();
    this.board = new Board(draft, dice);
    this.decks = new Decks(draft);
    this.hands = new Hands(draft, dice);
    this.log = new TableLog(act);
  }

  Act act() {
    return act;
  }

  Verdict patchBoard(ObjectsPatch patch) {
    JsonObject objects = patch.objects();
    Deed deed = board.deed(objects);
    String before = board.sortOf(objects.keys());
    Verdict refused = Colours.refusal(objects);
    if (refused == null) {
      refused = board.patch(objects);
    }
    if (refused != null || objects.isEmpty()) {
      return refused == null ? draft.accept() : refused;
    }
    String sort = deed == Deed.ADD ? board.sortOf(objects.keys()) : before;
    return log.did(deed, objects.size(), sort, null);
  }

  Verdict patchPlayer(PlayerPatch patch) {
    Verdict refused = new Players(draft).patch(senderId, patch);
    if (refused == null) {
      refused = decks.patch(senderId, patch.decks());
    }
    if (refused == null) {
      refused = hands.patch(senderId, patch.tray());
    }
    if (refused != null || patch.decks().isEmpty()) {
      return refused == null ? draft.accept() : refused;
    }
    return log.did(Deed.RESTYLE, patch.decks().size(), "deck", null);
  }

  Verdict say(Say say) {
    new Chat(Tabletop.CHAT).say(draft, act.sender(), say.message(), act.moment());
    return draft.accept();
  }

  Verdict unsay(Unsay unsay) {
    return new Chat(Tabletop.CHAT).unsay(draft, act.sender(), unsay.id());
  }

  // --- Decks ---

  Verdict createDeck(Asked.NewDeck deck) {
    Verdict refused = decks.create(senderId, deck.deckId(), deck.cards(), deck.looks());
    if (refused != null) {
      return refused;
    }
    if (deck.shuffled()) {
      decks.shuffle(deck.deckId(), dice);
    }
    return log.did(Deed.DECK, deck.cards().size(), "card", deck.name());
  }

  Verdict shuffle(Asked.OfDeck deck) {
    Verdict refused = decks.closed(deck.deckId(), senderId);
    if (refused != null) {
      return refused;
    }
    decks.shuffle(deck.deckId(), dice);
    return log.did(Deed.SHUFFLE, decks.count(deck.deckId()), "card", decks.name(deck.deckId()));
  }

  Verdict draw(Asked.Draw draw) {
    String deckId = draw.deckId();
    Verdict refused = decks.closed(deckId, senderId);
    if (refused != null) {
      return refused;
    }
    if (decks.count(deckId) < draw.count()) {
      return Verdict.refuse(
          Code.CONFLICT,
          "the deck \""
              + Reading.shortened(deckId)
              + "\" has "
              + decks.count(deckId)
              + " cards, not "
              + draw.count());
    }
    switch (draw.to()) {
      case Target.Tray _ -> {
        if (!hands.hasRoomFor(senderId, draw.count())) {
          return Hands.full();
        }
        hands.add(senderId, decks.draw(deckId, draw.count()));
      }
      case Place place -> {
        if (!board.hasRoomFor(draw.count())) {
          return Board.full();
        }
        board.lay(decks.draw(deckId, draw.count()), place);
      }
    }
    return log.did(Deed.DRAW, draw.count(), "card", decks.name(deckId));
  }

  /** All or nothing, and dealt like by hand: one card to each, then the next. */
  Verdict deal(Asked.Deal deal) {
    String deckId = deal.deckId();
    Verdict refused = decks.closed(deckId, senderId);
    if (refused != null) {
      return refused;
    }
    List<String> players = new Players(draft).seated();
    long needed = (long) deal.count() * players.size();
    if (players.isEmpty()) {
      return Verdict.refuse(Code.CONFLICT, "nobody sits at the table");
    }
    if (decks.count(deckId) < needed) {
      return Verdict.refuse(
          Code.CONFLICT,
          decks.count(deckId)
              + " cards"
              + " can't be dealt as "
              + deal.count()
              + " to each of "
              + players.size());
    }
    boolean toTable = deal.to() == Asked.DealTo.TABLE;
    if (toTable && !board.hasRoomFor((int) needed)) {
      return Board.full();
    }
    if (!toTable && !players.stream().allMatch(id -> hands.hasRoomFor(id, deal.count()))) {
      return Hands.full();
    }
    List<Card> cards = decks.draw(deckId, (int) needed);
    for (int i = 0; i < players.size(); i++) {
      List<Card> own = new ArrayList<>();
      for (int card = i; card < cards.size(); card += players.size()) {
        own.add(cards.get(card));
      }
      if (toTable) {
        int seat = Players.of(players.get(i)).seat().get(draft, 0);
        board.pile(own, Place.beforeSeat(seat));
      } else {
        hands.add(players.get(i), own);
      }
    }
    return log.did(Deed.DEAL, deal.count(), "card", decks.name(deckId));
  }

  Verdict put(Asked.Put put) {
    String deckId = put.deckId();
    Verdict refused = decks.closed(deckId, senderId);
    if (refused == null) {
      refused =
          switch (put) {
            case Asked.PutObject(_, var objectId) -> board.noCard(objectId);
            case Asked.PutObjects(_, var objectIds) -> noneOf(objectIds);
            case Asked.PutCard(_, var cardId) -> hands.noCard(senderId, cardId);
          };
    }
    if (refused != null) {
      return refused;
    }
    return switch (put) {
      case Asked.PutObject(_, var objectId) -> putObjects(deckId, List.of(objectId), Deed.PUT);
      case Asked.PutObjects(_, var objectIds) ->
          putObjects(deckId, board.cardsAmong(objectIds), Deed.PUT);
      case Asked.PutCard(_, var cardId) -> {
        if (!hasRoomFor(deckId, 1)) {
          yield fullDeck();
        }
        decks.put(deckId, hands.remove(senderId, cardId));
        yield log.did(Deed.PUT, 1, "card", decks.name(deckId));
      }
    };
  }

  private Verdict putObjects(String deckId, List<String> objectIds, Deed deed) {
    if (!hasRoomFor(deckId, objectIds.size())) {
      return fullDeck();
    }
    decks.putAll(deckId, objectIds.stream().map(board::lift).toList());
    if (deed == Deed.COLLECT) {
      decks.shuffle(deckId, dice);
    }
    return log.did(deed, objectIds.size(), "card", decks.name(deckId));
  }

  private boolean hasRoomFor(String deckId, int count) {
    return decks.count(deckId) + count <= Decks.CARDS_MAX;
  }

  private static Verdict fullDeck() {
    return Verdict.refuse(Code.TOO_LARGE, "a deck has at most " + Decks.CARDS_MAX + " cards");
  }

  /** The refusal if none of these is a card on the table, otherwise null. */
  private Verdict.@Nullable Refused noneOf(List<String> objectIds) {
    return board.cardsAmong(objectIds).isEmpty() ? board.noCard(objectIds.getFirst()) : null;
  }

  /** Puts all cards with the deck's back from the table into it, and shuffles it. */
  Verdict collect(Asked.OfDeck deck) {
    Verdict refused = decks.closed(deck.deckId(), senderId);
    return refused == null
        ? putObjects(deck.deckId(), board.cardsWith(decks.back(deck.deckId())), Deed.COLLECT)
        : refused;
  }

  Verdict clear(Asked.OfDeck deck) {
    Verdict refused = decks.closed(deck.deckId(), senderId);
    if (refused != null) {
      return refused;
    }
    int count = decks.count(deck.deckId());
    String name = decks.name(deck.deckId());
    refused = decks.clear(deck.deckId(), senderId);
    return refused == null ? log.did(Deed.CLEAR, count, "card", name) : refused;
  }

  // --- Cards and other things ---

  Verdict flip(Asked.Objects cards) {
    Verdict refused = noneOf(cards.ids());
    if (refused != null) {
      return refused;
    }
    List<String> ids = board.cardsAmong(cards.ids());
    if (cards instanceof Asked.SomeObjects some && some.pile()) {
      board.flipPile(ids);
    } else {
      ids.forEach(board::flip);
    }
    return log.did(Deed.FLIP, ids.size(), "card", null);
  }

  Verdict play(Asked.Play play) {
    Verdict refused = hands.noCard(senderId, play.cardId());
    if (refused != null) {
      return refused;
    }
    if (!board.hasRoomFor(1)) {
      return Board.full();
    }
    board.lay(List.of(hands.remove(senderId, play.cardId())), play.to());
    return log.did(Deed.PLAY, 1, "card", null);
  }

  Verdict take(Asked.Objects cards) {
    Verdict refused = noneOf(cards.ids());
    if (refused != null) {
      return refused;
    }
    List<String> ids = board.cardsAmong(cards.ids());
    if (!hands.hasRoomFor(senderId, ids.size())) {
      return Hands.full();
    }
    hands.add(senderId, ids.stream().map(board::lift).toList());
    return log.did(Deed.TAKE, ids.size(), "card", null);
  }

  Verdict roll(Asked.Objects dice) {
    for (String id : dice.ids()) {
      Verdict refused = board.noDie(id);
      if (refused != null) {
        return refused;
      }
      board.roll(id);
    }
    return log.did(Deed.ROLL, dice.ids().size(), "die", null);
  }

  Verdict count(Asked.Count count) {
    Verdict refused = board.count(count.objectId(), count.by());
    return refused == null ? log.did(Deed.COUNT, count.by(), "counter", null) : refused;
  }

  // --- The past ---

  Verdict undo(Asked.Undo undo) {
    return log.undo(undo.version());
  }

  Verdict redo(Asked.Redo redo) {
    return log.redo();
  }
}
