package dev.roomkeeper.kinds.space.server;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: the avatars, elements and maps that admins provide. Calls block on the database: from
 * virtual threads only. A table that is full takes no more.
 */
public interface Catalogue {
  int AVATARS_MAX = 1_000;
  int ELEMENTS_MAX = 5_000;
  int MAPS_MAX = 500;

  /** How somebody may look. */
  record Avatar(String id, String name, String imageUrl) {}

  /**
   * Something to be placed in a space.
   *
   * @param width in blocks
   * @param isStatic whether it is in the way of walkers
   * @param use what it is good for, such as {@code "cardtable"}; null for looking at
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

  /** Where an element stands on a map: its upper left block. */
  record Placement(String elementId, int x, int y) {}

  /** A block of a map. */
  record Spot(int x, int y) {}

  /** A map as lists have it. */
  record MapEntry(String id, String name, Size size, String thumbnail) {}

  /**
   * A map of which spaces are made.
   *
   * @param walls its rows, '#' for a wall; empty for none
   * @param spawn around where people come in; null for the middle
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

  /** What a fresh server begins with. */
  record Seeds(List<Avatar> avatars, List<Element> elements, List<WorldMap> maps) {}

  List<Avatar> avatars();

  List<Element> elements();

  /** Those of the ids that there are. */
  List<Element> elements(Collection<String> ids);

  List<MapEntry> maps();

  Optional<WorldMap> map(String id);

  /** False if there are too many already; so with the other two. */
  boolean add(Avatar avatar, long nowMillis);

  boolean add(Element element, long nowMillis);

  boolean add(WorldMap map, long nowMillis);

  /** Gives the element another picture; false if there is no such element. */
  boolean repaint(String elementId, String imageUrl);

  /** Whether there is nothing at all. */
  boolean isEmpty();

  /** Takes all of it, or nothing if there is something already. */
  boolean plant(Seeds seeds, long nowMillis);
}
