import type { DamageType, Edition } from "roomkeeper/campaign";
import { amountFrom, wholeFrom } from "./amount";

/** An attack as it stands in the form. */
export type WrittenAttack = {
  readonly name: string;
  readonly toHit: string;
  readonly reach: string;
  readonly dice: string;
  readonly type: DamageType;
};

/** A stat block as it stands in the form. */
export type WrittenCreature = {
  readonly name: string;
  readonly size: string;
  readonly type: string;
  /** As it is printed: "1/4", "12". */
  readonly rating: string;
  readonly armorClass: string;
  readonly hitDice: string;
  readonly speed: string;
  /** From strength to charisma. */
  readonly abilities: readonly string[];
  readonly attacks: readonly WrittenAttack[];
};

export const newAttack: WrittenAttack = {
  name: "",
  toHit: "4",
  reach: "5",
  dice: "1d6+2",
  type: "slashing",
};

export const newCreature: WrittenCreature = {
  name: "",
  size: "medium",
  type: "humanoid",
  rating: "1",
  armorClass: "13",
  hitDice: "4d8+4",
  speed: "30",
  abilities: ["10", "10", "10", "10", "10", "10"],
  attacks: [],
};

type Against = {
  readonly resistances: readonly string[];
  readonly immunities: readonly string[];
  readonly vulnerabilities: readonly string[];
  readonly conditionImmunities: readonly string[];
};

type Feature = {
  readonly n: string;
  readonly k: "a";
  readonly to: number;
  readonly re: number;
  readonly d: string[];
};

/** A stat block with the short keys of the bestiary. */
export type WholeCreature = {
  readonly n: string;
  readonly e: Edition;
  readonly s: string;
  readonly t: string;
  readonly cr: number;
  readonly ac: number;
  readonly hd: string;
  readonly sp: { readonly walk: number };
  readonly se: { readonly pp: number };
  readonly ab: number[];
  readonly f: Feature[];
  readonly rs: string[];
  readonly im: string[];
  readonly vu: string[];
  readonly ci: string[];
};

/** In eighths, or null where it is none. */
function eighths(rating: string): number | null {
  const [, part] = /^1\/([248])$/.exec(rating) ?? [];
  if (part !== undefined) return 8 / Number(part);
  const whole = wholeFrom(rating, 0, 30);
  return whole === null ? null : whole * 8;
}

/** Dice as the server reads them, or null. */
function diceFrom(text: string): string | null {
  const amount = amountFrom(text);
  return amount?.kind === "dice" ? amount.dice : null;
}

function readAttack({ name, toHit, reach, dice, type }: WrittenAttack): Feature | null {
  const to = wholeFrom(toHit, -10, 30);
  const re = wholeFrom(reach, 5, 1_000);
  const roll = diceFrom(dice);
  if (name.trim() === "" || to === null || re === null || roll === null) return null;
  return { n: name.trim(), k: "a", to, re, d: [`${roll} ${type}`] };
}

/** The stat block, or null while something of it is missing or wrong. */
export function readCreature(
  written: WrittenCreature,
  against: Against,
  edition: Edition,
): WholeCreature | null {
  const name = written.name.trim();
  const cr = eighths(written.rating);
  const ac = wholeFrom(written.armorClass, 0, 99);
  const hd = diceFrom(written.hitDice);
  const walk = wholeFrom(written.speed, 0, 1_000);
  const ab = written.abilities.flatMap((text) => wholeFrom(text, 1, 30) ?? []);
  const f = written.attacks.flatMap((attack) => readAttack(attack) ?? []);
  if (name === "" || cr === null || ac === null || hd === null || walk === null) return null;
  if (ab.length !== written.abilities.length || f.length !== written.attacks.length) return null;
  const [, , , , wisdom = 10] = ab;
  return {
    n: name,
    e: edition,
    s: written.size,
    t: written.type,
    cr,
    ac,
    hd,
    sp: { walk },
    se: { pp: 10 + Math.floor((wisdom - 10) / 2) },
    ab,
    f,
    rs: [...against.resistances],
    im: [...against.immunities],
    vu: [...against.vulnerabilities],
    ci: [...against.conditionImmunities],
  };
}
