package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for something from outside: a passphrase for its hash, a command for an old
 * commit. Everything else that the same connection sends waits behind it, so that a session's
 * commands keep their order.
 */
final class Waits {
  static final int BEHIND_MAX = 256;

  /** The memory of what may wait behind a request. */
  static final long BEHIND_HEAP_MAX = 256 << 10;

  private static final int COMMITS_MAX = 64;

  /** What the first request in a queue waits for. */
  sealed interface Until {
    /** A passphrase's hash. */
    record Hash() implements Until {}

    /** The commit of this version. */
    record Read(long version) implements Until {}
  }

  private record Line(Until until, Deque<Command> commands) {
    long heap() {
      return commands.stream().mapToLong(command -> command.payload().heap()).sum();
    }
  }

  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private final Map<Long, List<Input.Edit>> edits = new HashMap<>(); // by version
  private final Map<Long, Input.Join> joins = new LinkedHashMap<>(); // by connection
  private final Map<Long, Commit> read = new LinkedHashMap<>(); // the newest of them

  /** The approximate memory of what waits, in bytes. */
  long heap() {
    long heap = 0;
    for (Line line : lines.values()) {
      heap += line.heap();
    }
    for (List<Input.Edit> waiting : edits.values()) {
      heap += waiting.stream().mapToLong(edit -> edit.command().payload().heap()).sum();
    }
    return heap;
  }

  // --- Commands ---

  boolean hasLine(long connection) {
    return lines.containsKey(connection);
  }

  /** Queues a command. Returns false if too many wait. */
  boolean behind(long connection, Command command) {
    Line line = lines.get(connection);
    if (line == null
        || line.commands.size() >= BEHIND_MAX
        || line.heap() + command.payload().heap() > BEHIND_HEAP_MAX) {
      return false;
    }
    line.commands.add(command);
    return true;
  }

  void begin(long connection, Command command, Until until) {
    lines.put(connection, new Line(until, new ArrayDeque<>(List.of(command))));
  }

  /**
   * The commands of the connection that waited for a hash, starting with the passphrase command.
   */
  List<Command> hashed(long connection) {
    Line line = lines.get(connection);
    if (line == null || !(line.until instanceof Until.Hash)) {
      return List.of();
    }
    lines.remove(connection);
    return List.copyOf(line.commands);
  }

  /** The commands that waited for this version, by connection. */
  Map<Long, List<Command>> read(long version) {
    Map<Long, List<Command>> ready = new LinkedHashMap<>();
    for (var each : List.copyOf(lines.entrySet())) {
      if (each.getValue().until.equals(new Until.Read(version))) {
        lines.remove(each.getKey());
        ready.put(each.getKey(), List.copyOf(each.getValue().commands));
      }
    }
    return ready;
  }

  /** Whether a request waits for this version already. */
  boolean waitsFor(long version) {
    return edits.containsKey(version)
        || lines.values().stream().anyMatch(line -> line.until.equals(new Until.Read(version)));
  }

  // --- Edits ---

  void edit(Input.Edit edit, long version) {
    edits.computeIfAbsent(version, _ -> new ArrayList<>()).add(edit);
  }

  List<Input.Edit> editsRead(long version) {
    List<Input.Edit> ready = edits.remove(version);
    return ready == null ? List.of() : ready;
  }

  /** The numbers of all waiting edits. */
  List<Long> edits() {
    return edits.values().stream().flatMap(List::stream).map(Input.Edit::edit).toList();
  }

  // --- Joins ---

  void join(Input.Join join) {
    joins.put(join.connection(), join);
  }

  Input.@Nullable Join proved(long connection) {
    return joins.remove(connection);
  }

  List<Long> joining() {
    return List.copyOf(joins.keySet());
  }

  void forget(long connection) {
    lines.remove(connection);
    joins.remove(connection);
  }

  // --- What was read ---

  void keep(Commit commit) {
    read.put(commit.version(), commit);
    if (read.size() > COMMITS_MAX) {
      read.remove(read.keySet().iterator().next());
    }
  }

  @Nullable Commit commit(long version) {
    return read.get(version);
  }
}
