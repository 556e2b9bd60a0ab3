/**
 * What moves bodies and shots in an arena. The server runs it, and TeaVM compiles the same classes
 * for the browser. Both give the same bits: it uses whole numbers, tables, and + - x / and the
 * square root on doubles, and nothing else.
 *
 * <p>Positions are whole numbers of 1/64 of a unit; a tile of the map is 32 units. Time is counted
 * in ticks of 1/30 s. Angles are 1/1024 of a full turn, clockwise from the right.
 */
@NullMarked
package dev.roomkeeper.kinds.arena.motion;

import org.jspecify.annotations.NullMarked;
