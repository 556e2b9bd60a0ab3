package dev.roomkeeper.client;

import tools.jackson.databind.JsonNode;

/**
 * Something that happened and is not state (P17).
 *
 * @param from the member who caused it; "" if nobody did
 */
public record RoomEvent(String type, String from, JsonNode payload) {}
