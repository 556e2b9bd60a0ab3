package dev.roomkeeper.engine.cluster;

/** The node that took a room over, according to the map or the room's row, and its epoch. */
public record Owner(String nodeId, String address, long epoch) {}
