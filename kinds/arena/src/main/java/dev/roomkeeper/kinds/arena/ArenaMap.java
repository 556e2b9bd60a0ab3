package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A map: its ground, where bodies appear and where health lies. */
final class ArenaMap {
  private static final char SPAWN = 'S';
  private static final char HEALTH = 'H';

  static final int SIDE_MIN = 8;
  static final int SIDE_MAX = 48;
  private static final int SPAWNS_MIN = 2;
  private static final int SPAWNS_MAX = 64;
  private static final int PICKUPS_MAX = 16;

  /** With their tables of sight 1.5 MB each at most. */
  private static final int KNOWN_MAX = 16;

  /** A tile of a map. */
  record Tile(int column, int row) {
    int x() {
      return Field.middle(column);
    }

    int y() {
      return Field.middle(row);
    }
  }

  private static final Map<String, ArenaMap> SHIPPED = new LinkedHashMap<>();

  static {
    for (MapName map : MapName.SHIPPED) {
      SHIPPED.put(map.rows(), new ArenaMap(map.rows()));
    }
  }

  /** The maps that were played on last. They are pure values: nobody notices which are known. */
  private static final Map<String, ArenaMap> KNOWN =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArenaMap> eldest) {
          return size() > KNOWN_MAX;
        }
      };

  private static final Comparator<Tile> BY_PLACE =
      Comparator.comparingInt(Tile::row).thenComparingInt(Tile::column);

  private final Field field;
  private final List<Tile> spawns;
  private final List<Tile> pickups;
  private final Sightlines sightlines;

  private ArenaMap(String rows) {
    field = Field.of(rows);
    spawns = all(SPAWN);
    pickups = all(HEALTH);
    sightlines = new Sightlines(field);
  }

  private List<Tile> all(char tile) {
    List<Tile> all = new ArrayList<>();
    for (int row = 0; row < field.height(); row++) {
      for (int column = 0; column < field.width(); column++) {
        if (field.at(column, row) == tile) {
          all.add(new Tile(column, row));
        }
      }
    }
    return List.copyOf(all);
  }

  Field field() {
    return field;
  }

  List<Tile> spawns() {
    return spawns;
  }

  List<Tile> pickups() {
    return pickups;
  }

  Sightlines sightlines() {
    return sightlines;
  }

  /** The map of these rows; one for all rooms that play on it, with its table of sight. */
  static ArenaMap of(String rows) {
    ArenaMap shipped = SHIPPED.get(rows);
    if (shipped != null) {
      return shipped;
    }
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(rows, ArenaMap::new);
    }
  }

  /** What is wrong with the rows of a map that somebody made; null for nothing. */
  static @Nullable String problem(String rows) {
    List<String> lines = rows.lines().toList();
    int width = lines.isEmpty() ? 0 : lines.getFirst().length();
    if (lines.size() < SIDE_MIN
        || lines.size() > SIDE_MAX
        || width < SIDE_MIN
        || width > SIDE_MAX
        || lines.stream().anyMatch(line -> line.length() != width)) {
      return "has " + SIDE_MIN + " to " + SIDE_MAX + " lines of as many tiles, all of one length";
    }
    if (!rows.matches("[#+.SH\\n]+")) {
      return "holds no other tiles than \"#\", \"+\", \".\", \"S\" and \"H\"";
    }
    ArenaMap map = new ArenaMap(String.join("\n", lines));
    int spawns = map.spawns.size();
    if (spawns < SPAWNS_MIN || spawns > SPAWNS_MAX || map.pickups.size() > PICKUPS_MAX) {
      return "has %d to %d places \"S\" and at most %d \"H\""
          .formatted(SPAWNS_MIN, SPAWNS_MAX, PICKUPS_MAX);
    }
    return map.isConnected() ? null : "leads from each \"S\" to each other one";
  }

  private boolean isConnected() {
    Set<Tile> reached = new TreeSet<>(BY_PLACE);
    Deque<Tile> open = new ArrayDeque<>(List.of(spawns.getFirst()));
    while (!open.isEmpty()) {
      Tile tile = open.removeFirst();
      if (!field.stopsBodies(tile.column, tile.row) && reached.add(tile)) {
        open.add(new Tile(tile.column - 1, tile.row));
        open.add(new Tile(tile.column + 1, tile.row));
        open.add(new Tile(tile.column, tile.row - 1));
        open.add(new Tile(tile.column, tile.row + 1));
      }
    }
    return reached.containsAll(spawns);
  }
}
