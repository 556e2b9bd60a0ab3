package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.cluster.Kinds;
import dev.roomkeeper.engine.kind.Matchmaking;
import dev.roomkeeper.engine.kind.RoomKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of rooms that this node can run, by name. */
final class RoomKinds {
  private final Map<String, RoomKind> byName = new LinkedHashMap<>();

  RoomKinds(List<RoomKind> kinds) {
    kinds.forEach(kind -> byName.put(kind.name(), kind));
  }

  Collection<String> names() {
    return Collections.unmodifiableCollection(byName.keySet());
  }

  @Nullable RoomKind find(String name) {
    return byName.get(name);
  }

  boolean speaks(String name, String dialect) {
    RoomKind kind = byName.get(name);
    return kind != null && kind.dialects().contains(dialect);
  }

  Map<String, Matchmaking> matchmaking() {
    Map<String, Matchmaking> found = new LinkedHashMap<>();
    for (RoomKind kind : byName.values()) {
      Matchmaking matchmaking = kind.matchmaking();
      if (matchmaking != null) {
        found.put(kind.name(), matchmaking);
      }
    }
    return found;
  }

  /**
   * The kind that a room needs.
   *
   * @throws CannotRun if it is not here, or is older than the room's state
   */
  RoomKind runnable(Kinds.Needed needed) {
    RoomKind kind = byName.get(needed.kind());
    if (kind == null) {
      throw new CannotRun("this server has no rooms of kind \"" + needed.kind() + "\"");
    }
    if (needed.version() > kind.version()) {
      throw CannotRun.tooNew(needed.version(), kind.version());
    }
    return kind;
  }
}
