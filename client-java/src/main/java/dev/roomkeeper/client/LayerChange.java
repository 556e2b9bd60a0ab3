package dev.roomkeeper.client;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one frame changes, by layer.
 *
 * @param patches merge patches on layers that are held
 * @param enter layers gained, whole
 * @param leave layers lost
 */
public record LayerChange(
    Map<String, ObjectNode> patches, Map<String, ObjectNode> enter, List<String> leave) {

  /** All layers, in place of what was held. */
  public static LayerChange whole(Map<String, ObjectNode> layers) {
    return new LayerChange(Map.of(), layers, List.of());
  }

  /** Whether nothing of the state changes. */
  public boolean leavesState() {
    return patches.isEmpty() && enter.isEmpty() && leave.isEmpty();
  }
}
