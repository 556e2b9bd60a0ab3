package dev.roomkeeper.engine.cluster;

/** Who took a room over, as the map or the room's row says, and at which epoch. */
public record Owner(String nodeId, String address, long epoch) {}
