package dev.roomkeeper.engine.kind;

/**
 * Something asked from outside of the room, by the server itself for a user of whom it made sure
 * that he may; whether the user is a member is not said.
 */
public record Edit(Draft draft, String userId, Moment moment) {}
