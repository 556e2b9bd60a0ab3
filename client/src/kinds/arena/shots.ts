import { along, beamReach, boltAt, boltReach, cos, sin } from "./motion/motion.js";
import { type Beam, type Bolt, boltId, ownerOf, readBeam, readBolt } from "./packed.js";
import { tickMillis } from "./timeline.js";

/** How long a beam is seen. */
const beamMillis = 180;
/** A bolt of one's own that the server never told of. */
const unheardMillis = 900;

export interface FlyingBolt {
  readonly id: string;
  readonly owner: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

export interface ShownBeam {
  readonly owner: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  /** From 0, fresh, to 1, gone. */
  readonly age: number;
}

/** A bolt that ended: what to draw a spark of. */
export interface Spark {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

interface OwnBolt {
  readonly bolt: Bolt;
  readonly firedAt: number;
  isHeard: boolean;
}

/** Bolts and beams: one's own as soon as they are fired, those of others when they are seen. */
export interface Shots {
  fire(
    field: number,
    shot: { readonly slot: number; readonly n: number; readonly weapon: number },
    body: Int32Array,
    now: number,
  ): void;
  bolts(texts: Readonly<Record<string, string>>, self: number, now: number): void;
  beams(texts: Readonly<Record<string, string>>, self: number, now: number): void;
  flying(view: number, now: number): readonly FlyingBolt[];
  shown(now: number): readonly ShownBeam[];
  sparks(now: number): readonly Spark[];
  reset(): void;
}

export function createShots(): Shots {
  const own = new Map<string, OwnBolt>();
  let others = new Map<string, Bolt>();
  let beams: (ShownBeam & { readonly at: number })[] = [];
  let sparks: Spark[] = [];
  const seenBeams = new Map<string, string>();

  function addBeam(owner: number, beam: Beam, now: number): void {
    beams.push({
      owner,
      fromX: beam.x,
      fromY: beam.y,
      toX: beam.x + along(cos(beam.angle), beam.length),
      toY: beam.y + along(sin(beam.angle), beam.length),
      age: 0,
      at: now,
    });
  }

  function end(bolt: Bolt, flown: number, now: number): void {
    sparks.push({ ...place(bolt, flown), at: now });
  }

  return {
    fire: (field, { slot, n, weapon }, body, now) => {
      const [x = 0, y = 0, , , angle = 0] = body;
      if (weapon === 2) {
        const length = beamReach(field, x, y, angle);
        addBeam(slot, { tick: 0, n, x, y, angle, length }, now);
        return;
      }
      const reach = boltReach(field, x, y, angle);
      const bolt = { owner: slot, x, y, angle, reach, born: 0, lag: 0 };
      own.set(boltId(slot, n), { bolt, firedAt: now, isHeard: false });
    },
    bolts: (texts, self, now) => {
      for (const [id, one] of own) {
        if (texts[id] !== undefined) one.isHeard = true;
        else if (one.isHeard || now - one.firedAt > unheardMillis) {
          end(one.bolt, flownBy(one, now), now);
          own.delete(id);
        }
      }
      const next = new Map<string, Bolt>();
      for (const [id, text] of Object.entries(texts)) {
        if (ownerOf(id) === self) continue;
        next.set(id, others.get(id) ?? readBolt(id, text));
      }
      others = next;
    },
    beams: (texts, self, now) => {
      for (const [slot, text] of Object.entries(texts)) {
        const isNew = seenBeams.get(slot) !== text;
        seenBeams.set(slot, text);
        if (isNew && Number(slot) !== self) addBeam(Number(slot), readBeam(text), now);
      }
    },
    flying: (view, now) => {
      const flying: FlyingBolt[] = [];
      for (const [id, one] of own) {
        const flown = flownBy(one, now);
        if (flown < one.bolt.reach) flying.push({ id, ...one.bolt, ...place(one.bolt, flown) });
      }
      for (const [id, bolt] of others) {
        const ticks = ticksSince(bolt.born, view);
        const steps = Math.min(2 * (ticks + 1), ticks + bolt.lag / 16);
        const flown = Math.floor(steps * 64);
        if (flown >= 0 && flown < bolt.reach) flying.push({ id, ...bolt, ...place(bolt, flown) });
      }
      return flying;
    },
    shown: (now) => {
      beams = beams.filter((one) => now - one.at < beamMillis);
      return beams.map((one) => ({ ...one, age: (now - one.at) / beamMillis }));
    },
    sparks: (now) => {
      sparks = sparks.filter((one) => now - one.at < beamMillis);
      return sparks;
    },
    reset: () => {
      own.clear();
      others = new Map();
      beams = [];
      seenBeams.clear();
    },
  };
}

/** How many ticks are between a birth, of which 8 bits are told, and what is looked at; negative before it. */
function ticksSince(born: number, view: number): number {
  const ticks = (((view / 16 - born) % 256) + 256) % 256;
  return ticks < 128 ? ticks : ticks - 256;
}

function flownBy({ bolt, firedAt }: OwnBolt, now: number): number {
  return Math.min(bolt.reach, Math.floor(((now - firedAt) / tickMillis) * 64));
}

function place(bolt: Bolt, flown: number): { readonly x: number; readonly y: number } {
  return {
    x: boltAt(bolt.x, cos(bolt.angle), flown),
    y: boltAt(bolt.y, sin(bolt.angle), flown),
  };
}
