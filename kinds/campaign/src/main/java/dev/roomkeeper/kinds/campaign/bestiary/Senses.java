package dev.roomkeeper.kinds.campaign.bestiary;

/**
 * How far a creature perceives, in feet, and its passive Perception; 0 where it has no such sense.
 */
public record Senses(
    int darkvision,
    int blindsight,
    int tremorsense,
    int truesight,
    int telepathy,
    int passivePerception) {}
