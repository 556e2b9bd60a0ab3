package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.kind.Event;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is sent at once, as plain JSON.
 *
 * @param joined if this answers a join or a watch, else null
 * @param changes patches by layer, kept and live
 * @param enter whole layers, kept and live; all live ones if this answers a join
 * @param shown the room as it was at the newest flush in this, to compare with
 */
record SimFrame(
    @Nullable Joined joined,
    long epoch,
    long version,
    Map<String, @Nullable Object> changes,
    Map<String, @Nullable Object> enter,
    Set<String> leave,
    List<Event> events,
    boolean eventsLost,
    List<Answer> answers,
    Layers shown) {

  /**
   * The answer to a join or a watch.
   *
   * @param who the member, null for one who watches
   * @param resumed whether the changes continue the view that it had
   */
  record Joined(Flush.@Nullable Who who, boolean resumed, int delayMillis) {}

  @Override
  public String toString() {
    return String.format(
        "%s (%d, %d) changes %s enter %s leave %s events %s%s answers %s",
        joined == null ? "patch" : joined,
        epoch,
        version,
        changes,
        enter,
        leave,
        events,
        eventsLost ? " (lost)" : "",
        answers);
  }
}
