package dev.roomkeeper.server.hub;

/** One entry of the list of rooms. Options are not read for it. */
public record ListedRoom(String id, String kind, String name, long createdAtMillis) {}
