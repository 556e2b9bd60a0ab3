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
 * What one node knows of the others: who was heard of when, and who did not answer. Immutable;
 * times are this node's ticks.
 */
public final class Roster {
  /** Who was not heard of for so long is dead, if the directory can be believed. */
  public static final long DEAD_MILLIS = 1_000;

  /** Who was heard of so lately is alive: two heartbeats, and some time for the way. */
  static final long LATE_MILLIS = 700;

  /** So long the directory must have known this node before silence in it means anything. */
  static final long STEADY_MILLIS = 2_000;

  /** So long a node is remembered that may be silent, and still able to take a room over. */
  static final long KNOWN_MILLIS = 60_000;

  /** So much load is little: between such nodes rooms are spread evenly. */
  private static final int SLACK = 100;

  private static final long NEVER = Long.MAX_VALUE;

  public static final Roster EMPTY =
      new Roster(Collections.emptySortedMap(), Collections.emptySortedMap(), NEVER, 0);

  /** A node that was heard of, and how long ago. */
  public record Heard(Peer peer, long agoMillis) {}

  private record Seen(Peer peer, long atTicks) {}

  private final Map<String, Seen> seen;
  private final Map<String, Long> suspects; // by id, since when
  private final long steadySinceTicks;
  private final long heardAtTicks; // from the directory

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
   * After a heartbeat of this node's.
   *
   * @param known whether the directory knew this node before: if not it is new, or was emptied
   */
  public Roster heard(List<Heard> all, boolean known, long now) {
    Map<String, Seen> nowSeen = new TreeMap<>(seen); // An emptied directory makes nobody forgotten.
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

  /** The directory did not answer: what was heard stays, and silence means nothing. */
  public Roster deaf() {
    return new Roster(seen, suspects, NEVER, heardAtTicks);
  }

  /**
   * The node did not answer. Where nobody listens any more it is gone; one that is only silent may
   * be slow, and is left its rooms while it is heard of.
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

  /** Whether its rooms may be taken over; a mistake costs nothing but the move. */
  public boolean isDead(String nodeId, long now) {
    Seen last = seen.get(nodeId);
    // As of when the directory spoke last: if it is silent itself, all would seem to be.
    boolean isSilent = last == null || heardAtTicks - last.atTicks > DEAD_MILLIS;
    boolean silenceCounts = steadySinceTicks != NEVER && now - steadySinceTicks > STEADY_MILLIS;
    // Its rows name it still, for it can't write them.
    boolean isCutOff = last != null && last.peer.isCutOff();
    return isCutOff || suspects.containsKey(nodeId) || (isSilent && silenceCounts);
  }

  /** The nodes other than this one that are not held for dead. */
  public List<Peer> living(String selfId, long now) {
    return known(selfId).stream().filter(peer -> !isDead(peer.id(), now)).toList();
  }

  /**
   * All other nodes that may be able to take a room over, dead or not as they may seem: who is
   * silent here may be heard by the database.
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
   * Which node should open a room that nobody has: rather one that has little to do, and by the
   * room's id, so that nodes that are asked at the same time seldom name different ones although
   * each has heard of other loads. Of two that are busy, one with twice the load gets a quarter as
   * many. Null for nobody.
   */
  public @Nullable Peer home(String roomId, Peer self, long now) {
    List<Peer> able = new ArrayList<>(living(self.id(), now));
    able.add(self);
    return able.stream()
        .filter(Peer::takesRooms)
        .max(Comparator.comparingDouble(peer -> score(roomId, peer)))
        .orElse(null);
  }

  /**
   * Rendezvous hashing with weights: the node with the highest score has the room. As chances go,
   * that is each in proportion to its weight, and a change of one weight moves few rooms.
   */
  private static double score(String roomId, Peer peer) {
    long rank = mixed(mixed(roomId.hashCode()) ^ peer.id().hashCode());
    double uniform = ((rank >>> 11) + 0.5) * 0x1p-53; // between 0 and 1
    double load = peer.load() + SLACK;
    return -1 / (load * load * StrictMath.log(uniform));
  }

  /** Spreads the bits of what differs little (SplitMix64). */
  private static long mixed(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Those of {@link #living} that would take a room over. */
  public List<Peer> takers(String selfId, long now) {
    return living(selfId, now).stream().filter(Peer::takesRooms).toList();
  }

  /** The least loaded of the others; null for nobody. */
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
