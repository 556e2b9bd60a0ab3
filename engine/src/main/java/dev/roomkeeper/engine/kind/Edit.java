package dev.roomkeeper.engine.kind;

/**
 * A request of the server on behalf of a user whose permission it has checked. The user need not be
 * a member.
 */
public record Edit(Draft draft, String userId, Moment moment) {}
