package dev.roomkeeper.client;

/** Up to where a session has seen the room (P5). */
public record ResumePoint(String session, long epoch, long version) {}
