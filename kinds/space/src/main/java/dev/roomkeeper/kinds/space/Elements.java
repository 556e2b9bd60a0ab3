package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Edit;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The objects on the map, and how the server changes them on behalf of users. */
final class Elements {
  static final int ELEMENTS_MAX = 2_000;

  /** The distance from which a room can be opened at an element. */
  static final int REACH = 2;

  private Elements() {}

  static Verdict place(Edit edit, Asked.Place place) {
    Draft draft = edit.draft();
    Ground ground = new Ground(draft);
    Element element = place.element();
    String misplaced = element.misplaced(ground.extent());
    if (misplaced != null) {
      return Verdict.refuse(Code.BAD_REQUEST, misplaced);
    }
    if (World.ELEMENTS.has(draft, place.id())) {
      return Verdict.refuse(
          Code.CONFLICT, "an element " + quoted(place.id()) + " is there already");
    }
    if (World.ELEMENTS.size(draft) >= ELEMENTS_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a space holds at most " + ELEMENTS_MAX + " elements");
    }
    World.ELEMENTS.of(place.id()).set(draft, element);
    ground.placed(element);
    return draft.accept();
  }

  /** Puts an element elsewhere, as it is: a table that was opened at it stays open. */
  static Verdict arrange(Edit edit, Asked.Arrange arrange) {
    Draft draft = edit.draft();
    ElementSlot slot = World.ELEMENTS.of(arrange.id());
    Element before = slot.get(draft);
    if (before == null) {
      return noElement(arrange.id());
    }
    Element after =
        new Element(
            before.elementId(),
            arrange.x(),
            arrange.y(),
            before.width(),
            before.height(),
            before.isStatic(),
            before.use(),
            before.table(),
            arrange.mirrored() ? true : null);
    Ground ground = new Ground(draft);
    String misplaced = after.misplaced(ground.extent());
    if (misplaced != null) {
      return Verdict.refuse(Code.BAD_REQUEST, misplaced);
    }
    slot.set(draft, after);
    // The element itself is among those that stay: where both places overlap it is in the way.
    ground.removed(before, standing(draft));
    ground.placed(after);
    return draft.accept();
  }

  private static List<Element> standing(Draft draft) {
    List<Element> standing = new ArrayList<>();
    World.ELEMENTS.forEach(draft, (_, element) -> standing.add(element.need(draft)));
    return standing;
  }

  static Verdict remove(Edit edit, Asked.Remove remove) {
    Draft draft = edit.draft();
    ElementSlot slot = World.ELEMENTS.of(remove.id());
    Element element = slot.get(draft);
    if (element == null) {
      return noElement(remove.id());
    }
    slot.remove(draft);
    new Ground(draft).removed(element, standing(draft));
    return draft.accept();
  }

  /** A user opens this room, a table or an arena, at the element. */
  static Verdict openTable(Edit edit, Asked.OpenTable open) {
    Draft draft = edit.draft();
    ElementSlot slot = World.ELEMENTS.of(open.id());
    Element element = slot.get(draft);
    if (element == null) {
      return noElement(open.id());
    }
    String name = quoted(open.id());
    if (RoomUse.options(element.use()) == null) {
      return Verdict.refuse(Code.CONFLICT, name + " is nothing to play at");
    }
    if (element.table() != null) {
      return Verdict.refuse(Code.CONFLICT, "a room was opened at " + name + " already");
    }
    Block at = new Walkers(draft).where(edit.userId());
    if (at == null || element.distance(at) > REACH) {
      return Verdict.refuse(
          Code.CONFLICT,
          "only who stands within " + REACH + " blocks of " + name + " may open a room there");
    }
    slot.table().set(draft, open.roomId());
    return draft.accept();
  }

  private static Verdict noElement(String id) {
    return Verdict.refuse(Code.NOT_FOUND, "there is no element " + quoted(id));
  }

  private static String quoted(String id) {
    return "\"" + Reading.shortened(id) + "\"";
  }
}
