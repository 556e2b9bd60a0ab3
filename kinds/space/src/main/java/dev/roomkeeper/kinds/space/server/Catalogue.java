package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the avatars, elements and maps that admins provide. Calls block on the database, so use
 * virtual threads. A full table accepts no more.
 */
public interface Catalogue {
  int AVATARS_MAX = 1_000;
  int ELEMENTS_MAX = 5_000;
  int MAPS_MAX = 500;

  /** What somebody can look like. */
  record Avatar(String id, String name, String imageUrl) {}

  /**
   * Something that can be placed in a space.
   *
   * @param width in blocks
   * @param isStatic whether it blocks walkers
   * @param use what it can be used for, for example {@code "cardtable"}; null for nothing
   */
  record Element(
      String id,
      @Nullable String name,
      String imageUrl,
      int width,
      int height,
      boolean isStatic,
      @Nullable String use) {
    public static final int SIDE_MAX = 100;
  }

  /** The place of an element on a map: its upper left block. */
  record Placement(String elementId, int x, int y) {}

  /** A block of a map. */
  record Spot(int x, int y) {}

  /** A map as it appears in lists. */
  record MapEntry(String id, String name, Size size, String thumbnail) {}

  /**
   * A map from which spaces are made.
   *
   * @param walls its rows, '#' for a wall; empty for none
   * @param spawn the place near which people appear; null for the middle
   * @param tiled the Tiled map it was made of; null for none
   */
  record WorldMap(
      MapEntry entry,
      List<String> walls,
      @Nullable Spot spawn,
      @Nullable JsonObject tiled,
      List<Placement> elements) {
    public static final int ELEMENTS_MAX = 2_000;
  }

  /** The initial catalogue of a new server. */
  record Seeds(List<Avatar> avatars, List<Element> elements, List<WorldMap> maps) {}

  List<Avatar> avatars();

  List<Element> elements();

  /** Those of these ids that exist. */
  List<Element> elements(Collection<String> ids);

  List<MapEntry> maps();

  Optional<WorldMap> map(String id);

  /** Returns false if there are too many already. The next two do the same. */
  boolean add(Avatar avatar, long nowMillis);

  boolean add(Element element, long nowMillis);

  boolean add(WorldMap map, long nowMillis);

  /** Gives the element another picture. Returns false if there is no such element. */
  boolean repaint(String elementId, String imageUrl);

  /** Whether the catalogue is empty. */
  boolean isEmpty();

  /** Adds everything, or nothing if there is something already. */
  boolean plant(Seeds seeds, long nowMillis);
}
