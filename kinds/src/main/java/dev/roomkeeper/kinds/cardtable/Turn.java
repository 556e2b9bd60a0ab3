package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Payloads;
import dev.roomkeeper.kinds.table.PlayerPatch;
import dev.roomkeeper.kinds.table.Players;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command of one member: cards go from place to place, all of it or nothing. */
final class Turn {
  private final Draft draft;
  private final String senderId;
  private final Dice dice;
  private final Board board;
  private final Decks decks;
  private final Hands hands;

  Turn(Draft draft, String senderId, Dice dice) {
    this.draft = draft;
    this.senderId = senderId;
    this.dice = dice;
    this.board = new Board(draft, dice);
    this.decks = new Decks(draft);
    this.hands = new Hands(draft, dice);
  }

  Verdict patchBoard(JsonObject patch) {
    return board.patch(patch);
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

  Verdict createDeck(String deckId, List<String> cards, JsonObject looks) {
    return decks.create(senderId, deckId, cards, looks);
  }

  Verdict shuffle(String deckId) {
    Verdict refused = decks.closed(deckId, senderId);
    if (refused != null) {
      return refused;
    }
    decks.shuffle(deckId, dice);
    return draft.accept();
  }

  Verdict draw(String deckId, int count, @Nullable Place to) {
    Verdict refused = decks.closed(deckId, senderId);
    if (refused != null) {
      return refused;
    }
    if (decks.count(deckId) < count) {
      return Verdict.refuse(
          Code.CONFLICT,
          "the deck \""
              + Payloads.shortened(deckId)
              + "\" has "
              + decks.count(deckId)
              + " cards, not "
              + count);
    }
    if (to == null) {
      if (!hands.hasRoomFor(senderId, count)) {
        return Hands.full();
      }
      hands.add(senderId, decks.draw(deckId, count));
    } else {
      if (!board.hasRoomFor(count)) {
        return Board.full();
      }
      board.lay(decks.draw(deckId, count), to);
    }
    return draft.accept();
  }

  Verdict putObject(String deckId, String objectId) {
    Verdict refused = cannotPut(deckId);
    if (refused == null) {
      refused = board.noCard(objectId);
    }
    if (refused != null) {
      return refused;
    }
    decks.put(deckId, board.lift(objectId));
    return draft.accept();
  }

  Verdict putCard(String deckId, String cardId) {
    Verdict refused = cannotPut(deckId);
    if (refused == null) {
      refused = hands.noCard(senderId, cardId);
    }
    if (refused != null) {
      return refused;
    }
    decks.put(deckId, hands.remove(senderId, cardId));
    return draft.accept();
  }

  private @Nullable Verdict cannotPut(String deckId) {
    Verdict refused = decks.closed(deckId, senderId);
    if (refused == null && decks.count(deckId) >= Decks.CARDS_MAX) {
      refused = Verdict.refuse(Code.TOO_LARGE, "a deck has at most " + Decks.CARDS_MAX + " cards");
    }
    return refused;
  }

  Verdict flip(String objectId) {
    return board.flip(objectId);
  }

  Verdict play(String cardId, Place to) {
    Verdict refused = hands.noCard(senderId, cardId);
    if (refused != null) {
      return refused;
    }
    if (!board.hasRoomFor(1)) {
      return Board.full();
    }
    board.lay(List.of(hands.remove(senderId, cardId)), to);
    return draft.accept();
  }

  Verdict take(String objectId) {
    Verdict refused = board.noCard(objectId);
    if (refused != null) {
      return refused;
    }
    if (!hands.hasRoomFor(senderId, 1)) {
      return Hands.full();
    }
    hands.add(senderId, List.of(board.lift(objectId)));
    return draft.accept();
  }

  Verdict roll(String objectId) {
    return board.roll(objectId);
  }
}
