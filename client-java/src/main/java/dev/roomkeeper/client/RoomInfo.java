package dev.roomkeeper.client;

/** What a room is. */
public record RoomInfo(String id, String kind, String name) {}
