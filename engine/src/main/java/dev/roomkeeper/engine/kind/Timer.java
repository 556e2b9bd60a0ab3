package dev.roomkeeper.engine.kind;

/**
 * A timer whose time has come.
 *
 * @param atMillis the time of day for which it was set
 * @param lateMillis how long ago that was
 */
public record Timer(String name, long atMillis, long lateMillis) {}
