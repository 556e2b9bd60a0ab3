package dev.roomkeeper.client;

/** The last version of a room that a session has seen (P5). */
public record ResumePoint(String session, long epoch, long version) {}
