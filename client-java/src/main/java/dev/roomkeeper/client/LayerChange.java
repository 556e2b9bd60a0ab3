package dev.roomkeeper.client;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes of one frame, by layer.
 *
 * @param patches merge patches on held layers
 * @param enter gained layers, whole
 * @param leave names of lost layers
 */
public record LayerChange(
    Map<String, ObjectNode> patches, Map<String, ObjectNode> enter, List<String> leave) {

  /** A change that replaces all held layers by these. */
  public static LayerChange whole(Map<String, ObjectNode> layers) {
    return new LayerChange(Map.of(), layers, List.of());
  }

  /** Whether the state stays as it is. */
  public boolean leavesState() {
    return patches.isEmpty() && enter.isEmpty() && leave.isEmpty();
  }
}
