package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a kind's state that undo leaves alone.
 *
 * @param bookkeeping logs, counters, numbers of moves: what records the past
 * @param derived what the kind computes from the rest, again after each revert
 */
public record Undo(List<Part> bookkeeping, List<Part> derived) {
  /** Undo reverts everything. */
  public static final Undo ALL = new Undo(List.of(), List.of());

  /**
   * A part of the state.
   *
   * @param layer a layer's name; a name that ends in "*" matches every layer with that prefix
   * @param path the keys that lead there; "*" matches any key
   */
  public record Part(String layer, List<String> path) {
    public Part {
      path = List.copyOf(path);
    }

    boolean holds(String inLayer, List<String> place) {
      boolean sameLayer =
          layer.endsWith("*")
              ? inLayer.startsWith(layer.substring(0, layer.length() - 1))
              : inLayer.equals(layer);
      if (!sameLayer || place.size() < path.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!path.get(i).equals("*") && !path.get(i).equals(place.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  public Undo {
    bookkeeping = List.copyOf(bookkeeping);
    derived = List.copyOf(derived);
  }

  /** Whether undo leaves this place alone. */
  public boolean leaves(String layer, List<String> place) {
    List<Part> parts = new ArrayList<>(bookkeeping);
    parts.addAll(derived);
    return parts.stream().anyMatch(part -> part.holds(layer, place));
  }
}
