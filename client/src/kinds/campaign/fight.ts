import type { Encounter, Hero } from "./dm.js";
import type { DmFight, Fighter, PlayersFight, SeenFighter } from "./stores.js";
import type { Place, SeenFight } from "./types.js";

type ById<T> = { readonly [id: string]: T };

/** An encounter and its characters, woven into one list in the order of turns. */
export function dmFight(id: string, encounter: Encounter, heroes: ById<Hero>): DmFight {
  const { places, round, active } = encounter.order;
  const turn = active >= 0 ? (places[active]?.id ?? "") : "";
  const rank = new Map(places.map((place, index) => [place.id, index]));
  const fighters = Object.keys(encounter.combatants)
    .flatMap((key) => fighter(key, encounter, heroes, places, turn))
    .sort(
      (a, b) =>
        (rank.get(a.id) ?? places.length) - (rank.get(b.id) ?? places.length) ||
        a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
  return { id, encounter, fighters, round, turn };
}

function fighter(
  id: string,
  encounter: Encounter,
  heroes: ById<Hero>,
  places: readonly Place[],
  turn: string,
): Fighter[] {
  const combatant = encounter.combatants[id];
  const hero = heroes[id];
  const vitals = hero?.vitals ?? combatant?.vitals;
  if (combatant === undefined || combatant.gone || vitals === undefined) return [];
  const place = places.find((one) => one.id === id);
  return [
    {
      id,
      name: hero?.name ?? combatant.name,
      combatant,
      vitals,
      ...(hero === undefined ? {} : { hero }),
      ...(place === undefined ? {} : { place }),
      isTurn: id === turn,
      armorClass: hero?.sheet.armorClass ?? combatant.armorClass,
    },
  ];
}

/** The fight as everybody sees it: those with initiative in their order, then the others. */
export function playersFight(fight: SeenFight): PlayersFight {
  const inOrder = new Set(fight.order);
  const others = Object.keys(fight.combatants).filter((id) => !inOrder.has(id));
  const fighters = [...fight.order, ...others].flatMap((id): SeenFighter[] => {
    const combatant = fight.combatants[id];
    if (combatant === undefined) return [];
    return [{ ...combatant, id, isTurn: id === fight.turn, hasInitiative: inOrder.has(id) }];
  });
  return { fight, fighters };
}

/** How many turns of others come before this one's; null where it has none coming, 0 while it is on. */
export function turnsUntil({ fight }: PlayersFight, id: string): number | null {
  const { order, turn } = fight;
  const own = order.indexOf(id);
  if (own < 0) return null;
  const now = order.indexOf(turn);
  if (now < 0) return own + 1;
  return (own - now + order.length) % order.length;
}
