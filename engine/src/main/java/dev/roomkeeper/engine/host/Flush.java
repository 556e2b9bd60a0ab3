package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;

/**
 * Everything that leaves a room at one time. A connection that is here is sent, in this order: one
 * patch of the changes in the layers it holds with what it gains and loses, the events in them, its
 * answers.
 *
 * @param change by layer, since the flush before; the server's layer is not in it
 * @param overlay last values by layer, laid over after the change; null ends one
 * @param personal what single connections get besides, by connection; who arrives gets only this
 * @param validUntilTicks after this the room may be another's, and nothing of this may be sent
 * @param layers the room as of this flush, for who has to see around a change; the server's layer
 *     is not in it
 * @param isLast nothing comes after it here: everybody is told the version, whatever changed, to
 *     resume from just there
 */
public record Flush(
    long epoch,
    long version,
    Change.Nested change,
    JsonObject overlay,
    List<Event> events,
    Map<Long, Personal> personal,
    long validUntilTicks,
    Layers layers,
    boolean isLast) {

  /**
   * What one connection gets besides the changes in its layers.
   *
   * @param arrival set if it joins with this flush
   * @param enter layers gained, whole as of this flush
   * @param leave layers lost, as they were before this flush
   * @param events where layers were gained or lost: those that happened in layers while they were
   *     held, to be told instead of the flush's; else null
   */
  public record Personal(
      @org.jspecify.annotations.Nullable Arrival arrival,
      Map<String, Document> enter,
      Map<String, Document> leave,
      @org.jspecify.annotations.Nullable List<Event> events,
      List<Answer> answers) {}

  /**
   * The answer to a join, exactly at this flush's version.
   *
   * @param view the layers that the member holds from now on, whole, by name
   * @param resumed what brings the member's former view to this one, null if it needs the whole
   */
  public record Arrival(
      String memberId,
      String session,
      Map<String, Document> view,
      @org.jspecify.annotations.Nullable Resumed resumed,
      long nowMillis) {}

  /**
   * What a returning member missed.
   *
   * @param change in the layers that were held throughout
   * @param enter layers gained, whole
   * @param leave layers lost
   * @param events those missed in the layers held, oldest first
   * @param eventsLost whether there were more than could be kept; then there are none here
   */
  public record Resumed(
      Change.Nested change,
      Map<String, Document> enter,
      List<String> leave,
      List<Event> events,
      boolean eventsLost) {}
}
