package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of one picture, or of a picture each, as a Tiled map numbers them.
 *
 * @param first the number of its first tile
 * @param behind the number after its last tile
 * @param colliding the numbers of the tiles that are walls
 */
record TiledTileset(long first, long behind, Set<Long> colliding) {
  static final int TILESETS_MAX = 64;

  private static final int TILES_MAX = 1 << 20;
  private static final List<String> COLLIDES = List.of("walls", "collides");

  /** The problem with it, or null. */
  static @Nullable String problem(JsonObject tileset) {
    if (tileset.has("source")) {
      return "a tileset must be embedded in the map";
    }
    String image = tileset.text("image");
    if (image != null && !ImageUrl.isGood(image)) {
      return "a tileset's \"image\" " + ImageUrl.RULE;
    }
    if (tileset.has("tiles")
        && !(tileset.get("tiles") instanceof Json.Arr
            || tileset.get("tiles") instanceof JsonObject)) {
      return "a tileset's \"tiles\" must be an array";
    }
    boolean hasPictures = image != null;
    for (Json item : tiles(tileset)) {
      if (!(item instanceof JsonObject tile) || !isCount(tile.number("id", -1))) {
        return "a tileset's \"tiles\" must be objects with an \"id\"";
      }
      String own = tile.text("image");
      if (own != null && !ImageUrl.isGood(own)) {
        return "a tile's \"image\" " + ImageUrl.RULE;
      }
      hasPictures |= own != null;
    }
    if (!hasPictures) {
      return "a tileset must have an \"image\"";
    }
    double first = tileset.number("firstgid", -1);
    return first >= 1 && isCount(first) && isCount(count(tileset))
        ? null
        : "a tileset must have a \"firstgid\" and a \"tilecount\"";
  }

  private static boolean isCount(double number) {
    return number == Math.rint(number) && number >= 0 && number <= TILES_MAX;
  }

  private static double count(JsonObject tileset) {
    return tileset.number("tilecount", -1);
  }

  /** A tileset without a problem. */
  static TiledTileset of(JsonObject tileset) {
    long first = (long) tileset.number("firstgid", 1);
    long behind = first + (long) count(tileset);
    Set<Long> colliding = new HashSet<>();
    for (Json item : tiles(tileset)) {
      if (item instanceof JsonObject tile) {
        long number = first + (long) tile.number("id", 0);
        // Tiles with a picture each can be numbered with gaps.
        behind = Math.max(behind, number + 1);
        if (isMarked(tile, COLLIDES)) {
          colliding.add(number);
        }
      }
    }
    return new TiledTileset(first, behind, colliding);
  }

  /**
   * Its tiles as a list. Until Tiled 1.2 they were an object by number, their properties beside it.
   */
  private static List<Json> tiles(JsonObject tileset) {
    List<Json> tiles = new ArrayList<>();
    if (tileset.get("tiles") instanceof Json.Arr(var list)) {
      tiles.addAll(list);
    } else if (tileset.get("tiles") instanceof JsonObject byNumber) {
      byNumber.forEach((number, tile) ->
          tiles.add(numbered(number, tile instanceof JsonObject known ? known : JsonObject.EMPTY)));
    }
    if (tileset.get("tileproperties") instanceof JsonObject byNumber) {
      byNumber.forEach((number, properties) ->
          tiles.add(numbered(number, JsonObject.of("properties", properties))));
    }
    return tiles;
  }

  private static JsonObject numbered(String number, JsonObject tile) {
    boolean isNumber = number.matches("[0-9]{1,7}");
    return tile.with("id", isNumber ? Long.parseLong(number) : -1);
  }

  boolean has(long tile) {
    return tile >= first && tile < behind;
  }

  boolean collides(long tile) {
    return colliding.contains(tile);
  }

  /** Whether a property of one of the names is there and does not say no. */
  static boolean isMarked(JsonObject marked, List<String> names) {
    if (marked.get("properties") instanceof JsonObject byName) {
      boolean[] isMarked = {false};
      byName.forEach((name, value) ->
          isMarked[0] |= names.contains(name.strip().toLowerCase(Locale.ROOT)) && isYes(value));
      return isMarked[0];
    }
    if (!(marked.get("properties") instanceof Json.Arr(var properties))) {
      return false;
    }
    for (Json item : properties) {
      if (item instanceof JsonObject property) {
        String name = property.text("name");
        if (name != null
            && names.contains(name.strip().toLowerCase(Locale.ROOT))
            && isYes(property.get("value"))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A property may be a tick, a number or a text; one without a value is there for its name. */
  private static boolean isYes(@Nullable Json value) {
    return switch (value) {
      case null -> true;
      case Json.Bool bool -> !Json.Bool.FALSE.equals(bool);
      case Json.Num(var number) -> number != 0;
      case Json.Text(var text) ->
          !List.of("", "0", "false", "no").contains(text.strip().toLowerCase(Locale.ROOT));
      default -> true;
    };
  }
}
