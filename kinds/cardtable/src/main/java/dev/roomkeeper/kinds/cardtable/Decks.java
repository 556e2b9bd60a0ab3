package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decks on the table. Everybody sees where they are and how many cards they have. The cards and
 * their order are in the server's layer.
 */
final class Decks {
  static final int CARDS_MAX = 1_000;
  static final int DECKS_MAX = 200;
  static final int NAME_LENGTH_MAX = 64;

  private static final Slots<PileSlot> PILES = Tabletop.HIDDEN.decks();

  private final Draft draft;

  Decks(Draft draft) {
    this.draft = draft;
  }

  private @Nullable String owner(String deckId) {
    return PILES.of(deckId).owner().get(draft);
  }

  private static DeckSlot looks(String ownerId, String deckId) {
    return Tabletop.OWNERS.of(ownerId).decks().of(deckId);
  }

  private DeckSlot looks(String deckId) {
    String owner = owner(deckId);
    if (owner == null) {
      throw new IllegalStateException("nobody owns the deck");
    }
    return looks(owner, deckId);
  }

  /** The refusal if the member may not use the deck, otherwise null. */
  Verdict.@Nullable Refused closed(String deckId, String memberId) {
    String owner = owner(deckId);
    if (owner == null) {
      return Verdict.refuse(Code.NOT_FOUND, "there is no deck " + quoted(deckId));
    }
    return owner.equals(memberId) || looks(owner, deckId).open().get(draft, false)
        ? null
        : Verdict.refuse(Code.FORBIDDEN, "only " + owner + " may use the deck " + quoted(deckId));
  }

  Verdict.@Nullable Refused create(
      String ownerId, String deckId, List<String> faces, Tabletop.Deck looks) {
    if (PILES.has(draft, deckId)) {
      return Verdict.refuse(Code.CONFLICT, "there is a deck " + quoted(deckId) + " already");
    }
    if (PILES.size(draft) >= DECKS_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a table holds at most " + DECKS_MAX + " decks");
    }
    looks(ownerId, deckId).set(draft, looks);
    PILES.of(deckId).set(draft, new Tabletop.Pile(ownerId, faces, null));
    return null;
  }

  /** The deck's name, or null. */
  @Nullable String name(String deckId) {
    return looks(deckId).name().get(draft);
  }

  @Nullable String back(String deckId) {
    return looks(deckId).back().get(draft);
  }

  void shuffle(String deckId, Dice dice) {
    keep(deckId, dice.shuffled(faces(deckId)));
  }

  int count(String deckId) {
    return looks(deckId).count().get(draft, 0);
  }

  /** Takes this many cards from the top. The deck must have them. */
  List<Card> draw(String deckId, int count) {
    List<String> faces = faces(deckId);
    String back = looks(deckId).back().get(draft);
    keep(deckId, faces.subList(count, faces.size()));
    return faces.subList(0, count).stream().map(face -> new Card(face, back)).toList();
  }

  /** Puts a card on top. The card loses its own back, because all cards of a deck look alike. */
  void put(String deckId, Card card) {
    putAll(deckId, List.of(card));
  }

  /** Puts cards on top, the first one lowest. */
  void putAll(String deckId, List<Card> cards) {
    List<String> faces = new ArrayList<>(cards.reversed().stream().map(Card::face).toList());
    faces.addAll(faces(deckId));
    keep(deckId, faces);
  }

  private List<String> faces(String deckId) {
    return PILES.of(deckId).cards().need(draft);
  }

  private void keep(String deckId, List<String> faces) {
    PILES.of(deckId).cards().set(draft, faces);
    looks(deckId).count().set(draft, faces.size());
  }

