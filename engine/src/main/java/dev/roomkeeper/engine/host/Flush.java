package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that leaves a room at one time. A connection that is here is sent, in this order: one
 * patch of the changes in the layers it holds with what it gains and loses, the events in them, its
 * answers. Who holds a layer holds its live twin.
 *
 * @param change by layer, kept and live, since the flush before; of those that are sent at all
 * @param personal what single connections get besides, by connection; who arrives gets only this
 * @param validUntilTicks after this the room may be another's, and nothing of this may be sent
 * @param layers the room as of this flush, for who has to see around a change; of those that are
 *     sent at all
 * @param reach who is sent this
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

  /** Who is sent a flush. */
  public enum Reach {
    /** All but those who watch with a delay. */
    HERE,
    /**
     * All but those who watch with a delay; nothing comes after it here: everybody is told the
     * version.
     */
    LAST,
    /** Those who watch with a delay. */
    LATE
  }

  /** An event and the version in which it happened. */
  public record Told(long version, Event event) {}

  /**
   * What one connection gets besides the changes in its layers.
   *
   * @param arrival set if it joins, or begins to watch, with this flush
   * @param enter layers gained, kept and live, whole as of this flush
   * @param leave layers lost, kept and live, as they were before this flush
   * @param events where layers were gained or lost: those that happened in layers while they were
   *     held, to be told instead of the flush's; else null
   */
  public record Personal(
      @Nullable Arrival arrival,
      Map<String, Document> enter,
      Map<String, Document> leave,
      @Nullable List<Told> events,
      List<Answer> answers) {}

  /**
   * The answer to a join or to a watch, exactly at this flush's version.
   *
   * @param who the member, or null for one who watches
   * @param view the kept layers that are held from now on, whole, by name
   * @param live the live twins of all layers that are held from now on, whole, the empty ones too
   * @param resumed what brings the member's former view to this one, null if it needs the whole
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
   * @param change in the kept layers that were held throughout
   * @param enter kept layers gained, whole
   * @param leave kept layers lost
   * @param events those missed in the layers held, oldest first
   * @param eventsLost whether there were more than could be kept; then there are none here
   */
  public record Resumed(
      Change.Nested change,
      Map<String, Document> enter,
      List<String> leave,
      List<Told> events,
      boolean eventsLost) {}
}
