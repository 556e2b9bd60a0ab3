package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects on the table. Everybody sees them, except for the faces of cards that lie face down.
 * Those are in the server's layer, by object id.
 */
final class Board {
  static final int OBJECTS_MAX = 5_000;

  /** The offset of each card of a heap from the one below, in table units. */
  private static final int HEAP_STEP = 2;

  private static final int HEAP_STEPS_MAX = 24;
  private static final int SIDES_MAX = 1_000;

  /** The largest absolute value of a counter. */
  static final int COUNTER_MAX = 1_000_000_000;

  private final Draft draft;
  private final Dice dice;

  Board(Draft draft, Dice dice) {
    this.draft = draft;
    this.dice = dice;
  }

  private JsonObject objects() {
    return Table.BOARD.json(draft);
  }

  boolean hasRoomFor(int count) {
    return objects().size() + count <= OBJECTS_MAX;
  }

  /**
   * Applies a member's merge patch to the objects, by id. It may only change what members are free
   * to change.
   */
  Verdict.@Nullable Refused patch(JsonObject patch) {
    JsonObject before = objects();
    for (String objectId : patch.keys()) {
      Verdict.Refused refused =
          BoardPatch.check(objectId, before.get(objectId), patch.get(objectId));
      if (refused != null) {
        return refused;
      }
      if (patch.get(objectId) == Json.Null.NULL) {
        hidden(objectId).remove(draft);
      }
    }
    Table.BOARD.merge(draft, patch);
    Drag.setDown(draft, patch);
    for (String objectId : patch.keys()) {
      if (!before.has(objectId) && objects().get(objectId) instanceof JsonObject fresh) {
        Table.BOARD.of(objectId).merge(draft, BoardPatch.completed(fresh));
      }
    }
    return objects().size() > OBJECTS_MAX && objects().size() > before.size() ? full() : null;
  }

  static Verdict.Refused full() {
    return Verdict.refuse(Code.TOO_LARGE, "a table holds at most " + OBJECTS_MAX + " objects");
  }

  /** The refusal if this is not a card on the table, otherwise null. */
  Verdict.@Nullable Refused noCard(String objectId) {
    return noObject(objectId, "card");
  }

  private Verdict.@Nullable Refused noObject(String objectId, String type) {
    if (!objects().has(objectId)) {
      return Verdict.refuse(
          Code.NOT_FOUND,
          "there is no object \"" + Reading.shortened(objectId) + "\" on the table");
    }
    return type.equals(objects().object(objectId).text("type"))
        ? null
        : Verdict.refuse(Code.BAD_REQUEST, "\"" + Reading.shortened(objectId) + "\" is no " + type);
  }

  /** Takes a card off the table. */
  Card lift(String objectId) {
    LaidSlot card = Tabletop.CARDS.of(objectId);
    Card lifted = new Card(face(objectId, card), card.back().get(draft));
    card.remove(draft);
    hidden(objectId).remove(draft);
    return lifted;
  }

  /** Lays cards on top of everything that is there. Several cards become a heap. */
  void lay(List<Card> cards, Place to) {
    lay(cards, to, null);
  }

  /** Lays cards on the table as a pile, exactly on top of each other. */
  void pile(List<Card> cards, Place to) {
    lay(cards, to, cards.size() > 1 ? "pile-" + dice.id(10) : null);
  }

  private void lay(List<Card> cards, Place to, @Nullable String stack) {
    double z = topZ();
    for (int i = 0; i < cards.size(); i++) {
      Card card = cards.get(i);
      int offset = stack == null ? Math.min(i, HEAP_STEPS_MAX) * HEAP_STEP : 0;
      String objectId = freshId();
      Tabletop.CARDS
          .of(objectId)
          .set(
              draft,
              new Tabletop.Laid(
                  "card",
                  to.x() + offset,
                  to.y() + offset,
                  z + i + 1,
                  to.rotation(),
                  to.faceUp(),
                  to.faceUp() ? card.face() : null,
                  card.back(),
                  stack));
      if (!to.faceUp()) {
        hidden(objectId).set(draft, card.face());
      }
    }
  }

  /** The cards among these that exist, lowest first. */
  List<String> cardsAmong(List<String> objectIds) {
    return new TreeSet<>(objectIds)
        .stream()
            .filter(id -> noCard(id) == null)
            .sorted(Comparator.comparingDouble(this::height))
            .toList();
  }

