package dev.roomkeeper.engine.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a kind's state an undo leaves as they are.
 *
 * @param bookkeeping logs, counters, numbers of moves: what tells of the past
 * @param derived what the kind computes from the rest: it does so again after each revert
 */
public record Undo(List<Part> bookkeeping, List<Part> derived) {
  /** An undo takes back all of it. */
  public static final Undo ALL = new Undo(List.of(), List.of());

  /**
   * A part of the state.
   *
   * @param layer a layer's name; one that ends in "*" stands for all that begin so
   * @param path the keys that lead there; "*" stands for any key
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

  /** Whether this place is left as it is. */
  public boolean leaves(String layer, List<String> place) {
    List<Part> parts = new ArrayList<>(bookkeeping);
    parts.addAll(derived);
    return parts.stream().anyMatch(part -> part.holds(layer, place));
  }
}
