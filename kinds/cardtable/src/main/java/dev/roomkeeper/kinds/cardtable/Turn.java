package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Colours;
import dev.roomkeeper.kinds.table.ObjectsPatch;
import dev.roomkeeper.kinds.table.PlayerPatch;
import dev.roomkeeper.kinds.table.Players;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command of one member: cards go from place to place, all of it or nothing. */
final class Turn {
  private final Act act;
  private final Draft draft;
  private final String senderId;
  private final Dice dice;
  private final Board board;
  private final Decks decks;
  private final Hands hands;

  Turn(Act act) {
    this.act = act;
    this.draft = act.draft();
    this.senderId = act.sender().id();
    this.dice = act.moment().dice();
    this.board = new Board(draft, dice);
    this.decks = new Decks(draft);
    this.hands = new Hands(draft, dice);
  }

  Act act() {
    return act;
  }

  Verdict patchBoard(ObjectsPatch patch) {
    Verdict.Refused refused = Colours.refusal(patch.objects());
    return refused == null ? board.patch(patch.objects()) : refused;
  }

  Verdict patchPlayer(PlayerPatch patch) {
    Verdict refused = new Players(draft).patch(senderId, patch);
    if (refused == null) {
      refused = decks.patch(senderId, patch.decks());
    }
    if (refused == null) {
      refused = hands.patch(senderId, patch.tray());
    }
    return refused == null ? draft.accept() : refused;
  }

  Verdict createDeck(Asked.NewDeck deck) {
    return decks.create(senderId, deck.deckId(), deck.cards(), deck.looks());
  }

  Verdict shuffle(Asked.OfDeck deck) {
    Verdict refused = decks.closed(deck.deckId(), senderId);
    if (refused != null) {
      return refused;
    }
    decks.shuffle(deck.deckId(), dice);
    return draft.accept();
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
    return draft.accept();
  }

  Verdict put(Asked.Put put) {
    Verdict refused = cannotPut(put.deckId());
    if (refused == null) {
      refused =
          switch (put) {
            case Asked.PutObject(_, var objectId) -> board.noCard(objectId);
            case Asked.PutCard(_, var cardId) -> hands.noCard(senderId, cardId);
          };
    }
    if (refused != null) {
      return refused;
    }
    decks.put(
        put.deckId(),
        switch (put) {
          case Asked.PutObject(_, var objectId) -> board.lift(objectId);
          case Asked.PutCard(_, var cardId) -> hands.remove(senderId, cardId);
        });
    return draft.accept();
  }

  private @Nullable Verdict cannotPut(String deckId) {
    Verdict refused = decks.closed(deckId, senderId);
    if (refused == null && decks.count(deckId) >= Decks.CARDS_MAX) {
      refused = Verdict.refuse(Code.TOO_LARGE, "a deck has at most " + Decks.CARDS_MAX + " cards");
    }
    return refused;
  }

  Verdict flip(Asked.OfObject card) {
    return board.flip(card.objectId());
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
    return draft.accept();
  }

  Verdict take(Asked.OfObject card) {
    Verdict refused = board.noCard(card.objectId());
    if (refused != null) {
      return refused;
    }
    if (!hands.hasRoomFor(senderId, 1)) {
      return Hands.full();
    }
    hands.add(senderId, List.of(board.lift(card.objectId())));
    return draft.accept();
  }

  Verdict roll(Asked.OfObject die) {
    return board.roll(die.objectId());
  }
}