  /** The cards with this back, lowest first. */
  List<String> cardsWith(@Nullable String back) {
    return cardsAmong(
        objects().keys().stream()
            .filter(id -> Objects.equals(objects().object(id).text("back"), back))
            .toList());
  }

  private double height(String objectId) {
    return objects().object(objectId).number("z", 0);
  }

  void flip(String objectId) {
    LaidSlot card = Tabletop.CARDS.of(objectId);
    String face = face(objectId, card);
    boolean faceUp = !card.faceUp().get(draft, false);
    if (faceUp) {
      card.face().set(draft, face);
      hidden(objectId).remove(draft);
    } else {
      hidden(objectId).set(draft, face);
      card.face().remove(draft);
    }
    card.faceUp().set(draft, faceUp);
  }

  /** Turns a pile over, so that its lowest card ends up on top. */
  void flipPile(List<String> lowestFirst) {
    List<Double> heights = lowestFirst.stream().map(this::height).toList();
    for (int i = 0; i < lowestFirst.size(); i++) {
      flip(lowestFirst.get(i));
      Tabletop.CARDS.of(lowestFirst.get(i)).z().set(draft, heights.get(heights.size() - 1 - i));
    }
  }

  /** The refusal if this is not a die that can be rolled, otherwise null. */
  Verdict.@Nullable Refused noDie(String objectId) {
    Verdict.Refused refused = noObject(objectId, "die");
    if (refused != null) {
      return refused;
    }
    double sides = sides(objectId);
    return sides != Math.rint(sides) || sides < 2 || sides > SIDES_MAX
        ? Verdict.refuse(Code.BAD_REQUEST, "a die has 2 to " + SIDES_MAX + " sides")
        : null;
  }

  private double sides(String objectId) {
    return objects().object(objectId).number("sides", 6);
  }

  void roll(String objectId) {
    // The count shows a roll that has the same result as the last one.
    Table.BOARD
        .of(objectId)
        .merge(
            draft,
            JsonObject.EMPTY
                .with("value", 1L + dice.below((int) sides(objectId)))
                .with("rolls", objects().object(objectId).number("rolls", 0) + 1));
  }

  /** Adds to a counter's value. Returns the refusal if that is not possible, otherwise null. */
  Verdict.@Nullable Refused count(String objectId, int by) {
    Verdict.Refused refused = noObject(objectId, "counter");
    if (refused != null) {
      return refused;
    }
    double sum = objects().object(objectId).number("value", 0) + by;
    if (Math.abs(sum) > COUNTER_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a counter counts to " + COUNTER_MAX);
    }
    Table.BOARD.of(objectId).merge(draft, JsonObject.EMPTY.with("value", sum));
    return null;
  }

  /** The common type of these objects; null if they differ. */
  @Nullable String sortOf(List<String> objectIds) {
    List<String> sorts =
        objectIds.stream().map(id -> objects().object(id).text("type")).distinct().toList();
    return sorts.size() == 1 ? sorts.getFirst() : null;
  }

  /** What a patch does to the objects that it names. */
  Deed deed(JsonObject patch) {
    boolean adds = true;
    boolean removes = true;
    boolean moves = true;
    for (String id : patch.keys()) {
      boolean isRemoved = patch.get(id) == Json.Null.NULL;
      JsonObject change = patch.object(id);
      adds &= !isRemoved && !objects().has(id);
      removes &= isRemoved;
      moves &= change.has("x") || change.has("y");
    }
    return adds ? Deed.ADD : removes ? Deed.REMOVE : moves ? Deed.MOVE : Deed.CHANGE;
  }

  private String face(String objectId, LaidSlot card) {
    return card.faceUp().get(draft, false) ? card.face().need(draft) : hidden(objectId).need(draft);
  }

  private double topZ() {
    double[] top = {0};
    objects()
        .forEach((_, value) -> {
          if (value instanceof JsonObject object) {
            top[0] = Math.max(top[0], object.number("z", 0));
          }
        });
    return top[0];
  }

  private String freshId() {
    String id = "c" + dice.id(10);
    while (objects().has(id)) {
      id = "c" + dice.id(10);
    }
    return id;
  }

  /** Where the face of a face-down card is kept. */
  private static Slot<String> hidden(String objectId) {
    return Tabletop.HIDDEN.faces().of(objectId);
  }
}
