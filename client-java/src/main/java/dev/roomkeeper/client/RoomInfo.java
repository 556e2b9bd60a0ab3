package dev.roomkeeper.client;

/** A room's description. */
public record RoomInfo(String id, String kind, String name) {}
