package dev.roomkeeper.engine.kind;

/** One command of one member, and what it is worked out with. */
public record Act(Draft draft, Member sender, Moment moment) {}
