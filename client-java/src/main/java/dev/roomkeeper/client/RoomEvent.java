package dev.roomkeeper.client;

import tools.jackson.databind.JsonNode;

/**
 * An event: it happened, and is not part of the state (P17).
 *
 * @param from the member who caused it; "" if no member did
 */
public record RoomEvent(String type, String from, JsonNode payload) {}
