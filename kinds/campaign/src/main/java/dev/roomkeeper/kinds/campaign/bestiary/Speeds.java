package dev.roomkeeper.kinds.campaign.bestiary;

/** How many feet a creature moves in a turn; 0 where it does not move so. */
public record Speeds(int walk, int burrow, int climb, int fly, int swim, boolean hovers) {}
