package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.kind.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one member is sent at once, as plain JSON.
 *
 * @param joined the member's session if this answers its join, else null
 * @param resumed whether the changes continue the view that it had
 */
record SimFrame(
    @Nullable String joined,
    boolean resumed,
    long epoch,
    long version,
    Map<String, @Nullable Object> changes,
    Map<String, @Nullable Object> enter,
    Set<String> leave,
    Map<String, @Nullable Object> overlay,
    List<Event> events,
    boolean eventsLost,
    List<Answer> answers) {}
