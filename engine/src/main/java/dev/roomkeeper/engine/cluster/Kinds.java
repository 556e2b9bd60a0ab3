package dev.roomkeeper.engine.cluster;

import dev.roomkeeper.engine.kind.RoomKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of rooms that a node can run, as it announces them. Nodes can differ while a cluster is
 * updated, or if only some of them are given a kind's jar.
 *
 * @param versions the newest version of each kind's state that the node can read, by the kind's
 *     name; null if the node does not say
 */
public record Kinds(@Nullable Map<String, Integer> versions) {
  /** A node that does not say: it is believed to run every kind. */
  public static final Kinds UNSAID = new Kinds(null);

  /**
   * What a node needs to run a room.
   *
   * @param kind the room's kind; empty if it is not known
   * @param version of the kind's state
   */
  public record Needed(String kind, int version) {
    /** Nothing is known of the room, so every node will do. */
    public static final Needed UNKNOWN = new Needed("", 0);
  }

  public Kinds {
    versions = versions == null ? null : Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  public static Kinds of(Collection<RoomKind> kinds) {
    Map<String, Integer> versions = new TreeMap<>();
    kinds.forEach(kind -> versions.put(kind.name(), kind.version()));
    return new Kinds(versions);
  }

  boolean run(Needed needed) {
    return versions == null
        || needed.kind.isEmpty()
        || Objects.requireNonNullElse(versions.get(needed.kind), -1) >= needed.version;
  }
}
