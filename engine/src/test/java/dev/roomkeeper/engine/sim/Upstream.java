package dev.roomkeeper.engine.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes as a balancer sees them for one purpose: who failed is left out for a while. */
final class Upstream {
  private final ClusterSimulation sim;
  private final long failMillis;
  private final Map<ClusterNode, Long> failedUntil = new HashMap<>();

  Upstream(ClusterSimulation sim, long failMillis) {
    this.sim = sim;
    this.failMillis = failMillis;
  }

  /** Any one that did not fail lately; null for nobody. */
  @Nullable ClusterNode any() {
    List<ClusterNode> good =
        sim.alive().stream()
            .filter(node -> failedUntil.getOrDefault(node, 0L) <= sim.now())
            .toList();
    return good.isEmpty() ? null : good.get(sim.below(good.size()));
  }

  void failed(ClusterNode node) {
    failedUntil.put(node, sim.now() + failMillis);
  }
}
