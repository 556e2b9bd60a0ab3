package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.RoomRules;
import dev.roomkeeper.kinds.table.Payloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen when a space is made.
 *
 * @param mapId the map it was made from, null for none
 * @param spawn around where newcomers are to stand
 * @param walls a string for each row from the uppermost, {@link #WALL} where a wall is
 * @param kept whether it outlives its last visitor
 * @param elements what is placed in it from the beginning, by id
 * @param editors who may place and remove elements: "owner" or "everyone"
 */
record SpaceOptions(
    Extent extent,
    @Nullable String mapId,
    Block spawn,
    List<String> walls,
    boolean kept,
    Map<String, Element> elements,
    String editors) {
  static final char WALL = '#';

  /** So large may a map with walls be on each side. */
  static final int WALLED_SIDE_MAX = 512;

  /** 2,000 walkers come to 6 MiB: the outcomes of the last 64 commands of each stand in there. */
  static final int STATE_BYTES_MAX = 16 << 20;

  static final int MEMBERS_MAX = 4_000;
  static final int FLUSH_MILLIS = 50;
  static final long GRACE_MILLIS = 60_000;

  private static final int FLUSH_MILLIS_MAX = 1_000;

  // "listed" and "only" are the hub's to check and to heed, in every kind.
  private static final List<String> KEYS =
      List.of(
          "editors",
          "elements",
          "flushMillis",
          "height",
          "kept",
          "listed",
          "mapId",
          "membersMax",
          "only",
          "spawn",
          "walls",
          "width");

  static RoomRules rules(JsonObject options) {
    return rules(new Fields(options));
  }

  private static RoomRules rules(Fields fields) {
    return RoomRules.DEFAULT
        .withFlushMillis(fields.integer("flushMillis", 0, FLUSH_MILLIS_MAX, FLUSH_MILLIS))
        .withMembersMax(fields.integer("membersMax", 1, MEMBERS_MAX, MEMBERS_MAX))
        .withGraceMillis(GRACE_MILLIS)
        .withStateBytesMax(STATE_BYTES_MAX)
        .withVanishing(!fields.bool("kept", true));
  }

  static SpaceOptions read(JsonObject options, Fields fields) {
    Payloads.knownKeys(options, KEYS, fields);
    rules(fields);
    Extent extent =
        new Extent(
            fields.integer("width", 1, Extent.SIDE_MAX),
            fields.integer("height", 1, Extent.SIDE_MAX));
    return new SpaceOptions(
        extent,
        options.has("mapId") ? fields.text("mapId", Payloads.ID_LENGTH_MAX) : null,
        spawn(options, extent, fields),
        walls(options, extent, fields),
        fields.bool("kept", true),
        elements(fields.object("elements"), extent, fields),
        editors(options, fields));
  }

  private static Block spawn(JsonObject options, Extent extent, Fields fields) {
    if (!options.has("spawn")) {
      return extent.middle();
    }
    Fields place = new Fields(fields.object("spawn"));
    Block spawn =
        new Block(
            place.integer("x", 0, extent.width() - 1), place.integer("y", 0, extent.height() - 1));
    wrongIn("spawn", place, fields);
    return spawn;
  }

  private static List<String> walls(JsonObject options, Extent extent, Fields fields) {
    if (!options.has("walls")) {
      return List.of();
    }
    if (extent.width() > WALLED_SIDE_MAX || extent.height() > WALLED_SIDE_MAX) {
      fields.wrong(
          "\"walls\" are for maps of at most " + WALLED_SIDE_MAX + " x " + WALLED_SIDE_MAX);
      return List.of();
    }
    List<String> rows = new ArrayList<>();
    boolean fits = options.get("walls") instanceof Json.Arr(var items) && addRows(items, rows);
    if (!fits
        || rows.size() > extent.height()
        || rows.stream().anyMatch(row -> row.length() > extent.width())) {
      fields.wrong(
          "\"walls\" must be an array of at most "
              + extent.height()
              + " strings of at most "
              + extent.width()
              + " characters, with # for a wall");
      return List.of();
    }
    long blocks = rows.stream().flatMapToInt(String::chars).filter(block -> block == WALL).count();
    if (blocks == (long) extent.width() * extent.height()) {
      fields.wrong("\"walls\" must leave a place to stand on");
    }
    return List.copyOf(rows);
  }

  private static boolean addRows(List<Json> items, List<String> rows) {
    for (Json item : items) {
      if (item instanceof Json.Text(var row)) {
        rows.add(row);
      }
    }
    return rows.size() == items.size();
  }

  private static Map<String, Element> elements(JsonObject placed, Extent extent, Fields fields) {
    if (placed.size() > Elements.ELEMENTS_MAX) {
      fields.wrong("\"elements\" are at most " + Elements.ELEMENTS_MAX);
    }
    Map<String, Element> elements = new TreeMap<>();
    placed.forEach((id, value) -> {
      String name = "elements." + Payloads.shortened(id);
      if (!(value instanceof JsonObject object) || !Payloads.isId(id)) {
        fields.wrong("\"" + name + "\" must be an object under an id of 1 to 64 characters");
        return;
      }
      Fields inElement = new Fields(object);
      Element element = Element.read(object, inElement);
      String misplaced = element.misplaced(extent);
      if (misplaced != null) {
        inElement.wrong(misplaced);
      }
      wrongIn(name, inElement, fields);
      elements.put(id, element);
    });
    return elements;
  }

  private static String editors(JsonObject options, Fields fields) {
    Json editors = options.get("editors");
    if (editors == null || editors.equals(Json.of("owner"))) {
      return "owner";
    }
    if (!editors.equals(Json.of("everyone"))) {
      fields.wrong("\"editors\" must be \"owner\" or \"everyone\"");
    }
    return "everyone";
  }

  private static void wrongIn(String part, Fields inPart, Fields fields) {
    String problem = inPart.problem();
    if (problem != null) {
      fields.wrong("\"" + part + "\": " + problem);
    }
  }
}
