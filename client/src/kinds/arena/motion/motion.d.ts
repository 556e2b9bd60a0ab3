// The rules of motion: what TeaVM made of dev.roomkeeper.kinds.arena.motion. Positions are whole numbers of 1/64 of a
// unit, angles of 1/1024 of a turn.

/** Reads a map from its rows. Answers the number by which the others know it. */
export function field(rows: string): number;
/** Moves a body by one step, and answers what it fires. A body is x, y, vx, vy, angle, boltWait, beamWait. */
export function step(
  field: number,
  body: Int32Array,
  keys: number,
  angle: number,
  fire: number,
): number;
export function sin(angle: number): number;
export function cos(angle: number): number;
export function angleOf(dx: number, dy: number): number;
/** How far a bolt gets, in 1/64 of a step. */
export function boltReach(field: number, x: number, y: number, angle: number): number;
/** Where a bolt is on one axis after so many 1/64 of a step. */
export function boltAt(start: number, direction: number, sixtyFourths: number): number;
export function beamReach(field: number, x: number, y: number, angle: number): number;
export function along(direction: number, length: number): number;
/** At which part of its way a point touches a circle; 2 for a miss. */
export function hits(x: number, y: number, dx: number, dy: number, radius: number): number;
export function between(from: number, to: number, sixteenths: number): number;
export function sees(field: number, fromX: number, fromY: number, x: number, y: number): boolean;
