package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.kinds.arena.motion.Field;
import java.util.ArrayList;
import java.util.List;

/** A map: its ground, where bodies appear and where health lies. Immutable. */
final class ArenaMap {
  private static final char SPAWN = 'S';
  private static final char HEALTH = 'H';

  /** A tile of a map. */
  record Tile(int column, int row) {
    int x() {
      return Field.middle(column);
    }

    int y() {
      return Field.middle(row);
    }
  }

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

  static ArenaMap of(MapName name) {
    return switch (name) {
      case COURTYARD -> Courtyard.MAP;
      case WAREHOUSE -> Warehouse.MAP;
      case CANYON -> Canyon.MAP;
    };
  }

  // Each is made when it is first played on: its lines of sight take a while.

  private static final class Courtyard {
    static final ArenaMap MAP = new ArenaMap(MapName.COURTYARD.rows());
  }

  private static final class Warehouse {
    static final ArenaMap MAP = new ArenaMap(MapName.WAREHOUSE.rows());
  }

  private static final class Canyon {
    static final ArenaMap MAP = new ArenaMap(MapName.CANYON.rows());
  }
}
