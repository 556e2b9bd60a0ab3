package dev.roomkeeper.kinds.arena;

import dev.roomkeeper.engine.kind.Payload;
import dev.roomkeeper.engine.kind.Range;
import dev.roomkeeper.kinds.arena.motion.Angles;
import dev.roomkeeper.kinds.arena.motion.Walk;
import dev.roomkeeper.kinds.arena.motion.Weapons;

/**
 * What a player does in one step.
 *
 * @param n counts the steps, from 1 in each connection
 * @param keys the bits of {@link Walk}
 * @param fire what to fire, as in {@link Weapons}
 * @param view what the player sees of the others: a time in 1/16 of a tick
 */
@Payload
record Steer(
    @Range(min = 1, max = NUMBER_MAX) int n,
    @Range(min = 0, max = Walk.KEYS_MAX) int keys,
    @Range(min = 0, max = Angles.MASK) int angle,
    @Range(min = 0, max = Weapons.BEAM) int fire,
    @Range(min = 0, max = NUMBER_MAX) int view) {
  static final int NUMBER_MAX = 2_000_000_000;
}
