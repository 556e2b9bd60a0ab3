package dev.roomkeeper.server.hub;

import dev.roomkeeper.engine.JsonObject;

/**
 * What is on record of a room besides its log.
 *
 * @param options as its creator chose them and its kind accepted them
 * @param createdBy a user's id
 */
public record RoomRecord(
    String id,
    String kind,
    String name,
    JsonObject options,
    String createdBy,
    long createdAtMillis) {}
