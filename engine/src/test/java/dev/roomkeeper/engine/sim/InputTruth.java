package dev.roomkeeper.engine.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs that members of one room sent, each once, and which of them a tick was handed. */
final class InputTruth {
  private final Map<String, Long> connections = new HashMap<>(); // by input
  private final Set<String> taken = new HashSet<>();

  void sent(String id, long connection) {
    connections.put(id, connection);
  }

  void taken(String id, @Nullable SimHost by) {
    Oracle.check(taken.add(id), "the input %s was taken twice", id);
    long connection = Objects.requireNonNull(connections.get(id));
    Oracle.check(
        by == null || !by.isDropped(connection),
        "the input %s was taken though its connection is gone",
        id);
  }
}
