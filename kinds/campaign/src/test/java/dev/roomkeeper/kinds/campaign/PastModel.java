package dev.roomkeeper.kinds.campaign;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What undo and redo have to do, in the plainest form: every move is a list of values before and
 * after, and a list says in which order those that stand were applied.
 */
final class PastModel {
  /** A value that a move changed; null where there was or is none. */
  record Cell(List<String> path, @Nullable Json before, @Nullable Json after) {
    private static final Set<String> LIFE = Set.of("hp", "life", "deathSaves");

    /** What players see of a combatant or a turn is dealt anew, whoever changed what before. */
    boolean isDealt() {
      return path.contains("face") || isTurn();
    }

    /** The turn that players see follows from the rest, so it prevents no undo. */
    boolean isTurn() {
      return path.size() >= 3 && path.get(2).equals("turn");
    }

    /** An order, how alive one is, a pool, a condition, a roll that is asked for is one thing. */
    List<String> thing() {
      boolean isOrder = path.size() > 2 && path.get(2).equals("order");
      boolean isCombatant = path.size() > 4 && path.get(2).equals("combatants");
      int vitals = path.getFirst().equals("characters") ? 2 : isCombatant ? 4 : path.size();
      if (isOrder) {
        return path.subList(0, 3);
      }
      if (path.size() > vitals + 1 && LIFE.contains(path.get(vitals + 1))) {
        List<String> life = new ArrayList<>(path.subList(0, vitals + 1));
        life.add("life");
        return life;
      }
      return path.subList(0, Math.min(vitals + 3, path.size()));
    }

    boolean overlaps(Cell other) {
      List<String> one = thing();
      List<String> two = other.thing();
      int common = Math.min(one.size(), two.size());
      return !isDealt()
          && !other.isDealt()
          && one.subList(0, common).equals(two.subList(0, common));
    }
  }

  private record Past(List<Cell> cells, List<List<Long>> beneath) {}

  private final Map<Long, Past> moves = new LinkedHashMap<>();
  private final List<Long> standing = new ArrayList<>();
  private JsonObject state;

  PastModel(JsonObject state) {
    this.state = state;
  }

  JsonObject state() {
    return state;
  }

  /** A move was made, and this is how things are now. */
  void moved(long number, JsonObject after) {
    List<Cell> cells = new ArrayList<>();
    differ(new ArrayList<>(), state, after, cells);
    moves.put(number, new Past(cells, cells.stream().map(this::standingAt).toList()));
    standing.add(number);
    state = after;
  }

  boolean changedNothing(long number) {
    return Objects.requireNonNull(moves.get(number)).cells().isEmpty();
  }

  /** What is dealt anew after each undo is taken over as it is. */
  void dealt(JsonObject after) {
    state = after;
  }

  private List<Long> standingAt(Cell cell) {
    return standing.stream()
        .filter(number ->
            Objects.requireNonNull(moves.get(number)).cells().stream().anyMatch(cell::overlaps))
        .sorted()
        .toList();
  }

  private static void differ(List<String> path, JsonObject was, JsonObject is, List<Cell> into) {
    TreeSet<String> keys = new TreeSet<>(was.keys());
    keys.addAll(is.keys());
    for (String key : keys) {
      Json before = was.get(key);
      Json after = is.get(key);
      path.add(key);
      if (before instanceof JsonObject old && after instanceof JsonObject now) {
        differ(path, old, now, into);
      } else if (!Objects.equals(before, after)) {
        into.add(new Cell(List.copyOf(path), before, after));
      }
      path.removeLast();
    }
  }

  /** The state without the move, or null if something that it changed was changed since. */
  @Nullable JsonObject undone(JsonObject now, long number) {
    Past past = Objects.requireNonNull(moves.get(number));
    int at = standing.indexOf(number);
    for (long later : standing.subList(at + 1, standing.size())) {
      List<Cell> others = Objects.requireNonNull(moves.get(later)).cells();
      if (past.cells().stream().anyMatch(cell -> others.stream().anyMatch(cell::overlaps))) {
        return null;
      }
    }
    return replaced(now, past.cells(), true);
  }

  /** The state with the move again, or null if it no longer fits. */
  @Nullable JsonObject redone(JsonObject now, long number) {
    Past past = Objects.requireNonNull(moves.get(number));
    for (int i = 0; i < past.cells().size(); i++) {
      if (!standingAt(past.cells().get(i)).equals(past.beneath().get(i))) {
        return null;
      }
    }
    return replaced(now, past.cells(), false);
  }

  private static @Nullable JsonObject replaced(JsonObject now, List<Cell> cells, boolean back) {
    JsonObject result = now;
    for (Cell cell : cells) {
      if (!cell.isTurn()
          && !Objects.equals(now.get(cell.path()), back ? cell.after() : cell.before())) {
        return null;
      }
      result = with(result, cell.path(), back ? cell.before() : cell.after());
    }
    return result;
  }

  private static JsonObject with(JsonObject in, List<String> path, @Nullable Json value) {
    String key = path.getFirst();
    if (path.size() > 1) {
      return in.with(key, with(in.object(key), path.subList(1, path.size()), value));
    }
    return value == null ? in.without(key) : in.with(key, value);
  }

  List<Long> standing() {
    return List.copyOf(standing);
  }

  void stand(List<Long> numbers) {
    standing.clear();
    standing.addAll(numbers);
  }

  void stands(long number) {
    standing.add(number);
  }

  void falls(long number) {
    standing.remove(number);
  }
}
