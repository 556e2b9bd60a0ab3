package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Bytes;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Named;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import org.jspecify.annotations.Nullable;

/** The commands of a space's members, and the server's edits on behalf of users. */
final class Asked {
  /** Far larger than any map, so that what lies outside of the map is only told so. */
  private static final int PLACE_MAX = 1_000_000;

  private Asked() {}

  /** One step, to this block. */
  @Payload
  record Move(
      @Range(min = -PLACE_MAX, max = PLACE_MAX) int x,
      @Range(min = -PLACE_MAX, max = PLACE_MAX) int y) {
    Block to() {
      return new Block(x, y);
    }
  }

  @Payload
  record Call(@Id String to, @Bytes(max = 16 << 10) JsonObject data) {}

  // --- By the server ---

  @Payload
  record Place(
      @Id String id,
      @Id String elementId,
      @Range(min = 0, max = Extent.SIDE_MAX) int x,
      @Range(min = 0, max = Extent.SIDE_MAX) int y,
      @Range(min = 1, max = Element.SIDE_MAX) int width,
      @Range(min = 1, max = Element.SIDE_MAX) int height,
      @Named("static") @Default("false") boolean isStatic,
      @Nullable @Length(max = Element.USE_LENGTH_MAX) String use) {
    Element element() {
      return new Element(elementId, x, y, width, height, isStatic, use, null, null);
    }
  }

  /** Another place for an element, and whether its picture looks the other way there. */
  @Payload
  record Arrange(
      @Id String id,
      @Range(min = 0, max = Extent.SIDE_MAX) int x,
      @Range(min = 0, max = Extent.SIDE_MAX) int y,
      @Default("false") boolean mirrored) {}

  @Payload
  record Remove(@Id String id) {}

  /** What of the options may change later. */
  @Payload
  record Settings(SpaceOptions.Editors editors) {}

  /**
   * @param id the element's
   * @param roomId the room of the table that was opened there
   */
  @Payload
  record OpenTable(@Id String id, @Id String roomId) {}
}
