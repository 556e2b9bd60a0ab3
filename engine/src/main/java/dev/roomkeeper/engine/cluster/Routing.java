package dev.roomkeeper.engine.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody who came for a room is led: a pure decision of what a node knows. The map is
 * advice; the room's row in the database is the truth as of when it was read. Whatever is decided,
 * a takeover names the epoch of the owner it is meant to follow, so that nobody who came later is
 * taken for the one who died.
 */
public final class Routing {
  /** A socket that was sent on so often is not sent on again. */
  static final int HOPS_MAX = 2;

  private Routing() {}

  /** What is known of the room's row. */
  public sealed interface Row {
    record NotRead() implements Row {}

    /** The database can't be asked from here. */
    record Unreachable() implements Row {}

    /**
     * @param owner who took it over last; null if it was given up in good order
     */
    record Read(@Nullable Owner owner, long epoch) implements Row {}
  }

  public sealed interface Decision {
    /** The room lives here. */
    record Serve() implements Decision {}

    /** Read the room's row, and ask again. */
    record ReadRow() implements Decision {}

    /** Carry the socket to its owner; if that is silent, suspect it and ask again. */
    record Relay(Owner to) implements Decision {}

    /** Open it here by raising its epoch, if that is this one still; else ask again. */
    record TakeOver(long epoch) implements Decision {}

    /** Carry the socket to this node, which is to open the room; if that is silent, ask again. */
    record Place(Peer at) implements Decision {}

    /** Nobody can say: whoever asked is to try again. */
    record Unavailable() implements Decision {}
  }

  /**
   * Who asks, and what it knows.
   *
   * @param servedEpoch of the room here; 0 if it does not live here
   * @param hops how many nodes sent the socket on to here
   * @param map what the directory says; null if nothing, or if it can't be asked, or need not be:
   *     only the first node goes by it, and not where the room lives
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
   * As {@link #decide}, for a router that sends whoever asks it to the node it is told, where all
   * is decided anew by the row: so the row of a dead node's room need not be read to name one, and
   * a row that could not be read in time leads to the same node, whoever of the others is asked.
   * When a node dies, each of its members comes with this question.
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
      // Perhaps it is only this node that can't read it.
      return placed(
          asked,
          new Peer(self.id(), self.address(), self.load(), false, self.isCutOff()),
          decision);
    }
    return decision;
  }

  private static Decision placed(Question asked, Peer self, Decision otherwise) {
    Peer home = asked.roster.home(asked.roomId, self, asked.nowTicks);
    return home == null ? otherwise : new Decision.Place(home);
  }

  public static Decision decide(Question asked) {
    Owner map = asked.map;
    if (asked.servedEpoch > 0 && (map == null || map.epoch() <= asked.servedEpoch)) {
      return new Decision.Serve();
    }
    return switch (asked.row) {
      // Only the first node believes the map: from the second on the row decides, so that two maps
      // which point at each other can't send anybody in circles.
      case Row.NotRead() when map != null && asked.hops == 0 && asked.mayFollow(map) ->
          new Decision.Relay(map);
      case Row.NotRead() -> new Decision.ReadRow();
      case Row.Unreachable() -> withoutRow(asked);
      case Row.Read(var owner, var epoch) -> byRow(asked, owner, epoch);
    };
  }

  private static Decision withoutRow(Question asked) {
    if (asked.servedEpoch > 0) {
      return new Decision.Serve(); // It finds out by itself whether it may.
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

  private static Decision byRow(Question asked, @Nullable Owner owner, long epoch) {
    if (asked.servedEpoch > 0 && asked.servedEpoch == epoch) {
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
      return new Decision.Unavailable(); // Sent on too often.
    }
    // Nobody's, this node's of which it knows nothing any more, or a dead node's. The first node
    // names its home, the same as all others would; whoever was sent here finds it here.
    Peer best =
        asked.hops > 0 && asked.self.takesRooms()
            ? asked.self
            : asked.roster.home(asked.roomId, asked.self, asked.nowTicks);
    if (best == null || (asked.hops >= HOPS_MAX && !best.id().equals(asked.self.id()))) {
      return new Decision.Unavailable();
    }
    return best.id().equals(asked.self.id())
        ? new Decision.TakeOver(epoch)
        : new Decision.Place(best);
  }
}
