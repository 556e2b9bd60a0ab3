package dev.roomkeeper.engine.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Decides where a socket for a room goes, from what this node knows. The map is advice; the room's
 * row in the database is the truth as of the time it was read. Every takeover names the epoch of
 * the owner it follows, so that a later owner is never mistaken for the dead one.
 */
public final class Routing {
  /** A socket forwarded this often is not forwarded again. */
  static final int HOPS_MAX = 2;

  private Routing() {}

  /** What is known about the room's row. */
  public sealed interface Row {
    record NotRead() implements Row {}

    /** This node cannot reach the database. */
    record Unreachable() implements Row {}

    /**
     * @param owner the last node that took it over; null if it was given up in order
     */
    record Read(@Nullable Owner owner, long epoch, Kinds.Needed needed) implements Row {}
  }

  public sealed interface Decision {
    /** The room lives here. */
    record Serve() implements Decision {}

    /** Read the room's row, then decide again. */
    record ReadRow() implements Decision {}

    /** Forward the socket to the owner. If it is silent, suspect it and decide again. */
    record Relay(Owner to) implements Decision {}

    /**
     * Open the room here by raising its epoch, if the epoch is still this one; otherwise decide
     * again.
     */
    record TakeOver(long epoch) implements Decision {}

    /**
     * Forward the socket to this node, which should open the room. If it is silent, decide again.
     */
    record Place(Peer at) implements Decision {}

    /** Unknown: the client must try again. */
    record Unavailable() implements Decision {}
  }

  /**
   * The question, with what this node knows.
   *
   * @param servedEpoch the room's epoch on this node; 0 if it is not here
   * @param hops how many nodes forwarded the socket
   * @param map what the directory says; null if it says nothing, cannot be asked, or need not be
   *     asked: only the first node uses it, and not if the room is here
   */
  public record Question(
      String roomId,
      Peer self,
      long servedEpoch,
      int hops,
      @Nullable Owner map,
      Row row,
      Roster roster,
      long nowTicks) {
    private boolean mayFollow(@Nullable Owner owner) {
      return owner != null
          && hops < HOPS_MAX
          && !owner.nodeId().equals(self.id())
          && !roster.isDead(owner.nodeId(), nowTicks);
    }
  }

  /**
   * Like {@link #decide}, for a router that sends clients to another node, where everything is
   * decided again by the row. So a dead node's row need not be read to name a node, and when a row
   * cannot be read in time the answer is the same node, whichever other node is asked. When a node
   * dies, each of its members asks this.
   */
  public static Decision lead(Question asked) {
    Decision decision = decide(asked);
    Owner map = asked.map;
    if (decision instanceof Decision.ReadRow
        && map != null
        && asked.roster.isDead(map.nodeId(), asked.nowTicks)) {
      return placed(asked, asked.self, decision);
    }
    if (decision instanceof Decision.Place && asked.row instanceof Row.Unreachable) {
      Peer self = asked.self;
      // Perhaps only this node cannot read it.
      return placed(
          asked,
          new Peer(self.id(), self.address(), self.load(), false, self.isCutOff(), self.kinds()),
          decision);
    }
    return decision;
  }

  private static Decision placed(Question asked, Peer self, Decision otherwise) {
    // What the room needs is in the row. The node that is named reads it, and may name another.
    Peer home = asked.roster.home(asked.roomId, Kinds.Needed.UNKNOWN, self, asked.nowTicks);
    return home == null ? otherwise : new Decision.Place(home);
  }

  public static Decision decide(Question asked) {
    Owner map = asked.map;
    if (asked.servedEpoch > 0 && (map == null || map.epoch() <= asked.servedEpoch)) {
      return new Decision.Serve();
    }
    return switch (asked.row) {
      // Only the first node trusts the map. From the second on, the row decides, so that two maps
      // that point at each other cannot send anybody in circles.
      case Row.NotRead() when map != null && asked.hops == 0 && asked.mayFollow(map) ->
          new Decision.Relay(map);
      case Row.NotRead() -> new Decision.ReadRow();
      case Row.Unreachable() -> withoutRow(asked);
      case Row.Read read -> byRow(asked, read);
    };
  }

  private static Decision withoutRow(Question asked) {
    if (asked.servedEpoch > 0) {
      return new Decision.Serve(); // The room finds out by itself whether it still has ownership.
    }
    if (asked.hops > 0) {
      return new Decision.Unavailable();
    }
    if (asked.map != null && asked.mayFollow(asked.map)) {
      return new Decision.Relay(asked.map);
    }
    Peer other = asked.roster.leastLoadedOther(asked.self, asked.nowTicks);
    return other == null ? new Decision.Unavailable() : new Decision.Place(other);
  }

  private static Decision byRow(Question asked, Row.Read row) {
    Owner owner = row.owner;
    if (asked.servedEpoch > 0 && asked.servedEpoch == row.epoch) {
      return new Decision.Serve();
    }
    if (owner != null && asked.mayFollow(owner)) {
      return new Decision.Relay(owner);
    }
    boolean isOthers =
        owner != null
            && !owner.nodeId().equals(asked.self.id())
            && !asked.roster.isDead(owner.nodeId(), asked.nowTicks);
    if (isOthers) {
      return new Decision.Unavailable(); // Forwarded too often.
    }
    // The room has no owner, or a dead one, or this node by a row it knows nothing about. The first
    // node names the room's home, as all others would; the next one finds it here.
    Peer best =
        asked.hops > 0 && asked.self.takes(row.needed)
            ? asked.self
            : asked.roster.home(asked.roomId, row.needed, asked.self, asked.nowTicks);
    if (best == null || (asked.hops >= HOPS_MAX && !best.id().equals(asked.self.id()))) {
      return new Decision.Unavailable();
    }
    return best.id().equals(asked.self.id())
        ? new Decision.TakeOver(row.epoch)
        : new Decision.Place(best);
  }
}
