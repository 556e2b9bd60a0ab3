package dev.roomkeeper.module;

import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.module.http.Routes;
import dev.roomkeeper.module.store.Projection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of room with all that a server needs of it. A jar names its modules in {@code
 * META-INF/services/dev.roomkeeper.module.KindModule}; a server finds them there. A kind that is
 * rules alone needs no module: its jar names the {@link RoomKind} itself, in {@code
 * META-INF/services/dev.roomkeeper.engine.kind.RoomKind}.
 *
 * <p>The rules stay pure; what is here may block, and runs on virtual threads unless said
 * otherwise.
 */
public interface KindModule {
  /** The rules. The same object each time. */
  RoomKind kind();

  /** What of its rooms stands in its tables. */
  default Projection projection() {
    return Projection.NONE;
  }

  /**
   * The folder in its jar with its migrations, such as {@code db/arena}: SQL files as Flyway names
   * them, which SQLite and PostgreSQL both read. They have a history of their own, {@code
   * migrations_} and the kind's name. Empty for none. Tables that refer to {@code room (id)} with
   * {@code ON DELETE CASCADE} go with the room.
   */
  default String migrations() {
    return "";
  }

  /** What an operator may set, by {@code --set NAME=VALUE}. */
  default List<Setting> settings() {
    return List.of();
  }

  /** Begins its work: adds its resources. Called once at the start, after the migrations. */
  default void start(House house, Routes routes) {}

  /**
   * The paths of its resources whose bodies may be larger than 64 KiB, with their size in bytes.
   */
  default Map<String, Integer> largeBodies() {
    return Map.of();
  }

  /**
   * Its part of the API's description: a resource in its jar with the {@code paths}, {@code tags}
   * and {@code components} of OpenAPI 3.1. Empty for none.
   */
  default String openApi() {
    return "";
  }

  /** The pages of its rooms, such as {@code /table/*}: "*" stands for a room's id. */
  default List<String> pages() {
    return List.of();
  }

  /** What a link to one of its rooms is said to lead to, such as "A card table". */
  default String phrase() {
    return "A room";
  }

  /**
   * The key in what everybody sees at which the newest lines of its chat stand, by ids that sort as
   * they were said: {@code {from, name, message, at}}. Reports bring them to the admins. Empty for
   * none.
   */
  default String chat() {
    return "";
  }

  /** Other hosts from which its pages get pictures, as a browser writes an origin. */
  default Set<String> pictureOrigins() {
    return Set.of();
  }

  /** A kind that is rules alone. */
  static KindModule of(RoomKind kind) {
    return () -> kind;
  }

  /**
   * Something that an operator may set.
   *
   * @param name with the kind's in front, such as {@code space.chat-days}
   * @param otherwise the value where nothing is set
   */
  record Setting(String name, String otherwise, String description, Check check) {
    public Setting {
      if (!name.matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9.-]*")) {
        throw new IllegalArgumentException(
            "a setting's name is like arena.round-seconds, not \"" + name + "\"");
      }
    }

    /** What is wrong with a value, as a sentence; empty if nothing is. */
    @FunctionalInterface
    public interface Check {
      Optional<String> problem(String value);
    }
  }
}
