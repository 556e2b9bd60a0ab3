import type { Affliction, Declined, DmFight, Fighter, Until } from "roomkeeper/campaign";
import { capital, poolName } from "./words";

/** Something that may follow by rule for somebody, and can be declined. */
export type Following = {
  readonly id: string;
  readonly name: string;
  /** The type of the consequence, by which it is declined. */
  readonly type: string;
  readonly words: string;
};

/** Those whose turns end, pass or begin at the next step, the last of them the one that begins. */
function turnsAtNext({ encounter: { order } }: DmFight): readonly string[] {
  const { places, active } = order;
  const turns = active < 0 ? [] : [places[active]?.id ?? ""];
  for (let step = 1; step <= places.length; step++) {
    const place = places[(active + step) % places.length];
    if (place === undefined) continue;
    turns.push(place.id);
    if (place.kind === "acts" || place.kind === "lair") break;
  }
  return turns;
}

function limitOf(until: Until): Exclude<Until, { readonly type: "saveEnds" }> {
  return until.type === "saveEnds" ? until.limit : until;
}

/** What may follow from the next turn. The server decides; this may name a little more. */
export function atNextTurn(fight: DmFight): readonly Following[] {
  const turns = turnsAtNext(fight);
  const ending = fight.round === 0 ? "" : fight.turn;
  const beginning = turns.at(-1) ?? "";
  return fight.fighters.flatMap((fighter) => {
    const { afflictions } = fighter.vitals;
    return [
      ...Object.values(afflictions).flatMap((affliction) =>
        atTurn(fighter, affliction, turns, fight.round + 1, ending),
      ),
      ...(fighter.id === beginning ? atOwnTurn(fighter) : []),
    ];
  });
}

function atTurn(
  { id, name }: Fighter,
  { condition, until }: Affliction,
  turns: readonly string[],
  round: number,
  ending: string,
): readonly Following[] {
  const limit = limitOf(until);
  const isOver =
    (limit.type === "turnStart" || limit.type === "turnEnd") &&
    turns.includes(limit.whose) &&
    limit.round <= round;
  if (isOver)
    return [{ id, name, type: "conditionEnds", words: `${capital(condition)} comes to its end` }];
  return until.type === "saveEnds" && id === ending
    ? [{ id, name, type: "asksSave", words: `A save against ${condition}` }]
    : [];
}

function atOwnTurn({ id, name, vitals }: Fighter): readonly Following[] {
  const pools = Object.values(vitals.pools).filter(({ left, max }) => left < max);
  return [
    ...(vitals.life === "dying"
      ? [{ id, name, type: "asksDeathSave", words: "A death save" }]
      : []),
    ...pools.flatMap((pool) => {
      if (pool.refill.type === "ownTurn")
        return [{ id, name, type: "poolBecomes", words: `${poolName(pool)} comes back` }];
      return pool.refill.type === "recharge"
        ? [{ id, name, type: "asksRecharge", words: `A die for ${poolName(pool)}` }]
        : [];
    }),
  ];
}

/** What may end with the encounter for its characters: what is counted by turns. */
export function atEnd(fight: DmFight): readonly Following[] {
  return fight.fighters
    .filter(({ hero }) => hero !== undefined)
    .flatMap(({ id, name, vitals }) =>
      Object.values(vitals.afflictions)
        .filter(({ until }) => ["turnStart", "turnEnd"].includes(limitOf(until).type))
        .map(({ condition }) => ({
          id,
          name,
          type: "conditionEnds",
          words: `${capital(condition)} comes to its end`,
        })),
    );
}

/** What commands carry of what was chosen. */
export function declinedOf(chosen: readonly Following[]): readonly Declined[] {
  const types = new Map<string, Set<string>>();
  for (const { id, type } of chosen) types.set(id, (types.get(id) ?? new Set()).add(type));
  return [...types].map(([id, each]) => ({ id, types: [...each] }));
}
