package dev.roomkeeper.engine.sim;

import java.util.List;

/** What goes wrong in a cluster, one thing on top of the other. */
final class ClusterChaos {
  private final ClusterSimulation sim;

  ClusterChaos(ClusterSimulation sim) {
    this.sim = sim;
  }

  void begin() {
    sim.at(
        sim.now() + sim.below(1_200),
        () -> {
          if (sim.faults()) {
            disturb();
            begin();
          }
        });
  }

  private void disturb() {
    ClusterNode node = sim.alive().isEmpty() ? null : sim.anyNode();
    if (node == null) {
      return;
    }
    int what = sim.below(100);
    if (what < 14) {
      sim.net.losing = sim.chance(0.4) ? 0.2 : 0.01;
      sim.net.failing = sim.chance(0.3) ? 0.2 : 0;
      sim.net.delayMillis = sim.chance(0.2) ? 300 : sim.chance(0.3) ? 60 : 4;
    } else if (what < 26) {
      node.kill();
    } else if (what < 38) {
      node.machine.pause(2_200 + sim.below(2_500));
    } else if (what < 44) {
      node.machine.pause(sim.below(900));
    } else if (what < 50) {
      node.drain();
    } else if (what < 58) {
      sim.directory.clear();
    } else if (what < 63) {
      sim.directory.fallBack();
    } else if (what < 69) {
      sim.net.server(SimNet.REDIS, fate());
    } else if (what < 77) {
      sim.net.server(SimNet.DATABASE, fate());
    } else if (what < 88) {
      List<String> others = List.of(SimNet.DATABASE, SimNet.REDIS, sim.anyNode().machine.id);
      sim.net.cut(node.machine.id, others.get(sim.below(others.size())));
    } else if (what < 91) { // Alone with its members.
      sim.net.cut(node.machine.id, SimNet.DATABASE);
      sim.net.cut(node.machine.id, SimNet.REDIS);
      sim.alive().forEach(other -> sim.net.cut(node.machine.id, other.machine.id));
    } else {
      sim.net.heal();
    }
  }

  private SimNet.Fate fate() {
    return sim.chance(0.5) ? SimNet.Fate.REFUSED : SimNet.Fate.SILENT;
  }
}
