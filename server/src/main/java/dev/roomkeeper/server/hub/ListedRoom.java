package dev.roomkeeper.server.hub;

/** What a list says of a room; its options are not read for that. */
public record ListedRoom(String id, String kind, String name, long createdAtMillis) {}
