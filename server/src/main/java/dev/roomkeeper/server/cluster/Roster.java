package dev.roomkeeper.server.cluster;

import dev.roomkeeper.server.hub.Directory.Heard;
import dev.roomkeeper.server.hub.Directory.Node;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one node knows of the others: who was heard of when, and who did not answer. Immutable;
 * times are this node's ticks.
 *
 * @param nodes by id, with when each was heard of last
 * @param suspects by id, with when it failed to answer
 * @param steadySince since when the directory has known this node without a gap: only then does
 *     silence in it mean anything
 */
record Roster(Map<String, Seen> nodes, Map<String, Long> suspects, long steadySince) {
  static final long DEAD_MILLIS = 1_000;
  static final long STEADY_MILLIS = 2_000;

  /** So much more load than another's is no reason to send somebody there. */
  private static final int SLACK = 10;

  static final Roster EMPTY = new Roster(Map.of(), Map.of(), Long.MAX_VALUE);

  record Seen(Node node, long atTicks) {}

  /** After a heartbeat of this node's. */
  Roster heard(List<Heard> all, boolean known, long now) {
    Map<String, Seen> seen = new HashMap<>();
    Map<String, Long> suspectsLeft = new HashMap<>(suspects);
    for (Heard heard : all) {
      long at = now - heard.agoMillis();
      seen.put(heard.node().id(), new Seen(heard.node(), at));
      suspectsLeft.computeIfPresent(
          heard.node().id(), (_, suspectedAt) -> at > suspectedAt ? null : suspectedAt);
    }
    long since = known ? Math.min(steadySince, now) : now;
    return new Roster(seen, suspectsLeft, since);
  }

  /** The directory did not answer: what was heard stays, and silence means nothing. */
  Roster deaf() {
    return new Roster(nodes, suspects, Long.MAX_VALUE);
  }

  Roster suspecting(String nodeId, long now) {
    Map<String, Long> more = new HashMap<>(suspects);
    more.put(nodeId, now);
    return new Roster(nodes, more, steadySince);
  }

  /** Whether its rooms may be taken over; a mistake costs nothing but the move. */
  boolean isDead(String nodeId, long now) {
    Seen seen = nodes.get(nodeId);
    boolean silent = seen == null || now - seen.atTicks > DEAD_MILLIS;
    boolean silenceCounts = steadySince != Long.MAX_VALUE && now - steadySince > STEADY_MILLIS;
    return suspects.containsKey(nodeId) || (silent && silenceCounts);
  }

  /** The nodes other than this that are not known to be dead. */
  List<Node> others(String selfId, long now) {
    return nodes.values().stream()
        .map(Seen::node)
        .filter(node -> !node.id().equals(selfId) && !isDead(node.id(), now))
        .toList();
  }

  /** Who should open a room: this node, unless another has clearly less to do. */
  Optional<Node> leastLoaded(Node self, long now) {
    Optional<Node> best =
        others(self.id(), now).stream()
            .filter(Node::takesRooms)
            .min(Comparator.comparingInt(Node::load).thenComparing(Node::id));
    return self.takesRooms() && best.filter(node -> node.load() + SLACK < self.load()).isEmpty()
        ? Optional.of(self)
        : best;
  }
}
