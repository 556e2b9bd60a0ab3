package dev.roomkeeper.engine.host;

/** The point up to which a returning member knows the room. */
public record Resume(String session, long epoch, long version) {}