  /** Changes the looks of the member's own decks, or removes empty ones. */
  Verdict.@Nullable Refused patch(String memberId, JsonObject patch) {
    for (String deckId : patch.keys()) {
      Verdict.Refused refused = patch(memberId, deckId, patch.get(deckId));
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private Verdict.@Nullable Refused patch(String memberId, String deckId, @Nullable Json change) {
    String owner = owner(deckId);
    if (owner == null) {
      return Verdict.refuse(
          Code.NOT_FOUND, "there is no deck " + quoted(deckId) + "; deck.create makes one");
    }
    if (!owner.equals(memberId)) {
      return Verdict.refuse(
          Code.FORBIDDEN, "only " + owner + " may change the deck " + quoted(deckId));
    }
    if (change == Json.Null.NULL) {
      return remove(memberId, deckId);
    }
    if (!(change instanceof JsonObject looks)) {
      return Verdict.refuse(
          Code.BAD_REQUEST, quoted(deckId) + " must be an object, or null to take it away");
    }
    String problem = DeckLooks.problem(looks);
    if (problem != null) {
      return Verdict.refuse(Code.BAD_REQUEST, "deck " + quoted(deckId) + ": " + problem);
    }
    DeckSlot deck = looks(memberId, deckId);
    deck.merge(draft, looks);
    return DeckType.INSTANCE.json(deck.need(draft)).bytes() > DeckLooks.BYTES_MAX
        ? Verdict.refuse(
            Code.TOO_LARGE,
            "the looks of a deck may take at most " + DeckLooks.BYTES_MAX + " bytes")
        : null;
  }

  /** Removes the member's own deck, with the cards in it. */
  Verdict.@Nullable Refused clear(String deckId, String memberId) {
    String owner = owner(deckId);
    if (owner == null || !owner.equals(memberId)) {
      return owner == null
          ? closed(deckId, memberId)
          : Verdict.refuse(
              Code.FORBIDDEN, "only " + owner + " may take the deck " + quoted(deckId) + " away");
    }
    PILES.of(deckId).remove(draft);
    looks(memberId, deckId).remove(draft);
    return null;
  }

  private Verdict.@Nullable Refused remove(String memberId, String deckId) {
    int count = count(deckId);
    if (count > 0) {
      return Verdict.refuse(
          Code.CONFLICT, "the deck " + quoted(deckId) + " still has " + count + " cards");
    }
    PILES.of(deckId).remove(draft);
    looks(memberId, deckId).remove(draft);
    return null;
  }

  /** The decks of a member who leaves go to another, or are kept until somebody comes. */
  void passOn(String leaverId) {
    Member heir = heir(leaverId);
    PILES.forEach(
        draft,
        (deckId, pile) -> {
          if (leaverId.equals(owner(deckId))) {
            Tabletop.Deck looks = looks(deckId).need(draft);
            looks(deckId).remove(draft);
            if (heir == null) {
              pile.owner().remove(draft);
              pile.left().set(draft, looks);
            } else {
              give(deckId, heir.id(), looks);
            }
          }
        });
  }

  /** The first who comes to an empty table takes over the decks that were left there. */
  void takeOver(String memberId) {
    PILES.forEach(
        draft,
        (deckId, pile) -> {
          Tabletop.Deck left = pile.left().get(draft);
          if (left != null) {
            pile.left().remove(draft);
            give(deckId, memberId, left);
          }
        });
  }

  private void give(String deckId, String memberId, Tabletop.Deck looks) {
    PILES.of(deckId).owner().set(draft, memberId);
    looks(memberId, deckId).set(draft, looks);
  }

  /**
   * A connected member. If there are several, the one with the first id, which is as good as any.
   */
  private @Nullable Member heir(String leaverId) {
    Member heir = null;
    for (Member member : draft.members()) {
      boolean comesFirst = heir == null || (member.online() && !heir.online());
      if (comesFirst && !member.id().equals(leaverId)) {
        heir = member;
      }
    }
    return heir;
  }

  private static String quoted(String deckId) {
    return "\"" + Reading.shortened(deckId) + "\"";
  }
}
