package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands and edits of a card table. */
final class Asked {
  private Asked() {}

  /**
   * @param cards faces, the top card first
   * @param shuffled whether it is shuffled immediately
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
      @Default("true") boolean open,
      @Default("false") boolean shuffled) {
    Tabletop.Deck looks() {
      return new Tabletop.Deck(name, x, y, rotation, open, back, null, cards.size());
    }
  }

  @Payload
  record OfDeck(@Id String deckId) {}

  @Payload
  record OfObject(@Id String objectId) {}

  /** One or more objects on the table. */
  @Payload
  sealed interface Objects {
    List<String> ids();
  }

  @Payload
  record OneObject(@Id String objectId) implements Objects {
    @Override
    public List<String> ids() {
      return List.of(objectId);
    }
  }

  /**
   * Several objects. Missing ones are skipped, unless all are missing.
   *
   * @param pile whether they are turned over together, so that the top card ends up at the bottom
   */
  @Payload
  record SomeObjects(
      @Size(min = 1, max = Board.OBJECTS_MAX) List<@Id String> objectIds,
      @Default("false") boolean pile)
      implements Objects {
    @Override
    public List<String> ids() {
      return objectIds;
    }
  }

  /** Adds to a counter's value. */
  @Payload
  record Count(
      @Id String objectId, @Range(min = -Board.COUNTER_MAX, max = Board.COUNTER_MAX) int by) {}

  /**
   * @param version the version that the action made; null for the newest that is not undone
   */
  @Payload
  record Undo(@Nullable Long version) {}

  @Payload
  record Redo() {}

  /** Where dealt cards go. */
  @Payload
  enum DealTo {
    TRAYS,
    TABLE
  }

  /**
   * Deals from the top of a deck, one card after the other, to every connected player with a seat.
   *
   * @param count the number of cards per player
   */
  @Payload
  record Deal(
      @Id String deckId,
      @Range(min = 1, max = Decks.CARDS_MAX) int count,
      @Default("trays") DealTo to) {}

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

  /**
   * Several cards from the table, the lowest first. Missing ones are skipped, unless all are
   * missing.
   */
  @Payload
  record PutObjects(
      @Id String deckId, @Size(min = 1, max = Decks.CARDS_MAX) List<@Id String> objectIds)
      implements Put {}

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
