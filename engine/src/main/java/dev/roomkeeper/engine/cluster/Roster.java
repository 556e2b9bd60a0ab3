package dev.roomkeeper.engine.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the others: when each was last heard of, and which did not answer.
 * Immutable; times are this node's ticks.
 */
public final class Roster {
  /** A node not heard of for this long is dead, provided the directory can be trusted. */
  public static final long DEAD_MILLIS = 1_000;

  /** A node heard of within this time is alive: two heartbeats plus delivery. */
  static final long LATE_MILLIS = 700;

  /** How long the directory must have known this node before silence in it means anything. */
  static final long STEADY_MILLIS = 2_000;

  /** How long a silent node is remembered, because it may still be able to take a room over. */
  static final long KNOWN_MILLIS = 60_000;

  /** Loads below this count as little: rooms are spread evenly between such nodes. */
  private static final int SLACK = 100;

  private static final long NEVER = Long.MAX_VALUE;

  public static final Roster EMPTY =
      new Roster(Collections.emptySortedMap(), Collections.emptySortedMap(), NEVER, 0);

  /** A node that was heard of, and how long ago. */
  public record Heard(Peer peer, long agoMillis) {}

  private record Seen(Peer peer, long atTicks) {}

  private final Map<String, Seen> seen;
  private final Map<String, Long> suspects; // by id: since when
  private final long steadySinceTicks;
  private final long heardAtTicks; // when the directory last answered

  private Roster(
      Map<String, Seen> seen,
      Map<String, Long> suspects,
      long steadySinceTicks,
      long heardAtTicks) {
    this.seen = seen;
    this.suspects = suspects;
    this.steadySinceTicks = steadySinceTicks;
    this.heardAtTicks = heardAtTicks;
  }

  /**
   * The roster after a heartbeat of this node.
   *
   * @param known whether the directory knew this node before; if not, the node is new or the
   *     directory was emptied
   */
  public Roster heard(List<Heard> all, boolean known, long now) {
    Map<String, Seen> nowSeen =
        new TreeMap<>(seen); // An emptied directory does not make anybody unknown.
    Map<String, Long> nowSuspects = new TreeMap<>(suspects);
    for (Heard heard : all) {
      String id = heard.peer.id();
      Seen before = nowSeen.get(id);
      long at =
          before == null ? now - heard.agoMillis : Math.max(before.atTicks, now - heard.agoMillis);
      nowSeen.put(id, new Seen(heard.peer, at));
      nowSuspects.computeIfPresent(id, (_, since) -> at > since ? null : since);
    }
    nowSeen.values().removeIf(each -> now - each.atTicks > KNOWN_MILLIS);
    nowSuspects.keySet().retainAll(nowSeen.keySet());
    return new Roster(nowSeen, nowSuspects, known ? Math.min(steadySinceTicks, now) : now, now);
  }

  /** The directory did not answer: what is known stays, and silence means nothing. */
  public Roster deaf() {
    return new Roster(seen, suspects, NEVER, heardAtTicks);
  }

  /**
   * The node did not answer. If nothing listens there any more it is gone. If it is only silent it
   * may be slow, and it keeps its rooms for as long as it is heard of.
   */
  public Roster suspecting(String nodeId, boolean isGone, long now) {
    Seen last = seen.get(nodeId);
    if (!isGone && last != null && now - last.atTicks <= LATE_MILLIS) {
      return this;
    }
    Map<String, Long> more = new TreeMap<>(suspects);
    more.put(nodeId, now);
    return new Roster(seen, more, steadySinceTicks, heardAtTicks);
  }

  /** Whether its rooms may be taken over. A mistake costs only an unnecessary move. */
  public boolean isDead(String nodeId, long now) {
    Seen last = seen.get(nodeId);
    // Counted up to the directory's last answer: while it is silent itself, everybody would seem to
    // be.
    boolean isSilent = last == null || heardAtTicks - last.atTicks > DEAD_MILLIS;
    boolean silenceCounts = steadySinceTicks != NEVER && now - steadySinceTicks > STEADY_MILLIS;
    // Its rows still name it, because it cannot write them.
    boolean isCutOff = last != null && last.peer.isCutOff();
    return isCutOff || suspects.containsKey(nodeId) || (isSilent && silenceCounts);
  }

  /** The other nodes that are not considered dead. */
  public List<Peer> living(String selfId, long now) {
    return known(selfId).stream().filter(peer -> !isDead(peer.id(), now)).toList();
  }

  /**
   * All other nodes that may be able to take a room over, even if they seem dead: a node that is
   * silent here may still reach the database.
   */
  public List<Peer> known(String selfId) {
    List<Peer> peers = new ArrayList<>();
    seen.forEach((id, each) -> {
      if (!id.equals(selfId)) {
        peers.add(each.peer);
      }
    });
    return peers;
  }

  /**
   * The node that should open a room without an owner, or null for none. If no node can run the
   * room, it is one that takes rooms, and that refuses it. Prefers lightly loaded nodes. The choice
   * depends on the room's id, so that nodes asked at the same time rarely differ even if they have
   * heard of different loads. Of two busy nodes, the one with twice the load gets a quarter of the
   * rooms.
   */
  public @Nullable Peer home(String roomId, Kinds.Needed needed, Peer self, long now) {
    List<Peer> open = new ArrayList<>(takers(self.id(), now));
    if (self.takesRooms()) {
      open.add(self);
    }
    List<Peer> able = open.stream().filter(peer -> peer.takes(needed)).toList();
    return (able.isEmpty() ? open : able)
        .stream().max(Comparator.comparingDouble(peer -> score(roomId, peer))).orElse(null);
  }

  /**
   * Weighted rendezvous hashing: the node with the highest score gets the room. Each node's share
   * is proportional to its weight, and changing one weight moves few rooms.
   */
  private static double score(String roomId, Peer peer) {
    long rank = mixed(mixed(roomId.hashCode()) ^ peer.id().hashCode());
    double uniform = ((rank >>> 11) + 0.5) * 0x1p-53; // between 0 and 1
    double load = peer.load() + SLACK;
    return -1 / (load * load * StrictMath.log(uniform));
  }

  /** Spreads the bits of similar inputs (SplitMix64). */
  private static long mixed(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The nodes of {@link #living} that take rooms. */
  public List<Peer> takers(String selfId, long now) {
    return living(selfId, now).stream().filter(Peer::takesRooms).toList();
  }

  /** The least loaded other node; null for none. */
  public @Nullable Peer leastLoadedOther(Peer self, long now) {
    return takers(self.id(), now).stream()
        .min(Comparator.comparingInt(Peer::load).thenComparing(Peer::id))
        .orElse(null);
  }

  @Override
  public String toString() {
    return seen.keySet() + " suspecting " + Objects.toString(suspects.keySet());
  }
}
