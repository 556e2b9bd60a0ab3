package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.space.server.Catalogue.Avatar;
import dev.roomkeeper.kinds.space.server.Catalogue.Element;
import dev.roomkeeper.kinds.space.server.Catalogue.MapEntry;
import dev.roomkeeper.kinds.space.server.Catalogue.Placement;
import dev.roomkeeper.kinds.space.server.Catalogue.Seeds;
import dev.roomkeeper.kinds.space.server.Catalogue.WorldMap;
import dev.roomkeeper.module.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the avatars, elements and maps that come with the pages, from {@code art/catalogue.json} in
 * their folder: {@code {avatars: [{name, imageUrl}], elements: [{key, name?, imageUrl, width,
 * height, static, use?}], maps: [{name, thumbnail, tiled: "file in art/", elements: [{element: key,
 * x, y}]}]}}.
 */
public final class SeedFile {
  private static final Logger LOG = LoggerFactory.getLogger(SeedFile.class);
  private static final int BYTES_MAX = 4 << 20;
  private static final int NAME_LENGTH_MAX = 100;
  private static final int ID_LENGTH = 16;

  private final Path folder;
  private final Dice dice;
  private final Map<String, Element> elements = new HashMap<>(); // By key.

  /** The file cannot be used. The message is for the operator. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  private SeedFile(Path folder, Dice dice) {
    this.folder = folder;
    this.dice = dice;
  }

  /** Fills an empty catalogue from the pages, and tells the operator if that fails. */
  public static void plant(Catalogue catalogue, Path pages, Dice dice, long nowMillis) {
    if (!isIn(pages) || !catalogue.isEmpty()) {
      return;
    }
    try {
      catalogue.plant(read(pages, dice), nowMillis);
    } catch (Unreadable e) {
      LOG.warn("The pages' catalogue of avatars and maps is no good: {}", e.getMessage());
    }
  }

  /** Whether these pages bring a catalogue. */
  public static boolean isIn(Path pages) {
    return Files.isRegularFile(file(pages));
  }

  private static Path file(Path pages) {
    return pages.resolve("art").resolve("catalogue.json");
  }

  public static Seeds read(Path pages, Dice dice) throws Unreadable {
    return new SeedFile(pages.resolve("art"), dice).seeds(json(file(pages)));
  }

  private static JsonObject json(Path file) throws Unreadable {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new Unreadable(file.getFileName() + " is too large");
      }
      return JsonCodec.readObject(Files.readAllBytes(file));
    } catch (IOException | JsonCodec.MalformedJson e) {
      throw new Unreadable(file.getFileName() + " can't be read: " + e.getMessage());
    }
  }

  private Seeds seeds(JsonObject json) throws Unreadable {
    List<Avatar> avatars = new ArrayList<>();
    for (JsonObject item : items(json, "avatars")) {
      Fields fields = new Fields(item);
      avatars.add(
          new Avatar(
              dice.id(ID_LENGTH), fields.text("name", NAME_LENGTH_MAX), url(fields, "imageUrl")));
      check(fields, "avatars");
    }
    List<Element> all = new ArrayList<>();
    for (JsonObject item : items(json, "elements")) {
      Fields fields = new Fields(item);
      Element element =
          new Element(
              dice.id(ID_LENGTH),
              fields.optionalText("name", NAME_LENGTH_MAX),
              url(fields, "imageUrl"),
              fields.integer("width", 1, Element.SIDE_MAX),
              fields.integer("height", 1, Element.SIDE_MAX),
              fields.bool("static", false),
              fields.optionalText("use", 32));
      elements.put(fields.text("key", NAME_LENGTH_MAX), element);
      check(fields, "elements");
      all.add(element);
    }
    List<WorldMap> maps = new ArrayList<>();
    for (JsonObject item : items(json, "maps")) {
      maps.add(map(item));
    }
    return new Seeds(avatars, all, maps);
  }

  private WorldMap map(JsonObject item) throws Unreadable {
    Fields fields = new Fields(item);
    String name = fields.text("name", NAME_LENGTH_MAX);
    String thumbnail = url(fields, "thumbnail");
    String file = fields.text("tiled", NAME_LENGTH_MAX);
    if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
      fields.wrong("\"tiled\" must be the name of a file in art/");
    }
    check(fields, "maps");
    TiledMap tiled =
        switch (TiledMap.read(json(folder.resolve(file)))) {
          case TiledMap.Read.Good(var map) -> map;
          case TiledMap.Read.Bad(var sentence) -> throw new Unreadable(file + ": " + sentence);
        };
    List<Placement> placements = new ArrayList<>();
    for (JsonObject placed : items(item, "elements")) {
      Fields place = new Fields(placed);
      String key = place.text("element", NAME_LENGTH_MAX);
      Element element = elements.get(key);
      int x = place.integer("x", 0, tiled.size().width() - 1);
      int y = place.integer("y", 0, tiled.size().height() - 1);
      if (element == null) {
        throw new Unreadable(file + ": there is no element \"" + key + "\"");
      }
      check(place, "elements of " + file);
      placements.add(new Placement(element.id(), x, y));
    }
    MapEntry entry = new MapEntry(dice.id(ID_LENGTH), name, tiled.size(), thumbnail);
    return new WorldMap(entry, tiled.walls(), tiled.spawn(), tiled.json(), placements);
  }

  private static String url(Fields fields, String key) {
    String url = fields.text(key, ImageUrl.LENGTH_MAX);
    if (!ImageUrl.isGood(url)) {
      fields.wrong("\"" + key + "\" " + ImageUrl.RULE);
    }
    return url;
  }

  private static List<JsonObject> items(JsonObject json, String key) throws Unreadable {
    if (!json.has(key)) {
      return List.of();
    }
    if (!(json.get(key) instanceof Json.Arr(var items)) || items.size() > 2_000) {
      throw new Unreadable("\"" + key + "\" must be an array of at most 2,000");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Json item : items) {
      if (!(item instanceof JsonObject object)) {
        throw new Unreadable("\"" + key + "\" must hold objects");
      }
      objects.add(object);
    }
    return objects;
  }

  private static void check(Fields fields, String where) throws Unreadable {
    String problem = fields.problem();
    if (problem != null) {
      throw new Unreadable(where + ": " + problem);
    }
  }
}
