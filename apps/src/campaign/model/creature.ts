import type { DamageType } from "roomkeeper/campaign";
import { damageTypes } from "./words";

/** A stat block in words, from the short keys of the bestiary. */
export type StatBlock = {
  readonly name: string;
  readonly kind: string;
  readonly challenge: string;
  readonly armorClass: string;
  readonly hitPoints: string;
  readonly speed: string;
  readonly abilities: readonly { readonly name: string; readonly score: string }[];
  readonly lines: readonly { readonly name: string; readonly text: string }[];
  readonly features: readonly { readonly heading: string; readonly features: readonly Feature[] }[];
};

export type Feature = {
  readonly name: string;
  readonly facts: string;
  /** The dice of its attack, to deal damage with. */
  readonly harm: Harm | null;
};

export type Harm = {
  readonly dice: readonly { readonly dice: string; readonly type: DamageType }[];
  readonly save: { readonly ability: string; readonly dc: number; readonly halves: boolean } | null;
};

type Json = Readonly<Record<string, unknown>>;

const headings: { readonly [key: string]: string } = {
  t: "Traits",
  a: "Actions",
  b: "Bonus actions",
  r: "Reactions",
  l: "Legendary actions",
};
const abilityKeys = ["str", "dex", "con", "int", "wis", "cha"] as const;
const abilityNames: { readonly [key: string]: string } = {
  str: "strength",
  dex: "dexterity",
  con: "constitution",
  int: "intelligence",
  wis: "wisdom",
  cha: "charisma",
};

export function statBlock(creature: Json): StatBlock {
  const kinds = [...new Set(objects(creature.f).map((feature) => text(feature.k)))];
  return {
    name: text(creature.n),
    kind: [text(creature.s), text(creature.t)].filter((part) => part !== "").join(" "),
    challenge: challenge(number(creature.cr)),
    armorClass: String(number(creature.ac)),
    hitPoints: `${hitPoints(creature)} (${text(creature.hd)})`,
    speed: speeds(creature.sp),
    abilities: abilityKeys.map((key, index) => ({
      name: key.toUpperCase(),
      score: signedScore(list(creature.ab)[index]),
    })),
    lines: lines(creature),
    features: kinds.map((kind) => ({
      heading: headings[kind] ?? "More",
      features: objects(creature.f)
        .filter((feature) => text(feature.k) === kind)
        .map(feature),
    })),
  };
}

/** "1/4" from eighths. */
export function challenge(eighths: number): string {
  if (eighths === 0 || eighths >= 8) return String(eighths / 8);
  return `1/${8 / eighths}`;
}

/** As printed, or the average of the dice. */
export function hitPoints(creature: Json): number {
  if (typeof creature.hp === "number") return creature.hp;
  const [, count = "0", sides = "0", sign = "+", more = "0"] =
    /^(\d+)d(\d+)(?:([+-])(\d+))?$/.exec(text(creature.hd)) ?? [];
  const bonus = Number(more) * (sign === "-" ? -1 : 1);
  return Math.max(0, Math.floor((Number(count) * (Number(sides) + 1)) / 2) + bonus);
}

function lines(creature: Json): StatBlock["lines"] {
  const bonuses = (value: unknown): string =>
    Object.entries(object(value))
      .map(([name, bonus]) => `${name} ${signed(number(bonus))}`)
      .join(", ");
  const senses = Object.entries(object(creature.se))
    .map(([name, feet]) =>
      name === "pp" ? `passive perception ${feet}` : `${senseNames[name] ?? name} ${feet} ft.`,
    )
    .join(", ");
  return [
    { name: "Saves", text: bonuses(creature.sv) },
    { name: "Skills", text: bonuses(creature.sk) },
    { name: "Vulnerable", text: defences(creature.vu) },
    { name: "Resistant", text: defences(creature.rs) },
    { name: "Immune", text: defences(creature.im) },
    { name: "Never", text: list(creature.ci).join(", ") },
    { name: "Senses", text: senses },
  ].filter((line) => line.text !== "");
}

const senseNames: { readonly [key: string]: string } = {
  dark: "darkvision",
  blind: "blindsight",
  tremor: "tremorsense",
  true: "truesight",
};

function defences(value: unknown): string {
  return list(value)
    .map((one) => String(one).replace(/:(.*)$/, " ($1)"))
    .join(", ");
}

function speeds(value: unknown): string {
  return (
    Object.entries(object(value))
      .filter(([, feet]) => typeof feet === "number")
      // As it is printed: on foot first.
      .sort(([one], [other]) => Number(other === "walk") - Number(one === "walk"))
      .map(([way, feet]) => (way === "walk" ? `${feet} ft.` : `${way} ${feet} ft.`))
      .join(", ")
  );
}

function feature(json: Json): Feature {
  const [save] = objects(json.sv);
  const dice = [...list(json.d), ...list(json.ea)].flatMap(diceOf);
  const saveDice = [...list(save?.d), ...list(save?.ea)].flatMap(diceOf);
  const facts = [
    typeof json.c === "number" && json.c > 1 ? `costs ${json.c}` : "",
    uses(text(json.u)),
    typeof json.to === "number" ? `${signed(json.to)} to hit` : "",
    typeof json.re === "number" ? `reach ${json.re} ft.` : "",
    list(json.ra).length > 0 ? `range ${list(json.ra).join("/")} ft.` : "",
    words(json),
    save === undefined ? "" : saveWords(save),
  ];
  const harmDice = dice.length > 0 ? dice : saveDice;
  return {
    name: text(json.n),
    facts: facts.filter((fact) => fact !== "").join(" · "),
    harm:
      harmDice.length === 0
        ? null
        : {
            dice: harmDice,
            save:
              dice.length > 0 || save === undefined
                ? null
                : {
                    ability: abilityNames[text(save.a)] ?? "dexterity",
                    dc: number(save.dc),
                    halves: save.h === true,
                  },
          },
  };
}

function saveWords(save: Json): string {
  const area = text(save.ar) === "" ? "" : `, ${text(save.ar)} ft.`;
  const half = save.h === true ? ", half if saved" : "";
  const after = words(save);
  const ability = text(save.a).toUpperCase();
  return `${ability} save DC ${number(save.dc)}${area}${half}${after === "" ? "" : `: ${after}`}`;
}

function words(outcome: Json): string {
  return [
    ...list(outcome.d).map(String),
    ...list(outcome.ea).map((each) => `${each} each turn`),
    ...list(outcome.x).map((extra) => `${extra} sometimes`),
    ...list(outcome.co).map(String),
  ].join(", ");
}

function uses(code: string): string {
  const [, kind, count = ""] = /^([rds])(.*)$/.exec(code) ?? [];
  if (kind === "r") return count === "6" ? "recharge 6" : `recharge ${count}–6`;
  if (kind === "s") return `${count} each short rest`;
  return kind === "d" ? `${count} a day` : "";
}

function diceOf(harm: unknown): Harm["dice"] {
  const [dice = "", types = ""] = String(harm).split(" ");
  const [first = ""] = types.split("/");
  const type = damageTypes.find((known) => known === first) ?? "untyped";
  return dice === "" ? [] : [{ dice, type }];
}

function signedScore(score: unknown): string {
  const value = number(score);
  return `${value} (${signed(Math.floor((value - 10) / 2))})`;
}

export function signed(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function objects(value: unknown): readonly Json[] {
  return list(value).map(object);
}
