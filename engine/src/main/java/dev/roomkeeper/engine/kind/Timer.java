package dev.roomkeeper.engine.kind;

/**
 * A timer that is due.
 *
 * @param atMillis the time of day it was set for
 * @param lateMillis how late it fires
 */
public record Timer(String name, long atMillis, long lateMillis) {}
