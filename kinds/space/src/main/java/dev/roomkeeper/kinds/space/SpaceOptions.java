package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Default;
import dev.roomkeeper.engine.kind.Id;
import dev.roomkeeper.engine.kind.Length;
import dev.roomkeeper.engine.kind.Named;
import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.engine.kind.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a space.
 *
 * @param mapId the map it was made from, or null
 * @param spawn the place near which newcomers appear, null for the middle
 * @param walls a string per row from the top, with {@link #WALL} for a wall
 * @param kept whether it outlives its last visitor
 * @param elements the objects that are in it from the beginning, by id
 * @param editors who may place and remove elements
 * @param listed checked and applied by the server, like {@code only}
 */
@Payload
record SpaceOptions(
    @Range(min = 1, max = Extent.SIDE_MAX) int width,
    @Range(min = 1, max = Extent.SIDE_MAX) int height,
    @Nullable @Id String mapId,
    @Nullable Block spawn,
    @Default("[]") @Size(max = WALLED_SIDE_MAX)
        List<@Length(min = 0, max = WALLED_SIDE_MAX) String> walls,
    @Default("true") boolean kept,
    @Default("{}") @Size(max = Elements.ELEMENTS_MAX) Map<@Id String, Given> elements,
    @Default("owner") Editors editors,
    @Range(min = 0, max = 1_000) @Default("50") int flushMillis,
    @Range(min = 1, max = 4_000) @Default("4000") int membersMax,
    @Nullable Json listed,
    @Nullable Json only) {
  static final char WALL = '#';

  /** The largest side of a map with walls. */
  static final int WALLED_SIDE_MAX = 512;

  /** 2,000 walkers take 6 MiB, because the outcomes of each one's last 64 commands are kept. */
  static final int STATE_BYTES_MAX = 16 << 20;

  static final long GRACE_MILLIS = 60_000;

  /** Who may place and remove elements. */
  @Payload
  @Data
  enum Editors {
    OWNER,
    EVERYONE
  }

  /** An element that is there from the beginning. */
  @Payload
  record Given(
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

  static RoomRules rules(JsonObject options) {
    SpaceOptions read = Reading.options(SpaceOptionsReader.INSTANCE, options).need();
    return RoomRules.DEFAULT
        .withFlushMillis(read.flushMillis)
        .withMembersMax(read.membersMax)
        .withGraceMillis(GRACE_MILLIS)
        .withStateBytesMax(STATE_BYTES_MAX)
        .withVanishing(!read.kept);
  }

  Extent extent() {
    return new Extent(width, height);
  }

  Block start() {
    return spawn == null ? extent().middle() : spawn;
  }

  Map<String, Element> placed() {
    Map<String, Element> placed = new TreeMap<>();
    elements.forEach((id, given) -> placed.put(id, given.element()));
    return placed;
  }

  /** The contradiction between the options, or null. */
  @Nullable String problem() {
    if (spawn != null && !extent().contains(spawn)) {
      return "\"spawn\" must be on the map, not at " + spawn;
    }
    for (Map.Entry<String, Element> entry : placed().entrySet()) {
      String misplaced = entry.getValue().misplaced(extent());
      if (misplaced != null) {
        return "\"elements." + entry.getKey() + "\": " + misplaced;
      }
    }
    return walls.isEmpty() ? null : wallProblem();
  }

  private @Nullable String wallProblem() {
    if (width > WALLED_SIDE_MAX || height > WALLED_SIDE_MAX) {
      return "\"walls\" are for maps of at most " + WALLED_SIDE_MAX + " x " + WALLED_SIDE_MAX;
    }
    if (walls.size() > height || walls.stream().anyMatch(row -> row.length() > width)) {
      return "\"walls\" must be an array of at most "
          + height
          + " strings of at most "
          + width
          + " characters, with # for a wall";
    }
    long blocks = walls.stream().flatMapToInt(String::chars).filter(block -> block == WALL).count();
    return blocks == (long) width * height ? "\"walls\" must leave a place to stand on" : null;
  }
}
