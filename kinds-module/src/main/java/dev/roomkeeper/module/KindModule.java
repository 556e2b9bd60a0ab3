package dev.roomkeeper.module;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.store.Projection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of room together with its server side. A jar names its modules in {@code
 * META-INF/services/dev.roomkeeper.module.KindModule}. A kind that only has rules needs no module:
 * its jar names the {@link RoomKind} in {@code
 * META-INF/services/dev.roomkeeper.engine.kind.RoomKind}.
 *
 * <p>Rules are pure. Everything here may block and runs on virtual threads unless it says
 * otherwise.
 */
public interface KindModule {
  /** The rules. Always returns the same object. */
  RoomKind kind();

  /** The projection of its rooms into its tables. */
  default Projection projection() {
    return Projection.NONE;
  }

  /**
   * The folder in its jar with its migrations, for example {@code db/arena}: SQL files named as
   * Flyway expects, which SQLite and PostgreSQL can both read. Their history is in a table of its
   * own, {@code migrations_} and the kind's name. Empty for none. Rows that refer to {@code room
   * (id)} with {@code ON DELETE CASCADE} are deleted with the room.
   */
  default String migrations() {
    return "";
  }

  /** The settings that an operator can change, by {@code --set NAME=VALUE}. */
  default List<Setting> settings() {
    return List.of();
  }

  /** Adds its resources. Called once at the start, after the migrations. */
  default void start(House house, Routes routes) {}

  /** The paths of resources whose bodies can be larger than 64 KiB, with their limits in bytes. */
  default Map<String, Integer> largeBodies() {
    return Map.of();
  }

  /**
   * Its part of the API's description: a resource in its jar with {@code paths}, {@code tags} and
   * {@code components} of OpenAPI 3.1. Empty for none.
   */
  default String openApi() {
    return "";
  }

  /** The pages of its rooms, for example {@code /table/*}, where "*" stands for a room's id. */
  default List<String> pages() {
    return List.of();
  }

  /** What a preview of a link to one of its rooms calls it, for example "A card table". */
  default String phrase() {
    return "A room";
  }

  /**
   * The key in what everybody sees of the newest lines of its chat, by ids that sort by time:
   * {@code {from, name, message, at}}. Reports bring them to the admins. Empty for none.
   */
  default String chat() {
    return "";
  }

  /** Other hosts that its pages may load pictures from, as origins. */
  default Set<String> pictureOrigins() {
    return Set.of();
  }

  /** A module for a kind that only has rules. */
  static KindModule of(RoomKind kind) {
    return () -> kind;
  }

  /**
   * A setting that an operator can change.
   *
   * @param name begins with the kind's name, for example {@code space.chat-days}
   * @param otherwise the default value
   */
  record Setting(String name, String otherwise, String description, Check check) {
    public Setting {
      if (!name.matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9.-]*")) {
        throw new IllegalArgumentException(
            "a setting's name is like arena.round-seconds, not \"" + name + "\"");
      }
    }

    /** The problem with a value, as a sentence; empty if there is none. */
    @FunctionalInterface
    public interface Check {
      Optional<String> problem(String value);
    }
  }
}
