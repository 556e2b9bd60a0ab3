package dev.roomkeeper.client;

/** The server took a command: its effect is in the state of this epoch and version (P13). */
public record Ack(long epoch, long version, boolean durable) {}
