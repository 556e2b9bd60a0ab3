package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a room sends at one time. Each connection gets, in this order: one patch with the
 * changes in the layers it holds and the layers it gains and loses, the events in those layers, and
 * its answers. Who holds a layer also holds its live twin.
 *
 * @param change changes since the previous flush by layer, kept and live; only layers that are ever
 *     sent
 * @param personal extra content for single connections; a connection that has just arrived gets
 *     only this
 * @param validUntilTicks after this the room may have another owner, so nothing of this may be sent
 * @param layers the room's layers as of this flush, for slow clients that need more than the
 *     change; only layers that are ever sent
 * @param reach which connections get this flush
 */
public record Flush(
    long epoch,
    long version,
    Change.Nested change,
    List<Told> events,
    Map<Long, Personal> personal,
    long validUntilTicks,
    Layers layers,
    Reach reach) {

  /** The room at this moment, with nothing that happened. */
  public Flush withoutChange() {
    return new Flush(
        epoch, version, Change.NONE, List.of(), Map.of(), validUntilTicks, layers, reach);
  }

  /** Which connections get a flush. */
  public enum Reach {
    /** Everybody except delayed watchers. */
    HERE,
    /**
     * Everybody except delayed watchers, as the last flush of this host: everybody is told the
     * version.
     */
    LAST,
    /** Only delayed watchers. */
    LATE
  }

  /** An event and the version in which it happened. */
  public record Told(long version, Event event) {}

  /**
   * What one connection gets besides the changes in its layers.
   *
   * @param arrival the answer to a join or watch; null for none
   * @param enter layers gained, kept and live, with their full documents as of this flush
   * @param leave layers lost, kept and live, as they were before this flush
   * @param events the events this connection gets in place of the flush's, when it gained or lost
   *     layers; else null
   */
  public record Personal(
      @Nullable Arrival arrival,
      Map<String, Document> enter,
      Map<String, Document> leave,
      @Nullable List<Told> events,
      List<Answer> answers) {}

  /**
   * The answer to a join or a watch, exactly at this flush's version.
   *
   * @param who the member, or null for a watcher
   * @param view the full documents of the kept layers held from now on, by name
   * @param live the full documents of the live twins of all layers held from now on, empty ones
   *     included
   * @param resumed the change that turns the member's old view into this one, null if it needs the
   *     full view
   * @param delayMillis how much later than others this connection sees everything
   */
  public record Arrival(
      @Nullable Who who,
      Map<String, Document> view,
      Map<String, Document> live,
      @Nullable Resumed resumed,
      long nowMillis,
      int delayMillis) {}

  /** A member and its session. */
  public record Who(String memberId, String session) {}

  /**
   * What a returning member missed.
   *
   * @param change in the kept layers that the member held throughout
   * @param enter kept layers gained, with their full documents
   * @param leave kept layers lost
   * @param events missed events in the member's layers, oldest first
   * @param eventsLost whether there were more events than are remembered; then this lists none
   */
  public record Resumed(
      Change.Nested change,
      Map<String, Document> enter,
      List<String> leave,
      List<Told> events,
      boolean eventsLost) {}
}
