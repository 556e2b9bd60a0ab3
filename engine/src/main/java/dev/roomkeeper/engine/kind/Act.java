package dev.roomkeeper.engine.kind;

/** A member's command, with what the kind needs to carry it out. */
public record Act(Draft draft, Member sender, Moment moment) {}
