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

/** What rooms with a table hold and tell, whatever is played there. */
public final class Table {
  public static final Model MODEL = new Model();

  /** What lies on the table, by id; what is in an object is the clients' or the kind's. */
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
   * @param seat null for someone who looks on
   * @param position where the player stands, in whatever numbers the clients agreed on
   * @param tray in everybody's layer where trays are open, else in the player's own
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
   * An object that is held.
   *
   * @param by the member who holds it
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
   * @param position in whatever numbers the clients agreed on
   */
  @Data
  public record Placed(JsonObject position) {}

  /** What the players see of themselves alone. */
  @Data
  record Hand(Map<String, JsonObject> tray) {}

  /** What the rules must know of the options later on. */
  @Data
  record KeptOptions(@Default("false") boolean openTrays) {}
}
