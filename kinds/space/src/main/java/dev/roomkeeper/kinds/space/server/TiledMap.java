package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.kinds.space.server.Catalogue.Spot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A map drawn with Tiled, checked to be one that pages can draw: orthogonal, finite, its tilesets
 * inside, its tiles as arrays of numbers.
 *
 * @param json all of it, as it came
 * @param walls its rows, '#' for a wall; empty for none
 * @param spawn around where people come in; null where it does not say
 */
public record TiledMap(JsonObject json, Size size, List<String> walls, @Nullable Spot spawn) {
  public static final int SIDE_MAX = 512;

  private static final int LAYERS_MAX = 64;
  private static final int DEPTH_MAX = 8;
  private static final int OBJECTS_MAX = 5_000;
  private static final int NAME_SHOWN_MAX = 60;
  private static final int TILE_PIXELS_MAX = 1_024;
  private static final List<String> WALLS = List.of("walls", "collides");
  private static final String SPAWN = "spawn";

  /** The top bits of a tile's number say how it is turned. */
  private static final long TILE_BITS = 0x0FFF_FFFFL;

  /** What comes of reading one. */
  public sealed interface Read {
    record Good(TiledMap map) implements Read {}

    record Bad(String sentence) implements Read {}
  }

  public static Read read(JsonObject json) {
    try {
      return new Read.Good(new Reader(json).read());
    } catch (Unfit e) {
      return new Read.Bad(String.valueOf(e.getMessage()));
    }
  }

  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String sentence) {
      super(sentence, null, false, false);
    }
  }

  private static final class Reader {
    private final JsonObject json;
    private final int width;
    private final int height;
    private final int tileWidth;
    private final int tileHeight;
    private final List<TiledTileset> tilesets = new ArrayList<>();
    private final boolean[] wall;
    private boolean hasWalls;
    private @Nullable Spot spawn;
    private int layers;
    private int objects;

    Reader(JsonObject json) throws Unfit {
      this.json = json;
      if (!"orthogonal".equals(json.text("orientation"))) {
        throw new Unfit("the map must be orthogonal");
      }
      if (json.isTrue("infinite")) {
        throw new Unfit("the map must not be infinite");
      }
      width = whole(json, "width", 1, SIDE_MAX);
      height = whole(json, "height", 1, SIDE_MAX);
      tileWidth = whole(json, "tilewidth", 1, TILE_PIXELS_MAX);
      tileHeight = whole(json, "tileheight", 1, TILE_PIXELS_MAX);
      wall = new boolean[width * height];
    }

    TiledMap read() throws Unfit {
      readTilesets();
      readLayers(json, 1);
      List<String> rows = hasWalls ? rows() : List.of();
      if (!rows.isEmpty() && rows.stream().noneMatch(row -> row.indexOf('.') >= 0)) {
        throw new Unfit("walls are everywhere: nobody could stand anywhere");
      }
      return new TiledMap(json, new Size(width, height), rows, spawn);
    }

    private void readTilesets() throws Unfit {
      for (JsonObject tileset : objects(json, "tilesets", TiledTileset.TILESETS_MAX)) {
        String problem = TiledTileset.problem(tileset);
        if (problem != null) {
          throw new Unfit(problem);
        }
        tilesets.add(TiledTileset.of(tileset));
      }
    }

    private void readLayers(JsonObject parent, int depth) throws Unfit {
      if (depth > DEPTH_MAX) {
        throw new Unfit("groups of layers are at most " + DEPTH_MAX + " deep");
      }
      for (JsonObject layer : objects(parent, "layers", LAYERS_MAX)) {
        if (++layers > LAYERS_MAX) {
          throw new Unfit("there are at most " + LAYERS_MAX + " layers");
        }
        switch (String.valueOf(layer.text("type"))) {
          case "tilelayer" -> readTiles(layer);
          case "objectgroup" -> readObjects(layer);
          case "group" -> readLayers(layer, depth + 1);
          case "imagelayer" -> {
            String image = layer.text("image");
            if (image != null && !image.isEmpty() && !ImageUrl.isGood(image)) {
              throw new Unfit("an image layer's \"image\" " + ImageUrl.RULE);
            }
          }
          default -> throw new Unfit("a layer is of an unknown type");
        }
      }
    }

    private void readTiles(JsonObject layer) throws Unfit {
      boolean isPacked = layer.has("compression") && !"".equals(layer.text("compression"));
      if (isPacked || !(layer.get("data") instanceof Json.Arr(var data))) {
        throw new Unfit("a tile layer's data must be an array of numbers (CSV), not packed");
      }
      if (data.size() != wall.length
          || layer.number("width", width) != width
          || layer.number("height", height) != height) {
        throw new Unfit("a tile layer must be as large as the map");
      }
      boolean all = isWall(layer.text("name")) || TiledTileset.isMarked(layer, WALLS);
      hasWalls |= all;
      for (int i = 0; i < data.size(); i++) {
        if (!(data.get(i) instanceof Json.Num(var number))
            || number != Math.rint(number)
            || number < 0
            || number > 0xFFFF_FFFFL) {
          throw new Unfit("a tile layer's data must be whole numbers");
        }
        long tile = (long) number & TILE_BITS;
        if (tile != 0) {
          boolean collides = tileset(tile, layer, i).collides(tile);
          hasWalls |= collides;
          wall[i] |= all || collides;
        }
      }
    }

    private static boolean isWall(@Nullable String name) {
      return name != null && WALLS.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    private TiledTileset tileset(long tile, JsonObject layer, int block) throws Unfit {
      for (TiledTileset tileset : tilesets) {
        if (tileset.has(tile)) {
          return tileset;
        }
      }
      String name = layer.text("name");
      String shown = name == null ? "" : name.substring(0, Math.min(name.length(), NAME_SHOWN_MAX));
      throw new Unfit(
          "the layer \"%s\" has at block %d, %d the tile %d, which is in no tileset"
              .formatted(shown, block % width, block / width, tile));
    }

    private void readObjects(JsonObject layer) throws Unfit {
      for (JsonObject object : objects(layer, "objects", OBJECTS_MAX)) {
        if (++objects > OBJECTS_MAX) {
          throw new Unfit("there are at most " + OBJECTS_MAX + " objects");
        }
        String name = object.text("name");
        if (name != null && name.strip().equalsIgnoreCase(SPAWN)) {
          double x = Math.floor(object.number("x", -1) / tileWidth);
          // Tile objects stand on their lower edge.
          double above = object.has("gid") ? object.number("height", tileHeight) : 0;
          double y = Math.floor((object.number("y", -1) - above) / tileHeight);
          if (x < 0 || y < 0 || x >= width || y >= height) {
            throw new Unfit("the object \"spawn\" is outside of the map");
          }
          spawn = new Spot((int) x, (int) y);
        }
      }
    }

    private List<String> rows() {
      List<String> rows = new ArrayList<>(height);
      for (int y = 0; y < height; y++) {
        char[] row = new char[width];
        Arrays.fill(row, '.');
        for (int x = 0; x < width; x++) {
          if (wall[y * width + x]) {
            row[x] = '#';
          }
        }
        rows.add(new String(row));
      }
      return rows;
    }

    private static List<JsonObject> objects(JsonObject parent, String key, int most) throws Unfit {
      if (!(parent.get(key) instanceof Json.Arr(var items)) || items.size() > most) {
        throw new Unfit("\"" + key + "\" must be an array of at most " + most);
      }
      List<JsonObject> objects = new ArrayList<>(items.size());
      for (Json item : items) {
        if (!(item instanceof JsonObject object)) {
          throw new Unfit("\"" + key + "\" must hold objects");
        }
        objects.add(object);
      }
      return objects;
    }

    private static int whole(JsonObject object, String key, int min, int max) throws Unfit {
      double number = object.number(key, -1);
      if (number != Math.rint(number) || number < min || number > max) {
        throw new Unfit("\"" + key + "\" must be a whole number from " + min + " to " + max);
      }
      return (int) number;
    }
  }
}
