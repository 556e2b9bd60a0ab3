package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.engine.kind.Told;
import dev.roomkeeper.engine.kind.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state and events that all rooms with a table have in common. */
public final class Table {
  public static final Model MODEL = new Model();

  /** The objects on the table, by id. Their fields are up to the clients or the kind. */
  public static final Slots<Slot<JsonObject>> BOARD = MODEL.all().map("board", Types.OBJECT);

  /** Where objects are held over the board at this moment. */
  static final Slots<DraggedSlot> HELD = MODEL.all().live().map("board", DraggedSlot::new);

  static final Slots<PlayerSlot> PLAYERS = MODEL.all().map("players", PlayerSlot::new);

  /** Where players are at this moment. */
  public static final Slots<PlacedSlot> PLACES = MODEL.all().live().map("players", PlacedSlot::new);

  static final KeptOptionsSlot OPTIONS = MODEL.server().value("table", KeptOptionsSlot::new);
  static final Told<JsonObject> MESSAGE = MODEL.event("message", Types.OBJECT);

  static {
    MODEL.member().map("players", HandSlot::new);
  }

  private Table() {}

  /**
   * A player as everybody sees them.
   *
   * @param seat null for someone who only watches
   * @param position where the player stands, in numbers that the clients agreed on
   * @param tray in everybody's layer if trays are open, otherwise in the player's own
   */
  @Data
  public record Player(
      String name,
      boolean online,
      @Nullable Integer seat,
      JsonObject metadata,
      JsonObject decks,
      @Default("0") int trayCount,
      @Nullable JsonObject position,
      @Nullable Map<String, JsonObject> tray) {}

  /**
   * A dragged object.
   *
   * @param by the member who drags it
   */
  @Data
  record Dragged(
      @Nullable Double x,
      @Nullable Double y,
      @Nullable Double z,
      @Nullable Double rotation,
      String by) {}

  /**
   * Where a player is.
   *
   * @param position in numbers that the clients agreed on
   */
  @Data
  public record Placed(JsonObject position) {}

  /** What each player alone sees. */
  @Data
  record Hand(Map<String, JsonObject> tray) {}

  /** The options that the rules need later. */
  @Data
  record KeptOptions(@Default("false") boolean openTrays) {}
}
