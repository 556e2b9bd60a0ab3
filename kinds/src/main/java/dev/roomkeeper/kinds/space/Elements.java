package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.ArrayList;
import java.util.List;

/** What was placed on the map, and how that is changed from outside of the room. */
final class Elements {
  static final int ELEMENTS_MAX = 2_000;
  static final String ELEMENTS = "elements";

  /** From how far a table is opened. */
  static final int REACH = 2;

  private final Draft draft;
  private final Ground ground;

  Elements(Draft draft) {
    this.draft = draft;
    this.ground = new Ground(draft);
  }

  Verdict place(String id, Element element) {
    JsonObject placed = draft.object(Layers.ALL, List.of(ELEMENTS));
    String misplaced = element.misplaced(ground.extent());
    if (misplaced != null) {
      return Verdict.refuse(Code.BAD_REQUEST, misplaced);
    }
    if (placed.has(id)) {
      return Verdict.refuse(Code.CONFLICT, "an element " + quoted(id) + " is there already");
    }
    if (placed.size() >= ELEMENTS_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a space holds at most " + ELEMENTS_MAX + " elements");
    }
    draft.put(Layers.ALL, path(id), element.json());
    ground.placed(element);
    return draft.accept();
  }

  Verdict remove(String id) {
    if (!(draft.get(Layers.ALL, path(id)) instanceof JsonObject kept)) {
      return noElement(id);
    }
    draft.remove(Layers.ALL, path(id));
    List<Element> others = new ArrayList<>();
    draft
        .object(Layers.ALL, List.of(ELEMENTS))
        .forEach((_, other) -> others.add(Element.of((JsonObject) other)));
    ground.removed(Element.of(kept), others);
    return draft.accept();
  }

  /** A user opens a table, which is the room of this id, at the element. */
  Verdict openTable(String userId, String id, String roomId) {
    if (!(draft.get(Layers.ALL, path(id)) instanceof JsonObject kept)) {
      return noElement(id);
    }
    Element element = Element.of(kept);
    Block at = new Walkers(draft).where(userId);
    if (!Element.CARD_TABLE.equals(element.use())) {
      return Verdict.refuse(Code.CONFLICT, quoted(id) + " is no card table");
    }
    if (element.table() != null) {
      return Verdict.refuse(Code.CONFLICT, "a table was opened at " + quoted(id) + " already");
    }
    if (at == null || element.distance(at) > REACH) {
      return Verdict.refuse(
          Code.CONFLICT,
          "only who stands within "
              + REACH
              + " blocks of "
              + quoted(id)
              + " may open a table there");
    }
    draft.put(Layers.ALL, List.of(ELEMENTS, id, "table"), Json.of(roomId));
    return draft.accept();
  }

  private static Verdict noElement(String id) {
    return Verdict.refuse(Code.NOT_FOUND, "there is no element " + quoted(id));
  }

  private static String quoted(String id) {
    return "\"" + Payloads.shortened(id) + "\"";
  }

  private static List<String> path(String id) {
    return List.of(ELEMENTS, id);
  }
}
