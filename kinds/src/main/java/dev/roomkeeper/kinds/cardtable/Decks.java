package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decks on the table. Everybody sees where they are and how many cards each has; what the cards
 * are, and in what order, is in the server's layer.
 */
final class Decks {
  static final int CARDS_MAX = 1_000;
  static final int DECKS_MAX = 200;
  static final int NAME_LENGTH_MAX = 64;

  private static final List<String> DECKS = List.of("table", "decks");
  private static final String CARDS = "cards";
  private static final String OWNER = "owner";

  /** What a deck looked like whose owner left when nobody else was there to take it over. */
  private static final String LEFT = "left";

  private final Draft draft;

  Decks(Draft draft) {
    this.draft = draft;
  }

  private JsonObject kept(String deckId) {
    return draft.object(Layers.SERVER, DECKS).object(deckId);
  }

  private @Nullable String owner(String deckId) {
    return kept(deckId).text(OWNER);
  }

  private JsonObject looks(String deckId) {
    String owner = owner(deckId);
    return owner == null ? JsonObject.EMPTY : draft.object(Layers.ALL, path(owner, deckId));
  }

  /** Why the member can't do anything with the deck, or null. */
  Verdict.@Nullable Refused closed(String deckId, String memberId) {
    String owner = owner(deckId);
    if (owner == null) {
      return refuse(Code.NOT_FOUND, "there is no deck " + quoted(deckId));
    }
    return owner.equals(memberId) || looks(deckId).isTrue("open")
        ? null
        : refuse(Code.FORBIDDEN, "only " + owner + " may use the deck " + quoted(deckId));
  }

  Verdict create(String ownerId, String deckId, List<String> faces, JsonObject looks) {
    if (faces.size() > CARDS_MAX) {
      return refuse(Code.TOO_LARGE, "a deck has at most " + CARDS_MAX + " cards");
    }
    if (draft.object(Layers.SERVER, DECKS).has(deckId)) {
      return refuse(Code.CONFLICT, "there is a deck " + quoted(deckId) + " already");
    }
    if (draft.object(Layers.SERVER, DECKS).size() >= DECKS_MAX) {
      return refuse(Code.TOO_LARGE, "a table holds at most " + DECKS_MAX + " decks");
    }
    draft.put(Layers.SERVER, List.of("table", "decks", deckId, OWNER), Json.of(ownerId));
    draft.put(Layers.ALL, path(ownerId, deckId), looks);
    keep(deckId, faces);
    return draft.accept();
  }

  void shuffle(String deckId, Dice dice) {
    keep(deckId, dice.shuffled(faces(deckId)));
  }

  int count(String deckId) {
    return kept(deckId).get(CARDS) instanceof Json.Arr(var items) ? items.size() : 0;
  }

  /** Takes so many cards from the top, which has them. */
  List<Card> draw(String deckId, int count) {
    List<String> faces = faces(deckId);
    String back = looks(deckId).text("back");
    keep(deckId, faces.subList(count, faces.size()));
    return faces.subList(0, count).stream().map(face -> new Card(face, back)).toList();
  }

  /** Puts a card on top. Its own back is forgotten: all cards of a deck look alike. */
  void put(String deckId, Card card) {
    List<String> faces = new ArrayList<>(faces(deckId));
    faces.addFirst(card.face());
    keep(deckId, faces);
  }

  private List<String> faces(String deckId) {
    List<String> faces = new ArrayList<>();
    if (kept(deckId).get(CARDS) instanceof Json.Arr(var items)) {
      for (Json item : items) {
        faces.add(((Json.Text) item).value());
      }
    }
    return faces;
  }

  private void keep(String deckId, List<String> faces) {
    List<Json> items = new ArrayList<>(faces.size());
    faces.forEach(face -> items.add(Json.of(face)));
    draft.put(Layers.SERVER, List.of("table", "decks", deckId, CARDS), new Json.Arr(items));
    String owner = owner(deckId);
    if (owner != null) {
      draft.put(
          Layers.ALL,
          List.of("players", owner, "decks", deckId, "count"),
          Json.of((long) faces.size()));
    }
  }

  /** Changes how the member's own decks look, or takes empty ones away. */
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
      return refuse(
          Code.NOT_FOUND, "there is no deck " + quoted(deckId) + "; deck.create makes one");
    }
    if (!owner.equals(memberId)) {
      return refuse(Code.FORBIDDEN, "only " + owner + " may change the deck " + quoted(deckId));
    }
    if (change == Json.Null.NULL) {
      return remove(memberId, deckId);
    }
    if (!(change instanceof JsonObject looks)) {
      return refuse(
          Code.BAD_REQUEST, quoted(deckId) + " must be an object, or null to take it away");
    }
    String problem = DeckLooks.problem(looks);
    if (problem != null) {
      return refuse(Code.BAD_REQUEST, "deck " + quoted(deckId) + ": " + problem);
    }
    draft.merge(Layers.ALL, path(memberId, deckId), looks);
    return looks(deckId).bytes() > DeckLooks.BYTES_MAX
        ? refuse(
            Code.TOO_LARGE,
            "the looks of a deck may take at most " + DeckLooks.BYTES_MAX + " bytes")
        : null;
  }

  private Verdict.@Nullable Refused remove(String memberId, String deckId) {
    int count = count(deckId);
    if (count > 0) {
      return refuse(Code.CONFLICT, "the deck " + quoted(deckId) + " still has " + count + " cards");
    }
    draft.remove(Layers.SERVER, List.of("table", "decks", deckId));
    draft.remove(Layers.ALL, path(memberId, deckId));
    return null;
  }

  /** The decks of a member who leaves go to another, or are kept until somebody comes. */
  void passOn(String leaverId) {
    Member heir = heir(leaverId);
    for (String deckId : draft.object(Layers.SERVER, DECKS).keys()) {
      if (leaverId.equals(owner(deckId))) {
        JsonObject looks = looks(deckId);
        draft.remove(Layers.ALL, path(leaverId, deckId));
        if (heir == null) {
          draft.remove(Layers.SERVER, List.of("table", "decks", deckId, OWNER));
          draft.put(Layers.SERVER, List.of("table", "decks", deckId, LEFT), looks);
        } else {
          give(deckId, heir.id(), looks);
        }
      }
    }
  }

  /** Whoever comes to a table where nobody is takes over the decks that were left there. */
  void takeOver(String memberId) {
    JsonObject decks = draft.object(Layers.SERVER, DECKS);
    for (String deckId : decks.keys()) {
      if (decks.object(deckId).get(LEFT) instanceof JsonObject looks) {
        draft.remove(Layers.SERVER, List.of("table", "decks", deckId, LEFT));
        give(deckId, memberId, looks);
      }
    }
  }

  private void give(String deckId, String memberId, JsonObject looks) {
    draft.put(Layers.SERVER, List.of("table", "decks", deckId, OWNER), Json.of(memberId));
    draft.put(Layers.ALL, path(memberId, deckId), looks);
  }

  /** Someone who is here rather than away; of several the first by id, which is as good as any. */
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

  private static List<String> path(String ownerId, String deckId) {
    return List.of("players", ownerId, "decks", deckId);
  }

  private static String quoted(String deckId) {
    return "\"" + Payloads.shortened(deckId) + "\"";
  }

  private static Verdict.Refused refuse(Code code, String message) {
    return new Verdict.Refused(code, message);
  }
}
