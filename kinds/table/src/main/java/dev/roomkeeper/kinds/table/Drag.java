package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Act;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Size;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where dragged objects are at this moment. */
@Payload
public sealed interface Drag {
  int OBJECTS_MAX = 64;

  /**
   * The places by object; null for an object that was dropped, which lies where the board has it.
   */
  Map<String, @Nullable Held> places();

  /** One object. With {@code end} it is dropped. */
  @Payload
  record One(
      @Id String objectId,
      @Nullable Double x,
      @Nullable Double y,
      @Nullable Double z,
      @Nullable Double rotation,
      @Default("false") boolean end)
      implements Drag {
    @Override
    public Map<String, @Nullable Held> places() {
      return Collections.singletonMap(objectId, end ? null : new Held(x, y, z, rotation));
    }
  }

  /** A stack. */
  @Payload
  record Stack(@Size(min = 1, max = OBJECTS_MAX) Map<@Id String, @Nullable Held> objects)
      implements Drag {
    @Override
    public Map<String, @Nullable Held> places() {
      return objects;
    }
  }

  /** What changes on an object while it is dragged. */
  @Payload
  record Held(
      @Nullable Double x, @Nullable Double y, @Nullable Double z, @Nullable Double rotation) {
    boolean isEmpty() {
      return x == null && y == null && z == null && rotation == null;
    }

    JsonObject by(String memberId) {
      return (JsonObject) DraggedType.INSTANCE.json(new Table.Dragged(x, y, z, rotation, memberId));
    }
  }

  /** Puts the places over the board, with the sender as who drags the objects. */
  default Verdict lay(Act act) {
    for (Map.Entry<String, @Nullable Held> place : places().entrySet()) {
      String objectId = place.getKey();
      Held held = place.getValue();
      if (!(Table.BOARD.json(act.draft()).get(objectId) instanceof JsonObject)) {
        return Verdict.refuse(
            Code.NOT_FOUND, "there is no object \"" + Reading.shortened(objectId) + "\"");
      }
      if (held == null) {
        Table.HELD.of(objectId).remove(act.draft());
      } else if (held.isEmpty()) {
        return Verdict.refuse(
            Code.BAD_REQUEST,
            "a place for \"" + Reading.shortened(objectId) + "\" needs x, y, z or rotation");
      } else {
        Table.HELD.of(objectId).merge(act.draft(), held.by(act.sender().id()));
      }
    }
    return act.draft().accept();
  }

  /** Ends the drags of the objects whose place a patch of the board sets. */
  static void setDown(Draft draft, JsonObject patch) {
    for (String objectId : patch.keys()) {
      if (patch.get(objectId) instanceof JsonObject) {
        Table.HELD.of(objectId).remove(draft);
      }
    }
  }
}
