import type {
  Band,
  Condition,
  Consequence,
  DamageType,
  Difficulty,
  LogEntry,
  OwnAffliction,
  Pool,
  Until,
} from "roomkeeper/campaign";

export const conditions: readonly Condition[] = [
  "blinded",
  "charmed",
  "deafened",
  "frightened",
  "grappled",
  "incapacitated",
  "invisible",
  "paralyzed",
  "petrified",
  "poisoned",
  "prone",
  "restrained",
  "stunned",
  "unconscious",
];

export const damageTypes: readonly DamageType[] = [
  "untyped",
  "acid",
  "bludgeoning",
  "cold",
  "fire",
  "force",
  "lightning",
  "necrotic",
  "piercing",
  "poison",
  "psychic",
  "radiant",
  "slashing",
  "thunder",
];

export const abilities = [
  "strength",
  "dexterity",
  "constitution",
  "intelligence",
  "wisdom",
  "charisma",
] as const;

export const bandWords: { readonly [band in Band]: string } = {
  unhurt: "Unhurt",
  hurt: "Hurt",
  bloodied: "Bloodied",
  "nearly-down": "Nearly down",
  down: "Down",
};

export const difficultyWords: { readonly [difficulty in Difficulty]: string } = {
  none: "No danger",
  low: "Low difficulty",
  moderate: "Moderate difficulty",
  high: "High difficulty",
  "beyond-high": "Beyond high difficulty",
};

export function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "slot-2" as people say it. */
export function poolName({ name }: Pick<Pool, "name">): string {
  const [, kind, level] = /^(slot|pact)-(\d)$/.exec(name) ?? [];
  const [, sides] = /^d(\d+)$/.exec(name) ?? [];
  if (sides !== undefined) return `Hit dice, d${sides}`;
  if (level === undefined) return capital(name.replaceAll("-", " "));
  return kind === "pact" ? `Pact slots, level ${level}` : `Level ${level} slots`;
}

/** When a condition ends, as the DM knows it. */
export function untilWords(until: Until, nameOf: (id: string) => string): string {
  switch (until.type) {
    case "removed":
      return "until it is taken away";
    case "turnStart":
      return until.whose === ""
        ? `until round ${until.round} begins`
        : `until ${nameOf(until.whose)}’s turn begins in round ${until.round}`;
    case "turnEnd":
      return `until ${nameOf(until.whose)}’s turn ends in round ${until.round}`;
    case "whileEffect":
      return `as long as ${until.effect} lasts`;
    case "healed":
      return "until healed";
    case "healedOrRested":
      return "until healed or rested";
    case "longRested":
      return "until a long rest";
    case "saveEnds":
      return [
        `${until.ability} save of ${until.dc} ends it`,
        until.limit.type === "removed" ? "" : untilWords(until.limit, nameOf),
      ]
        .filter((part) => part !== "")
        .join("; ");
  }
}

/** When a condition ends, as the one who has it knows it. */
export function endsWords(
  { ends, whose, round }: OwnAffliction,
  nameOf: (id: string) => string,
): string {
  const hasSave = ends.startsWith("save-or-");
  const limit = ends.replace("save-or-", "");
  const save = hasSave ? "a save ends it" : "";
  const words: { readonly [ends: string]: string } = {
    "turn-start":
      whose === ""
        ? `until round ${round} begins`
        : `until ${nameOf(whose)}’s turn begins in round ${round}`,
    "turn-end": `until ${nameOf(whose)}’s turn ends in round ${round}`,
    effect: "as long as its effect lasts",
    healed: "until healed",
    "long-rest": "until a long rest",
    later: "until later",
    removed: hasSave ? "" : "until it is taken away",
  };
  return [save, words[limit] ?? ""].filter((part) => part !== "").join("; ");
}

/** Commands whose outcome players have seen, even if it is taken back. */
const seenMeanwhile: ReadonlySet<string> = new Set([
  "combatant.reveal",
  "combatant.alias",
  "encounter.activate",
]);

/** What a DM is told after taking a move back, where players remember it. */
export function afterUndo(command: string | undefined): string | null {
  return command !== undefined && seenMeanwhile.has(command)
    ? "Taken back. Players may have seen it already."
    : null;
}

/** What is to be rolled. */
export function askWords(ask: Consequence): string {
  switch (ask.type) {
    case "asksConcentrationSave":
      return `Concentration: constitution save, DC ${ask.dc}`;
    case "asksDeathSave":
      return "Death save";
    case "asksSave":
      return `${capital(ask.ability)} save, DC ${ask.dc}`;
    case "asksRecharge":
      return `${ask.pool}: recharges on ${ask.from} or more`;
    default:
      return "A roll";
  }
}

/** The most that a die for it shows. */
export function askDie(ask: Consequence): number {
  return ask.type === "asksRecharge" ? 6 : 20;
}

const commandWords: { readonly [command: string]: string } = {
  "turn.next": "The next turn began",
  "turn.delay": "A turn was delayed",
  "turn.ready": "An action was readied",
  "initiative.roll": "Initiative was rolled",
  "initiative.set": "Initiative was set",
  "order.move": "The order was changed",
  damage: "Damage",
  "proposal.accept": "Damage",
  heal: "Healing",
  temporary: "Temporary hit points",
  "hp.max": "Maximum hit points were changed",
  stabilise: "Stabilised",
  revive: "Revived",
  decide: "The DM decided",
  "condition.begin": "A condition began",
  "condition.end": "A condition ended",
  "concentration.begin": "Concentration began",
  "concentration.end": "Concentration ended",
  exhaustion: "Exhaustion was set",
  "ask.answer": "A roll was made",
  "ask.drop": "A roll was waived",
  "pool.spend": "Something was spent",
  "pool.set": "A count was set",
  "rest.short": "Short rest",
  "rest.long": "Long rest",
  "reaction.use": "Reaction",
  rename: "The campaign was renamed",
  options: "The options were changed",
  "seat.give": "A seat was given",
  "player.remove": "Somebody was taken out",
  "player.admit": "Somebody was let in again",
  "character.create": "A character joined",
  "character.edit": "A character was changed",
  "character.retire": "A character retired",
  "character.arrive": "A character arrived",
  "character.depart": "A character left",
  "encounter.activate": "The encounter began",
  "encounter.finish": "The encounter ended",
  "combatant.add": "Somebody joined the fight",
  "combatant.remove": "Somebody left the fight",
  "combatant.reveal": "Somebody showed up",
  "combatant.hide": "Somebody disappeared",
  "combatant.alias": "Somebody has another name",
};

/** A line of the log in words; the DM's moves say themselves what they mean. */
export function logWords(entry: LogEntry): string {
  if (entry.meaning !== "") return capital(entry.meaning);
  const what = commandWords[entry.command] ?? capital(entry.command.replace(".", " "));
  return entry.who.length === 0 ? what : `${what}: ${list(entry.who)}`;
}

export function list(names: readonly string[]): string {
  if (names.length <= 1) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
