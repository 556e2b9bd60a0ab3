package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;
import java.util.List;

/**
 * A member of a room. A member outlives its connections.
 *
 * @param claims what the server vouches for, as of the last join
 * @param layers the layers this member holds, sorted
 * @param sinceMillis since when the member is online or offline
 */
public record Member(
    String id,
    String name,
    boolean online,
    long sinceMillis,
    JsonObject claims,
    List<String> layers) {}
