package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the table. Everybody sees all of it but the faces of cards that lie face down: those
 * are in the server's layer, by object id.
 */
final class Board {
  static final int OBJECTS_MAX = 5_000;

  /** How far each card of a heap lies from the one below, in table units. */
  private static final int HEAP_STEP = 2;

  private static final int HEAP_STEPS_MAX = 24;
  private static final int SIDES_MAX = 1_000;
  private static final List<String> BOARD = List.of("board");

  private final Draft draft;
  private final Dice dice;

  Board(Draft draft, Dice dice) {
    this.draft = draft;
    this.dice = dice;
  }

  private JsonObject objects() {
    return draft.object(Layers.ALL, BOARD);
  }

  boolean hasRoomFor(int count) {
    return objects().size() + count <= OBJECTS_MAX;
  }

  /** Applies what a member changes freely: a merge patch on the objects by id. */
  Verdict patch(JsonObject patch) {
    JsonObject before = objects();
    for (String objectId : patch.keys()) {
      Verdict refused = BoardPatch.check(objectId, before.get(objectId), patch.get(objectId));
      if (refused != null) {
        return refused;
      }
      if (patch.get(objectId) == Json.Null.NULL) {
        draft.remove(Layers.SERVER, facePath(objectId));
      }
    }
    draft.merge(Layers.ALL, BOARD, patch);
    Drag.setDown(draft, patch);
    for (String objectId : patch.keys()) {
      if (!before.has(objectId) && objects().get(objectId) instanceof JsonObject fresh) {
        draft.merge(Layers.ALL, BOARD, JsonObject.of(objectId, BoardPatch.completed(fresh)));
      }
    }
    return objects().size() > OBJECTS_MAX && objects().size() > before.size()
        ? full()
        : draft.accept();
  }

  static Verdict full() {
    return Verdict.refuse(Code.TOO_LARGE, "a table holds at most " + OBJECTS_MAX + " objects");
  }

  /** Why this is no card on the table, or null if it is one. */
  Verdict.@Nullable Refused noCard(String objectId) {
    return noObject(objectId, "card");
  }

  private Verdict.@Nullable Refused noObject(String objectId, String type) {
    if (!objects().has(objectId)) {
      return new Verdict.Refused(
          Code.NOT_FOUND,
          "there is no object \"" + Payloads.shortened(objectId) + "\" on the table");
    }
    return type.equals(objects().object(objectId).text("type"))
        ? null
        : new Verdict.Refused(
            Code.BAD_REQUEST, "\"" + Payloads.shortened(objectId) + "\" is no " + type);
  }

  /** Takes a card off the table. */
  Card lift(String objectId) {
    JsonObject object = objects().object(objectId);
    String face = face(objectId, object);
    draft.remove(Layers.ALL, List.of("board", objectId));
    draft.remove(Layers.SERVER, facePath(objectId));
    return new Card(face, object.text("back"));
  }

  /** Lays cards on the table over all that is there, several as a heap. */
  void lay(List<Card> cards, Place to) {
    double z = topZ();
    for (int i = 0; i < cards.size(); i++) {
      Card card = cards.get(i);
      int offset = Math.min(i, HEAP_STEPS_MAX) * HEAP_STEP;
      JsonObject object =
          JsonObject.EMPTY
              .with("type", "card")
              .with("x", to.x() + offset)
              .with("y", to.y() + offset)
              .with("z", z + i + 1)
              .with("rotation", to.rotation())
              .with("faceUp", to.faceUp());
      String back = card.back();
      if (back != null) {
        object = object.with("back", back);
      }
      String objectId = freshId();
      if (to.faceUp()) {
        object = object.with("face", card.face());
      } else {
        draft.put(Layers.SERVER, facePath(objectId), Json.of(card.face()));
      }
      draft.put(Layers.ALL, List.of("board", objectId), object);
    }
  }

  Verdict flip(String objectId) {
    Verdict refused = noCard(objectId);
    if (refused != null) {
      return refused;
    }
    JsonObject object = objects().object(objectId);
    String face = face(objectId, object);
    boolean faceUp = !object.isTrue("faceUp");
    if (faceUp) {
      draft.put(Layers.ALL, List.of("board", objectId, "face"), Json.of(face));
      draft.remove(Layers.SERVER, facePath(objectId));
    } else {
      draft.put(Layers.SERVER, facePath(objectId), Json.of(face));
      draft.remove(Layers.ALL, List.of("board", objectId, "face"));
    }
    draft.put(Layers.ALL, List.of("board", objectId, "faceUp"), Json.of(faceUp));
    return draft.accept();
  }

  Verdict roll(String objectId) {
    Verdict refused = noObject(objectId, "die");
    if (refused != null) {
      return refused;
    }
    JsonObject die = objects().object(objectId);
    double sides = die.number("sides", 6);
    if (sides != Math.rint(sides) || sides < 2 || sides > SIDES_MAX) {
      return Verdict.refuse(Code.BAD_REQUEST, "a die has 2 to " + SIDES_MAX + " sides");
    }
    // A roll that shows the same number again is seen by its count.
    draft.merge(
        Layers.ALL,
        List.of("board", objectId),
        JsonObject.EMPTY
            .with("value", 1L + dice.below((int) sides))
            .with("rolls", die.number("rolls", 0) + 1));
    return draft.accept();
  }

  private String face(String objectId, JsonObject object) {
    String face =
        object.isTrue("faceUp")
            ? object.text("face")
            : draft.object(Layers.SERVER, List.of("table", "faces")).text(objectId);
    return Objects.requireNonNull(face, "a card has a face");
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

  private static List<String> facePath(String objectId) {
    return List.of("table", "faces", objectId);
  }
}
