package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members ask of a card table. */
final class Asked {
  private Asked() {}

  /**
   * @param cards faces, the uppermost first
   */
  @Payload
  record NewDeck(
      @Id String deckId,
      @Size(max = Decks.CARDS_MAX) List<@Length(max = Card.FACE_LENGTH_MAX) String> cards,
      @Nullable @Length(max = Decks.NAME_LENGTH_MAX) String name,
      @Default("0") double x,
      @Default("0") double y,
      @Default("0") double rotation,
      @Nullable @Length(max = Card.BACK_LENGTH_MAX) String back,
      @Default("true") boolean open) {
    Tabletop.Deck looks() {
      return new Tabletop.Deck(name, x, y, rotation, open, back, null, cards.size());
    }
  }

  @Payload
  record OfDeck(@Id String deckId) {}

  @Payload
  record OfObject(@Id String objectId) {}

  /** From the top of a deck. */
  @Payload
  record Draw(
      @Id String deckId,
      @Range(min = 1, max = Decks.CARDS_MAX) @Default("1") int count,
      Target to) {}

  /** Onto the top of a deck. */
  @Payload
  sealed interface Put {
    String deckId();
  }

  /** From the table. */
  @Payload
  record PutObject(@Id String deckId, @Id String objectId) implements Put {}

  /** From the sender's tray. */
  @Payload
  record PutCard(@Id String deckId, @Id String cardId) implements Put {}

  /** From the sender's tray onto the table. */
  @Payload
  record Play(
      @Id String cardId,
      double x,
      double y,
      @Default("0") double rotation,
      @Default("false") boolean faceUp) {
    Place to() {
      return new Place(x, y, rotation, faceUp);
    }
  }
}
