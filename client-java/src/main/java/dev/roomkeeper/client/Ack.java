package dev.roomkeeper.client;

/** A command took effect: the state of this epoch and version contains it (P13). */
public record Ack(long epoch, long version, boolean durable) {}
